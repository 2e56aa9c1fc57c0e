"""From prices and times to pixels, and the round numbers worth writing beside an axis."""

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final, overload

import numpy as np
import numpy.typing as npt

from bot.charts.kit.moments import NS, UTC_TIMES, Times

Floats = npt.NDArray[np.float64]

_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_TIME_STEPS: Final = (
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 14400, 21600, 43200,
    86400, 172800, 604800,
)  # fmt: skip
_MOST_DECIMALS: Final = 14
_SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class LinearScale:
    """Values from `low` to `high` onto pixels from `start` to `end` (end < start: upwards).

    >>> LinearScale(0, 10, 100, 0)(2.5)
    75.0
    >>> LinearScale(0, 10, 100, 0).value(75.0)
    2.5

    Raises
    ------
    ValueError
        `high` is not above `low`.
    """

    low: float
    high: float
    start: float
    end: float

    def __post_init__(self) -> None:
        if not self.high > self.low:
            message = f"a scale needs a span: {self.low} to {self.high} has none"
            raise ValueError(message)

    @overload
    def __call__(self, value: float) -> float: ...
    @overload
    def __call__(self, value: Floats) -> Floats: ...
    def __call__(self, value: float | Floats) -> float | Floats:
        """The pixel of a value (or of an array of them)."""
        return self.start + (value - self.low) * self.per_unit

    @property
    def per_unit(self) -> float:
        """Pixels a unit of the value takes."""
        return (self.end - self.start) / (self.high - self.low)

    def value(self, pixel: float) -> float:
        """The value drawn at a pixel."""
        return self.low + (pixel - self.start) / self.per_unit


def padded(low: float, high: float, share: float) -> tuple[float, float]:
    """A range with `share` of itself added at both ends; a flat one opened by 0.2 % of its value.

    >>> padded(10.0, 20.0, 0.1)
    (9.0, 21.0)
    >>> padded(100.0, 100.0, 0.1)
    (99.9, 100.1)
    """
    pad = (high - low) * share or abs(high) * 0.001 or 1.0
    return low - pad, high + pad


def nice_step(rough: float) -> float:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `rough`.

    >>> nice_step(7.3), nice_step(0.021), nice_step(100)
    (10.0, 0.025, 100.0)
    """
    power = 10.0 ** floor(log10(rough))
    step = next(s for s in _STEPS if s * power >= rough * (1 - _SLACK))
    return float(f"{step * power:.12g}")


def ticks(low: float, high: float, count: int) -> list[float]:
    """At most about `count` round values inside the range.

    >>> ticks(97250, 98800, 8)
    [97400.0, 97600.0, 97800.0, 98000.0, 98200.0, 98400.0, 98600.0, 98800.0]
    """
    return multiples(tick_step(low, high, count), low, high)


def multiples(step: float, low: float, high: float) -> list[float]:
    """The multiples of `step` inside the range, without the crumbs of binary fractions."""
    first, last = ceil(low / step - _SLACK), floor(high / step + _SLACK)
    return [float(f"{n * step:.12g}") for n in range(first, last + 1)]


def tick_step(low: float, high: float, count: int) -> float:
    return nice_step((high - low) / count)


def tick_decimals(step: float) -> int:
    """The decimals a label needs to tell neighbours apart.

    >>> tick_decimals(200.0), tick_decimals(2.5), tick_decimals(0.00025)
    (0, 1, 5)
    """
    return next(
        (d for d in range(_MOST_DECIMALS) if abs(step - round(step, d)) < step * 1e-6),
        _MOST_DECIMALS,
    )


def time_ticks(
    first_ns: int, last_ns: int, count: int, times: Times = UTC_TIMES
) -> tuple[int, list[int]]:
    """A step in seconds and at most about `count` times (ns), round on the clock of `times`.

    >>> time_ticks(0, 3600 * 10**9, 5)[0]
    900
    """
    span_s = (last_ns - first_ns) / NS
    step = next((s for s in _TIME_STEPS if span_s / s <= count), None)
    if step is None:
        step = _TIME_STEPS[-1] * ceil(span_s / _TIME_STEPS[-1] / count)
    return step, times.marks(step, first_ns, last_ns)
