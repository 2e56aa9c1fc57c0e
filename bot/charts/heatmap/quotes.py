"""Best bid and best ask over a heat map: two steps, where there is room between them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.heatmap.plane import Plane
from bot.charts.kit import checks
from bot.charts.kit.moments import NS
from bot.charts.kit.scale import LinearScale

Floats = npt.NDArray[np.float64]

LEAST_SPREAD: Final = 2.0
"""Pixels between the two below which they would be drawn as one line."""
_THICK: Final = 2.0
_RIM: Final = 4.4
_RIM_ALPHA: Final = 0.8
_GAP: Final = 1.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Quotes:
    """Best bid and best ask of each column; NaN where they were not seen.

    Raises
    ------
    ValueError
        Lengths differ, a price is not positive, or a bid stands above its ask.
    """

    bid: Floats
    ask: Floats

    def __post_init__(self) -> None:
        checks.same_length("best bids and best asks", self.bid, self.ask)
        checks.prices_or_gaps(self.bid, "best bids")
        checks.prices_or_gaps(self.ask, "best asks")
        if np.any(self.bid > self.ask):
            message = "a best bid cannot stand above the best ask of its column"
            raise ValueError(message)

    def spread(self) -> float:
        """The usual distance of the two: half of the columns have less; 0 where none was seen."""
        apart = (self.ask - self.bid)[~np.isnan(self.ask - self.bid)]
        return float(np.median(apart)) if apart.size else 0.0

    def draw(self, plane: Plane, times_ns: npt.NDArray[np.int64], bucket_ns: int) -> None:
        """The ask above in its side's colour, the bid below in its own."""
        theme, x, y = plane.look.theme, plane.x, plane.y
        for prices, colour in ((self.ask, theme.down), (self.bid, theme.up)):
            inside = np.where((prices > y.low) & (prices < y.high), prices, np.nan)
            points = _steps((times_ns - x.origin_ns) / NS, bucket_ns / NS, y(inside), x.scale)
            plane.canvas.curves.line(points, theme.halo, _RIM, alpha=_RIM_ALPHA)
            plane.canvas.curves.line(points, colour, _THICK)


def _steps(since_s: Floats, bucket_s: float, heights: Floats, across: LinearScale) -> Floats:
    """Each column level from its beginning to the next one's, or to its own end before a hole."""
    holes = np.diff(since_s) > _GAP * bucket_s
    ends = np.append(np.where(holes, since_s[:-1] + bucket_s, since_s[1:]), since_s[-1] + bucket_s)
    xs = across(np.column_stack([since_s, ends]).ravel())
    xs = np.clip(xs, across.start + _RIM, across.end - _RIM)
    points = np.column_stack([xs, np.repeat(heights, 2)])
    return np.insert(points, (np.flatnonzero(holes) + 1) * 2, np.nan, axis=0)
