"""From the stored columns of a book to one matrix."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

import numpy as np
import numpy.typing as npt

from bot.charts.heatmap.quotes import Quotes
from core.heat import HeatColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Resting size by time and price; bin 0 of each column is ``low_bin``."""

    times_ns: npt.NDArray[np.int64]
    low_bin: int
    usd: npt.NDArray[np.float32]
    mid: npt.NDArray[np.float64]
    quotes: Quotes
    """As near as the buckets tell: the two are alike where no bucket between them was empty."""


def columns(heat: Sequence[HeatColumn]) -> Columns:
    """The columns of a window, at least one, all of one step and length.

    Beyond the ends of a column is zero, which a picture takes for the end of what was recorded. A
    column that is missing stays missing: its time has no place in the matrix.
    """
    low = min(column.low_bin for column in heat)
    high = max(column.low_bin + len(column.usd) for column in heat)
    usd = np.zeros((len(heat), high - low), dtype=np.float32)
    for row, column in zip(usd, heat, strict=True):
        first = column.low_bin - low
        row[first : first + len(column.usd)] = column.usd
    inside = [_quotes(column) for column in heat]
    return Columns(
        times_ns=np.array([column.at_ns for column in heat], dtype=np.int64),
        low_bin=low,
        usd=usd,
        mid=np.array([column.mid for column in heat]),
        quotes=Quotes(
            bid=np.array([bid for bid, _ in inside]), ask=np.array([ask for _, ask in inside])
        ),
    )


def _quotes(column: HeatColumn) -> tuple[float, float]:
    """The edges of the empty buckets around the middle price; the price itself where it is held."""
    middle = floor(column.mid / column.step) - column.low_bin
    below, above = middle, middle
    while 0 <= below < len(column.usd) and not column.usd[below]:
        below -= 1
    while 0 <= above < len(column.usd) and not column.usd[above]:
        above += 1
    if below == above or below < 0 or above >= len(column.usd):
        return column.mid, column.mid
    return (
        min(column.mid, (column.low_bin + below + 1) * column.step),
        max(column.mid, (column.low_bin + above) * column.step),
    )
