"""From the stored columns of a book to one matrix."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.heat import HeatColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Resting size by time and price; bin 0 of each column is ``low_bin``."""

    times_ns: npt.NDArray[np.int64]
    low_bin: int
    usd: npt.NDArray[np.float32]
    mid: npt.NDArray[np.float64]


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
    return Columns(
        times_ns=np.array([column.at_ns for column in heat], dtype=np.int64),
        low_bin=low,
        usd=usd,
        mid=np.array([column.mid for column in heat]),
    )
