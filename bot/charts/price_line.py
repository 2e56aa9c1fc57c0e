"""The middle price over a heat map: a white line with a dark rim."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.axis import TimeAxis
from bot.charts.canvas import Canvas
from bot.charts.moments import NS
from bot.charts.rect import Rect
from bot.charts.scale import LinearScale
from bot.charts.theme import Theme

_THICK: Final = 2.8
_RIM: Final = 6.4
_RIM_ALPHA: Final = 0.8
_MOST_BOXES: Final = 160
_GAP: Final = 1.5
"""Buckets between two columns from which on something is missing."""


@dataclass(frozen=True, slots=True)
class PriceLine:
    """The middle price by time; NaN where it was not known."""

    times_ns: npt.NDArray[np.int64]
    prices: npt.NDArray[np.float64]
    bucket_ns: int

    def at(self, time_ns: int, otherwise: float) -> float:
        """The price known last at a time; `otherwise` when none was."""
        place = int(np.searchsorted(self.times_ns, time_ns, side="right")) - 1
        price = float(self.prices[place]) if place >= 0 else np.nan
        return otherwise if np.isnan(price) else price

    def draw(self, canvas: Canvas, theme: Theme, x: TimeAxis, y: LinearScale) -> list[Rect]:
        """Draw the line; gives back small boxes along it, for words to keep clear of."""
        seconds = (self.times_ns - x.origin_ns) / NS
        points = self._once_a_pixel(np.column_stack([x.scale(seconds), y(self.prices)]))
        canvas.curves.line(points, theme.halo, _RIM, alpha=_RIM_ALPHA)
        canvas.curves.line(points, theme.line, _THICK)
        seen = points[~np.isnan(points[:, 1])][:: max(1, len(points) // _MOST_BOXES)]
        return [Rect(px - 4, py - 4, px + 4, py + 4) for px, py in seen.tolist()]

    def _once_a_pixel(self, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The last point of each pixel column; the pen is lifted where columns are missing."""
        pixel = points[:, 0].astype(np.int64)
        last = np.concatenate([pixel[1:] != pixel[:-1], [True]])
        gap = np.concatenate([np.diff(self.times_ns) > _GAP * self.bucket_ns, [False]])
        kept = points[last | gap]
        holes = np.flatnonzero(gap[last | gap]) + 1
        return np.insert(kept, holes, np.nan, axis=0)
