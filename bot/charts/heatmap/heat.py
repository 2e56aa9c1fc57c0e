"""From dollars resting in a cell to its colour.

Order books are skewed over four decades: a linear scale shows one wall and blackness. The scale
here is the logarithm of USD between two percentiles of what is visible (50 and 99.8), clipped,
looked up in 256 colours. Percentile clipping is the field's habit; scaling to the largest order is
not, since one spoof then dims all.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import exp, log, log2
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.theme import Theme

LOW_PERCENTILE: Final = 50.0
HIGH_PERCENTILE: Final = 99.8
_SMALLEST_RATIO: Final = 4.0
_LEVELS: Final = 256
_MOST_SAMPLES: Final = 60_000
_MOST_A_PART: Final = 5_000
_PARTS: Final = 12

Cells = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class HeatLimits:
    """USD at which the scale begins (the page's colour) and ends (the strongest)."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The amount in the middle of the colour bar: the geometric mean."""
        return exp((log(self.low) + log(self.high)) / 2)


def limits(cells: Cells, most: int = _MOST_SAMPLES) -> HeatLimits:
    """Limits for the cells in sight; empty and unknown cells have no say.

    Large grids are sampled evenly: a percentile of 60,000 cells is as good as one of a million. A
    calm book whose cells are all alike still gets a scale of one to four, so that its noise is not
    drawn as walls.
    """
    seen = cells[cells > 0]
    if not seen.size:
        return HeatLimits(1.0, _SMALLEST_RATIO)
    ordered = np.sort(seen[:: max(1, seen.size // most)])
    low, high = (
        float(ordered[round((ordered.size - 1) * percentile / 100)])
        for percentile in (LOW_PERCENTILE, HIGH_PERCENTILE)
    )
    return HeatLimits(low, max(high, low * _SMALLEST_RATIO))


def limits_of_rows(
    steady: HeatLimits | None, bins: Cells, rows: Cells, times_ns: npt.NDArray[np.int64]
) -> HeatLimits:
    """Limits for rows of several bins, from steady ones of single bins where those are known.

    A row of several bins holds more than one bin, but not by a fixed factor: a wall counts once.
    What limits in sight become from bins to rows, the steady ones become too; without any, those
    in sight are taken. Either is the geometric mean over parts of the window which begin at fixed
    times, so that the next picture has all but a little of one part in common with this one.

    Parameters
    ----------
    bins, rows
        USD by column and bin, and by column and row, of the same columns.
    times_ns
        When the columns begin, in order.
    """
    held = steady if steady is not None and steady.low > 0 else None
    lows, highs, weights = [], [], []
    for part in _parts(times_ns):
        if not rows[part].any():
            continue
        own = limits(rows[part], _MOST_A_PART)
        seen = limits(bins[part], _MOST_A_PART) if held else HeatLimits(1.0, 1.0)
        lows.append(log(own.low / seen.low))
        highs.append(log(own.high / seen.high))
        weights.append(part.stop - part.start)
    if not weights:
        return HeatLimits(1.0, _SMALLEST_RATIO)
    base = held or HeatLimits(1.0, 1.0)
    low = base.low * exp(np.average(lows, weights=weights))
    high = base.high * exp(np.average(highs, weights=weights))
    return HeatLimits(low, max(high, low * _SMALLEST_RATIO))


def _parts(times_ns: npt.NDArray[np.int64]) -> list[slice]:
    """About a dozen runs of columns; a power of two keeps their borders where they are."""
    span = int(times_ns[-1] - times_ns[0]) or 1
    length = 2 ** max(0, round(log2(span / _PARTS)))
    borders = np.flatnonzero(np.diff(times_ns // length)) + 1
    edges = [0, *borders.tolist(), len(times_ns)]
    return [slice(first, past) for first, past in pairwise(edges)]


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
