"""What a kind of signal was worth: how often it was right, and what the price did afterwards."""

from dataclasses import dataclass
from math import isfinite
from typing import Final

from core.proportion import Proportion

FEW: Final = 30
"""Signals below which nothing is claimed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Moves in percent, counted the signal's way: the median, and the middle half around it.

    Raises
    ------
    ValueError
        One is not a number, or they do not rise from `low` to `high`.
    """

    low: float
    median: float
    high: float

    def __post_init__(self) -> None:
        if not all(map(isfinite, (self.low, self.median, self.high))):
            message = f"moves must be numbers, not {self.low}, {self.median}, {self.high}"
            raise ValueError(message)
        if not self.low <= self.median <= self.high:
            message = f"a median must lie in its middle half, not {self.median} in {self.low} to "
            raise ValueError(f"{message}{self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalKind:
    """One row of a track record.

    Raises
    ------
    ValueError
        The base rate is no share from 0 to 1, or the worst move is above the best.
    """

    name: str
    """As it is written, "FVG+"."""
    right: Proportion
    base_rate: float
    """How often the price goes that way at any other time, 0 to 1."""
    after_1h: Spread
    after_24h: Spread
    worst: float
    """In percent, counted the signal's way, after 24 h."""
    best: float
    alike: float = 1.0
    """How many signals count as one because they share their luck (`design_effect`)."""

    def __post_init__(self) -> None:
        if not 1 <= self.alike < float("inf"):
            message = f"one signal or more counts as one, not {self.alike}"
            raise ValueError(message)
        if not 0 <= self.base_rate <= 1:
            message = f"a base rate must be 0 to 1, not {self.base_rate}"
            raise ValueError(message)
        if not -float("inf") < self.worst <= self.best < float("inf"):
            message = f"the worst move must not be above the best: {self.worst}, {self.best}"
            raise ValueError(message)

    @property
    def few(self) -> bool:
        """Whether there are too few to claim anything."""
        return self.right.n < FEW

    @property
    def interval(self) -> tuple[float, float]:
        """95 % of the hit rate, 0 to 1; wider for signals that share their luck."""
        return self.right.interval(alike=self.alike)

    @property
    def better(self) -> bool | None:
        """Whether it was right more often than its base rate; None where chance explains it."""
        low, high = self.interval
        if self.few or low <= self.base_rate <= high:
            return None
        return low > self.base_rate


def most_first(kinds: tuple[SignalKind, ...]) -> list[SignalKind]:
    """The kinds with the most signals first; those of as many by name."""
    return sorted(kinds, key=lambda kind: (-kind.right.n, kind.name))
