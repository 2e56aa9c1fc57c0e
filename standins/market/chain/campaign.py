"""A planted story as it was written: its transactions by block, and the truth about them."""

from dataclasses import dataclass, field
from typing import Literal

from standins.market.chain.records import Plan, Tx

Channel = Literal["plain", "internal", "token", "withdrawal"]
"""Where a move is seen: in a transaction's value, in a trace, in a receipt's log, in the block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What a transaction or payout moved in truth, or only seems to have moved.

    ``asset`` is ``ETH`` or a token's contract, ``amount`` is in its smallest unit; ``hash`` is None
    for a withdrawal, which is in no transaction. ``reason`` says why it is nothing to report.
    """

    number: int
    hash: str | None
    channel: Channel
    asset: str
    sender: str
    to: str | None
    amount: int
    plan: Plan
    reason: str = ""


@dataclass(slots=True, kw_only=True)
class Campaign:
    """A story of one kind.

    ``known`` is the first block after which an honest observer can know it for what it is;
    ``report`` is False for one that only resembles its kind, and ``reason`` says by what it can be
    told. ``also`` are other kinds that it may rightly be taken for: a sum that is paid into an
    exchange's deposit address and swept has passed through. ``actors`` are addresses by role,
    ``payouts`` (address, gwei) by block.
    """

    id: str
    kind: str
    known: int
    report: bool = True
    reason: str = ""
    also: tuple[str, ...] = ()
    actors: dict[str, list[str]] = field(default_factory=dict)
    transactions: dict[int, list[Tx]] = field(default_factory=dict)
    payouts: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    moves: list[Moved] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        """The blocks in which it acts, in order."""
        return sorted({*self.transactions, *self.payouts})

    def acts(self, first: int, last: int) -> bool:
        """Whether it acts in one of the blocks first to last."""
        blocks = (*self.transactions, *self.payouts)
        return any(first <= number <= last for number in blocks)

    @property
    def alone(self) -> bool:
        """Whether it is one transaction, on which no other depends."""
        return sum(map(len, self.transactions.values())) == 1
