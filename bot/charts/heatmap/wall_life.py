"""A wall that the detectors watched: where it rested, since when, and how it ended."""

from dataclasses import dataclass
from typing import Final, Literal

from bot.charts.kit import checks

Fate = Literal["pulled", "eaten"]
_FATES: Final = (None, "pulled", "eaten")


@dataclass(frozen=True, slots=True, kw_only=True)
class WallLife:
    """Resting orders from `low` up to `high`, on the bids' side or on the asks'.

    `usd` is the most it showed. While `fate` is None it still stands; else it ended at `ended_ns`:
    taken back by its owner ("pulled"), or by those who traded against it ("eaten").

    Raises
    ------
    ValueError
        A bound is not positive or the two are the wrong way round, the size is negative, it ended
        before it began, or it has a fate without an end, or an end without a fate.
    """

    low: float
    high: float
    bid: bool
    usd: float
    born_ns: int
    ended_ns: int | None = None
    fate: Fate | None = None

    def __post_init__(self) -> None:
        checks.prices([self.low, self.high], "the bounds of a wall")
        checks.amounts([self.usd], "the size of a wall")
        if self.low > self.high:
            message = f"a wall reaches from low to high, not from {self.low} to {self.high}"
            raise ValueError(message)
        if self.fate not in _FATES or (self.fate is None) != (self.ended_ns is None):
            message = "a wall that ended was pulled or eaten, and one that stands was neither"
            raise ValueError(message)
        if self.ended_ns is not None and self.ended_ns < self.born_ns:
            message = "a wall cannot end before it began"
            raise ValueError(message)

    def overlaps(self, low: float, high: float) -> bool:
        """Whether it shares a price with the span; what only touches does not."""
        return self.low < high and low < self.high
