"""The truth about what was planted, for whoever checks a tracker against it."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from standins.market.chain.campaign import Campaign, Channel, Moved
from standins.market.chain.chain import Chain
from standins.market.chain.records import Plan

Standing = Literal["whole", "part", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One move that was put on the chain on purpose, as the chain is now.

    Its unit is (transaction, sender, receiver, asset): a transaction may have two of them, and a
    validator's withdrawal has no transaction (``hash`` is None).

    ``value`` is in the asset's smallest unit, ``asset`` is ``ETH`` or a token's contract;
    ``channel`` says where it can be seen; ``plan`` is ``whale`` (something moved for the first
    time), ``forward`` (the same ether passed on) or ``lookalike``. ``report`` is true for a whale
    alone, and ``reason`` says why the others are nothing to report. ``story`` is the id of the
    record it belongs to, ``kind`` that record's kind.
    """

    number: int
    block_hash: str
    hash: str | None
    sender: str
    to: str | None
    value: int
    plan: Plan
    channel: Channel
    asset: str
    report: bool
    reason: str
    kind: str
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One planted story.

    ``first`` and ``last`` are its first and last block, ``known`` the block after which an honest
    observer can know it for what it is. ``report`` is False for what only resembles its kind;
    ``reason`` says by what it can be told. ``also`` are other kinds it may rightly be taken for.
    ``amounts`` is what it moved for the first time, by asset, in the asset's smallest unit.
    ``transactions`` are all its hashes in order. ``standing`` says what the chain holds of them
    now: the whole, a part (``missing`` are the others), or nothing; blocks that have not come yet
    count as they will come.
    """

    kind: str
    id: str
    actors: dict[str, list[str]]
    first: int
    last: int
    known: int
    report: bool
    reason: str
    also: tuple[str, ...]
    amounts: dict[str, int]
    transactions: list[str]
    standing: Standing
    missing: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmined:
    """A transaction that waited and was never mined: whoever told of it has to take it back.

    It was seen while the blocks ``since`` to ``until`` less one were the newest; ``by`` is the
    hash that replaced it.
    """

    hash: str
    sender: str
    to: str | None
    value: int
    since: int
    until: int
    by: str | None
    reason: str


class Ledger:
    """Reads the plan of a chain.

    Parameters
    ----------
    chain
        The chain; its reorganisations change what counts.
    """

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._campaigns = chain.mined.campaigns

    def planted(self, first: int, last: int) -> list[Planted]:
        """Moves in the blocks first to last, both included, as the chain is now."""
        return [row for number in range(first, last + 1) for row in self._rows(number)]

    def records(self, first: int, last: int, kind: str | None = None) -> list[Record]:
        """Stories that act in the blocks first to last, both included; of one kind, or of all."""
        stories = self._campaigns.touching(first, last, kind)
        return [self._record(one) for one in sorted(stories, key=lambda one: (one.known, one.id))]

    def record(self, name: str) -> Record | None:
        """The story with an id; None if there is none."""
        story = self._campaigns.named(name)
        return None if story is None else self._record(story)

    def never_mined(self, first: int, last: int) -> list[Unmined]:
        """What came to wait while the blocks first to last were the newest, and is in no block."""
        return [
            Unmined(
                hash=one.tx.hash,
                sender=one.tx.sender,
                to=one.tx.to,
                value=one.tx.value,
                since=one.since,
                until=one.until,
                by=one.by,
                reason="replaced at a higher price" if one.by else "paid too little",
            )
            for one in self._chain.mempool.never_mined(first, last)
        ]

    def _rows(self, number: int) -> list[Planted]:
        block = self._chain.at(number)
        held = {tx.hash: tx.planted for tx in block.transactions if tx.planted}
        stories = {one.id: one for one in self._campaigns.touching(number, number)}
        for name in held.values():
            if name not in stories and (late := self._campaigns.named(name)):
                stories[name] = late
        return [
            _row(story, move, number, block.hash)
            for story in stories.values()
            for move in story.moves
            if (move.hash in held if move.hash else move.number == number)
        ]

    def _record(self, story: Campaign) -> Record:
        numbers = story.numbers
        amounts: Counter[str] = Counter()
        for move in story.moves:
            if move.plan is Plan.WHALE:
                amounts[move.asset] += move.amount
        hashes = [tx.hash for number in numbers for tx in story.transactions.get(number, ())]
        missing = [
            tx.hash
            for number in numbers
            if self._chain.branch_at(number)  # on the first branch nothing is ever missing
            for tx in story.transactions.get(number, ())
            if self._chain.holder(tx.hash) is None
        ]
        return Record(
            kind=story.kind,
            id=story.id,
            actors=story.actors,
            first=numbers[0],
            last=numbers[-1],
            known=story.known,
            report=story.report,
            reason=story.reason,
            also=story.also,
            amounts=dict(amounts),
            transactions=hashes,
            standing=_standing(len(hashes), len(missing)),
            missing=missing,
        )


def _row(story: Campaign, move: Moved, number: int, block_hash: str) -> Planted:
    return Planted(
        number=number,
        block_hash=block_hash,
        hash=move.hash,
        sender=move.sender,
        to=move.to,
        value=move.amount,
        plan=move.plan,
        channel=move.channel,
        asset=move.asset,
        report=move.plan is Plan.WHALE,
        reason=move.reason,
        kind=story.kind,
        story=story.id,
    )


def _standing(hashes: int, missing: int) -> Standing:
    if not missing:
        return "whole"
    return "part" if missing < hashes else "gone"
