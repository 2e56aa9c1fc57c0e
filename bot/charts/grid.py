"""From the columns that were recorded to the cells that are seen.

Prices: the smallest round row that gives about 150 rows over the view; amounts of the bins in a
row add up. Time: one cell a column, or the mean of several when there are more columns than
pixels. Two kinds of nothing are kept apart: a column without data, and a price beyond the depth
the book was recorded to.
"""

from dataclasses import dataclass
from math import ceil, floor
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.moments import NS

Cells = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

_ROWS: Final = 150
_FEWEST_COLUMNS: Final = 30
"""A feed that has just begun is drawn at the right of a window of so many buckets."""
_MULTIPLES: Final = (1, 2, 5, 10, 20, 25, 50)


@dataclass(frozen=True, slots=True)
class Rows:
    """Price rows: row r spans `step` from (first + r) * step."""

    step: float
    first: int
    count: int

    @classmethod
    def over(cls, low: float, high: float, price_step: float) -> "Rows":
        """About 150 rows that cover the range; a row is a round multiple of the recorded step.

        >>> Rows.over(97250, 98800, 1.0).step
        10.0
        """
        rough = max(1.0, (high - low) / _ROWS / price_step)
        decade = 10 ** floor(np.log10(rough))
        step = next(m * decade for m in _MULTIPLES if m * decade >= rough * 0.85) * price_step
        first = floor(low / step + 1e-9)
        return cls(float(f"{step:.12g}"), first, max(1, ceil(high / step - 1e-9) - first))

    @property
    def low(self) -> float:
        return self.first * self.step

    @property
    def high(self) -> float:
        return (self.first + self.count) * self.step

    def of(self, price: float) -> int:
        return floor(price / self.step) - self.first

    def centre(self, row: int) -> float:
        return (self.first + row + 0.5) * self.step


def rows_of(matrix: Cells, low_bin: int, price_step: float, rows: Rows) -> Cells:
    """Sum the bins of each column into rows: [columns, rows], 0 where a row holds no bin.

    A bin that is not known counts as empty here; what is unknown is asked of the matrix itself.
    """
    per_row = round(rows.step / price_step)
    bins = low_bin + np.arange(matrix.shape[1])
    row = bins // per_row - rows.first
    inside = np.flatnonzero((row >= 0) & (row < rows.count))
    out = np.zeros((matrix.shape[0], rows.count), dtype=np.float32)
    if inside.size:
        part = np.nan_to_num(matrix[:, inside[0] : inside[-1] + 1], nan=0.0)
        kinds, starts = np.unique(row[inside], return_index=True)
        out[:, kinds] = np.add.reduceat(part, starts, axis=1)
    return out


@dataclass(frozen=True, slots=True)
class Timeline:
    """Equal places for columns of `bucket_ns` from `first_ns` to `last_ns`."""

    first_ns: int
    bucket_ns: int
    count: int

    @classmethod
    def over(cls, times_ns: npt.NDArray[np.int64], bucket_s: float) -> "Timeline":
        """From the first column to the end of the last, at least 30 buckets long."""
        bucket = round(bucket_s * NS)
        recorded = round((int(times_ns[-1]) - int(times_ns[0])) / bucket) + 1
        count = max(recorded, _FEWEST_COLUMNS)
        return cls(int(times_ns[-1]) - (count - 1) * bucket, bucket, count)

    @property
    def last_ns(self) -> int:
        return self.first_ns + self.count * self.bucket_ns

    @property
    def seconds(self) -> float:
        return self.count * self.bucket_ns / NS

    def place(self, times_ns: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The place of each column, 0 the oldest."""
        places: npt.NDArray[np.int64] = (
            times_ns - self.first_ns + self.bucket_ns // 2
        ) // self.bucket_ns
        return places.clip(0, self.count - 1)


@dataclass(frozen=True, slots=True)
class Grid:
    """What is seen: cells [rows, columns], and which of them are known.

    `known` says whether a column was recorded at all, `covered` whether a cell lies within the
    book's depth.
    """

    cells: Cells
    known: Mask
    covered: Mask

    @classmethod
    def over(cls, book: Cells, recorded: Mask, places: npt.NDArray[np.int64], count: int) -> "Grid":
        """Lay columns into `count` places: several give their mean, none leaves a place unknown."""
        rows = book.shape[1]
        cells = np.zeros((rows, count), dtype=np.float32)
        known = np.zeros(count, dtype=np.bool_)
        at = places[recorded]
        if at.size:
            kinds, starts, members = np.unique(at, return_index=True, return_counts=True)
            sums = np.add.reduceat(book[recorded], starts, axis=0)
            cells[:, kinds] = (sums / members[:, None].astype(np.float32)).T
            known[kinds] = True
        return cls(cells, known, _within_depth(cells))

    def unknown_runs(self) -> list[tuple[int, int]]:
        """First and last-plus-one place of each run of columns without data."""
        edges = np.diff(np.concatenate([[0], (~self.known).astype(np.int8), [0]]))
        starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
        return [(int(a), int(b)) for a, b in zip(starts, ends, strict=True)]


def _within_depth(cells: Cells) -> Mask:
    """True between the lowest and the highest row of a column that hold anything."""
    held = cells > 0
    from_below = np.logical_or.accumulate(held, axis=0)
    from_above = np.logical_or.accumulate(held[::-1], axis=0)[::-1]
    return from_below & from_above
