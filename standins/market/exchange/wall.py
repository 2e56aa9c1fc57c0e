"""One wall: an order so large that the price has to eat it, wait for it, or see it pulled."""

from dataclasses import dataclass
from enum import StrEnum

BID, ASK = 1, -1


class WallKind(StrEnum):
    """What its owner means with it."""

    REST = "rest"
    """It stays until its time is over or it is eaten."""
    ICEBERG = "iceberg"
    """It shows a part; what is eaten of that is put back until nothing is left behind it."""
    STEP = "step"
    """It follows the price at a distance, a step at a time."""
    SPOOF = "spoof"
    """It was never meant to be hit: it is pulled when the price comes near."""


class WallEnd(StrEnum):
    """How a wall ended."""

    STANDING = "standing"
    EATEN = "eaten"
    PULLED = "pulled"
    CANCELLED = "cancelled"


@dataclass(slots=True, eq=False, kw_only=True)
class Wall:
    """One large resting order.

    Attributes
    ----------
    id
        Its name in the ledger.
    side
        1 for a bid, -1 for an ask.
    price, lots
        Where it rests, and how much of it the book shows.
    hidden
        What an iceberg has in reserve.
    until_ms
        When its owner takes it away if nobody has eaten it by then.
    shy_ticks
        A spoof is pulled when the best price of its side is so near.
    first_price, first_lots, born_ms
        How it began.
    eaten, refills, steps
        What has happened to it: lots traded against it, times it was filled up or moved.
    """

    id: str
    side: int
    price: int
    lots: int
    kind: WallKind
    born_ms: int
    until_ms: int
    shy_ticks: int = 0
    hidden: int = 0
    planted: bool = False
    first_price: int = 0
    first_lots: int = 0
    shown_lots: int = 0
    eaten: int = 0
    refills: int = 0
    steps: int = 0
    moved_ms: int = 0

    def __post_init__(self) -> None:
        self.first_price, self.shown_lots, self.moved_ms = self.price, self.lots, self.born_ms
        self.first_lots = self.lots + self.hidden

    def give(self, lots: int) -> int:
        """Trade against it: how many lots of these it gave."""
        given = min(lots, self.lots)
        self.lots -= given
        self.eaten += given
        return given

    def refill(self) -> bool:
        """Put an iceberg's next part in the book; whether there was one to put."""
        if self.lots > self.shown_lots // 4 or not self.hidden:
            return False
        fresh = min(self.shown_lots - self.lots, self.hidden)
        self.lots += fresh
        self.hidden -= fresh
        self.refills += 1
        return True
