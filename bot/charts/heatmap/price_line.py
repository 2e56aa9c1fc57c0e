"""The middle price over a heat map: a line with a rim that parts it from any colour."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.heatmap.plane import Plane, around
from bot.charts.kit.moments import NS
from bot.charts.kit.soft_line import lone

_THICK: Final = 2.8
_RIM: Final = 6.4
_EDGE: Final = 3.7
"""Half a rim and a little: as far from the ends of the pane as the line has to stay."""
_RIM_ALPHA: Final = 0.8
_DOT: Final = 4.0
_DOT_RIM: Final = 1.8
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

    def draw(self, plane: Plane) -> None:
        """The line, lifted where nothing is known; a lone point becomes a dot."""
        theme, curves, points = plane.look.theme, plane.canvas.curves, self._points(plane)
        curves.line(points, theme.halo, _RIM, alpha=_RIM_ALPHA)
        curves.line(points, theme.line, _THICK)
        for x, y in points[lone(points)].tolist():
            curves.disc((x, y), _DOT, theme.line, rim=(theme.halo, _DOT_RIM))

    def shade(self, plane: Plane) -> None:
        """Let words keep clear of the line where they can."""
        points = self._points(plane)
        seen = points[~np.isnan(points[:, 1])][:: max(1, len(points) // _MOST_BOXES)]
        plane.places.shade(*(around(x, y, 4) for x, y in seen.tolist()))

    def _points(self, plane: Plane) -> npt.NDArray[np.float64]:
        x = plane.x.scale((self.times_ns - plane.x.origin_ns) / NS)
        across = np.clip(x, plane.pane.left + _EDGE, plane.pane.right - _EDGE)
        return self._once_a_pixel(np.column_stack([across, plane.y(self.prices)]))

    def _once_a_pixel(self, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The last point of each pixel column; the pen is lifted where columns are missing."""
        pixel = points[:, 0].astype(np.int64)
        last = np.concatenate([pixel[1:] != pixel[:-1], [True]])
        gap = np.concatenate([np.diff(self.times_ns) > _GAP * self.bucket_ns, [False]])
        kept = points[last | gap]
        holes = np.flatnonzero(gap[last | gap]) + 1
        return np.insert(kept, holes, np.nan, axis=0)
