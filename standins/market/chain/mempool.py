"""What waits to be mined: most of the next blocks' transactions, and some that never will be.

A third of all transactions goes to the block's builder in private and is first seen when mined. Of
those that wait in public, some are there in an earlier version with a lower fee, which the mined
one replaces, and some pay too little and are forgotten in the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from standins.market.chain.everyday import ORDINARY_NONCES
from standins.market.chain.hashes import WAITING, Hashes, Place
from standins.market.chain.records import Plan, Tx
from standins.market.chain.scene import ether
from standins.market.chain.transactions import Transactions
from standins.market.chance import Luck, chance

Fate = Literal["mined", "replaced", "dropped"]

UNSEEN_SHARE, EARLY_SHARE = 0.32, 0.15
"""Never seen before they are mined; seen two blocks before instead of one."""

REPLACED_SHARE = 0.2
"""Of those seen early, so many wait in a cheaper version first."""

STUCK_SHARE, LARGE_SHARE = 0.2, 0.25
"""Blocks that see a transaction come which is never mined, and such as move a whale's amount."""

STUCK_BLOCKS = 20
"""So long it waits before nodes forget it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A transaction as it waits, and what becomes of it.

    ``since`` is the newest block when it came; ``until`` the block that holds it, or its
    replacement ``by``, or after which it is forgotten.
    """

    tx: Tx
    fate: Fate
    since: int
    until: int
    by: str | None = None


class Mempool:
    """What waits after any block of one chain, on the branch where blocks were first seen.

    Parameters
    ----------
    seed
        Which chain.
    hashes
        How what is never mined is named.
    mined
        What its blocks hold.
    """

    def __init__(self, seed: int, hashes: Hashes, mined: Transactions) -> None:
        self._seed, self._hashes, self._mined = seed, hashes, mined

    def after(self, number: int) -> list[Waiting]:
        """What waits while block ``number`` is the newest."""
        coming = (
            one
            for ahead in (1, 2)
            for tx in self._mined.of(number + ahead)
            for one in self._versions(tx, number + ahead)
        )
        return [one for one in (*coming, *self._stuck(number)) if one.since <= number < one.until]

    def never_mined(self, first: int, last: int) -> list[Waiting]:
        """What came while the blocks first to last were the newest, and is in no block."""
        replaced = (
            one
            for number in range(first + 2, last + 3)
            for tx in self._mined.of(number)
            for one in self._versions(tx, number)
            if one.fate == "replaced"
        )
        stuck = self._stuck(last, last - first + 1)
        return sorted([*replaced, *stuck], key=lambda one: (one.since, one.tx.hash))

    def _stuck(self, last: int, blocks: int = STUCK_BLOCKS) -> Iterator[Waiting]:
        """What came in the blocks up to ``last`` and pays too little ever to be mined."""
        for number in range(last - blocks + 1, last + 1):
            luck = chance(self._seed, "stuck", number)
            if luck.odds(STUCK_SHARE):
                tx = self._too_cheap(luck, number)
                yield Waiting(tx=tx, fate="dropped", since=number, until=number + STUCK_BLOCKS)

    def _versions(self, tx: Tx, number: int) -> Iterator[Waiting]:
        """How a transaction of block ``number`` waits for it; the chance is in its hash."""
        draw, second = int(tx.hash[2:10], 16) / 2**32, int(tx.hash[10:18], 16) / 2**32
        if draw < UNSEEN_SHARE:
            return
        since = number - 2 if draw > 1 - EARLY_SHARE else number - 1
        if since == number - 2 and second < REPLACED_SHARE and tx.tip:
            yield self._cheaper(tx, number)
            since = number - 1
        yield Waiting(tx=tx, fate="mined", since=since, until=number)

    def _cheaper(self, tx: Tx, number: int) -> Waiting:
        """The same nonce at a lower price: a node takes a replacement that pays a tenth more."""
        name = self._hashes.scenery("earlier", tx.hash)
        earlier = replace(tx, hash=name, tip=tx.tip * 8 // 10)
        return Waiting(tx=earlier, fate="replaced", since=number - 2, until=number - 1, by=tx.hash)

    def _too_cheap(self, luck: Luck, number: int) -> Tx:
        tx = self._mined.everyday.one(luck, Place(WAITING, number, 0, ORDINARY_NONCES - 1))
        if not luck.odds(LARGE_SHARE):
            return replace(tx, tip=0)
        sender, to = self._mined.people.whale_pair(luck)
        amount = ether(min(500 * luck.paretovariate(1.0), 20_000))
        return replace(
            tx,
            sender=sender,
            to=to,
            value=amount,
            kind=2,
            gas=21_000,
            tip=0,
            plan=Plan.LOOKALIKE,
            input="0x",
            tokens=(),
            internal=(),
        )
