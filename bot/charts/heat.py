"""From dollars resting in a cell to its colour.

Order books are skewed over four decades: a linear scale shows one wall and blackness. The scale
here is the logarithm of USD between two percentiles of what is visible (50 and 99.8), clipped,
looked up in 256 colours. Percentile clipping is the field's habit; scaling to the largest order is
not, since one spoof then dims all.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.theme import Theme

LOW_PERCENTILE: Final = 50.0
HIGH_PERCENTILE: Final = 99.8
_SMALLEST_RATIO: Final = 4.0
_LEVELS: Final = 256
_MOST_SAMPLES: Final = 60_000


@dataclass(frozen=True, slots=True)
class HeatLimits:
    """USD at which the scale begins (the page's colour) and ends (the strongest)."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The amount in the middle of the colour bar: the geometric mean."""
        return exp((log(self.low) + log(self.high)) / 2)


def limits(cells: npt.NDArray[np.float32]) -> HeatLimits:
    """Limits for the cells in sight; empty and unknown cells have no say.

    Very large grids are sampled evenly: a percentile of 60,000 cells is as good as one of a
    million. A calm book whose cells are all alike still gets a scale of one to four, so that its
    noise is not drawn as walls.

    """
    seen = cells[cells > 0]
    if not seen.size:
        return HeatLimits(1.0, _SMALLEST_RATIO)
    low, high = np.percentile(
        seen[:: max(1, seen.size // _MOST_SAMPLES)], (LOW_PERCENTILE, HIGH_PERCENTILE)
    )
    return HeatLimits(float(low), float(max(high, low * _SMALLEST_RATIO)))


def limits_of_rows(
    steady: HeatLimits | None, bins: npt.NDArray[np.float32], cells: npt.NDArray[np.float32]
) -> HeatLimits:
    """Limits for cells of several bins each, where those for single bins are known; else their own.

    A row of several bins holds more than one bin, but not by a fixed factor: a wall counts once.
    What the limits in sight become from bins to rows, the steady ones become too.
    """
    own = limits(cells)
    if steady is None or steady.low <= 0:
        return own
    seen = limits(bins)
    low, high = steady.low * own.low / seen.low, steady.high * own.high / seen.high
    return HeatLimits(low, max(high, low * _SMALLEST_RATIO))


@lru_cache(maxsize=8)
def palette(theme: Theme) -> npt.NDArray[np.uint8]:
    """The theme's heat colours as 256 rows of red, green, blue, opaque; read-only."""
    at = np.linspace(0.0, 1.0, _LEVELS)
    stops = [position for position, _ in theme.heat]
    table = np.full((_LEVELS, 4), 255, dtype=np.uint8)
    for channel in range(3):
        levels = [colour[channel] for _, colour in theme.heat]
        table[:, channel] = np.rint(np.interp(at, stops, levels)).astype(np.uint8)
    table.setflags(write=False)
    return table


def colours(
    cells: npt.NDArray[np.float32], scale: HeatLimits, theme: Theme
) -> npt.NDArray[np.uint8]:
    """One RGBA pixel a cell. Cells must not be NaN; see `limits` for what the scale means."""
    slope = (_LEVELS - 1) / log(scale.high / scale.low)
    level = np.log(np.maximum(cells, scale.low) / np.float32(scale.low)) * np.float32(slope)
    return palette(theme)[np.minimum(level, _LEVELS - 1).astype(np.uint8)]
