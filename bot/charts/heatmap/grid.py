"""From the columns that were recorded to the cells that are seen.

Prices: a round row of 5 to 9 pixels, of whole recorded bins; amounts of the bins in a row add up.
Time: one cell a column, or the mean of several when there are more columns than pixels. Two kinds
of nothing are kept apart: a column without data, and a price beyond the depth the book was
recorded to.
"""

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.kit.moments import NS

Cells = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

ROW_PX: Final = (5.0, 9.0)
"""A row's height: less is a hairline, more looks like a table."""
_FEWEST_COLUMNS: Final = 30
"""A feed that has just begun is drawn at the right of a window of so many buckets."""
_WHOLE: Final = (1, 2, 4, 5, 10, 20, 25, 40, 50, 100)
_ROUND: Final = (1.0, 2.0, 2.5, 5.0)
_EVEN: Final = (4.0, 8.0)
_SLACK: Final = 1e-9
_EXPLAINED: Final = 0.05
_NOW_S: Final = 30


@dataclass(frozen=True, slots=True)
class Rows:
    """Price rows: row r spans `step` from (first + r) * step."""

    step: float
    first: int
    count: int

    @classmethod
    def over(cls, low: float, high: float, price_step: float, pixels: float) -> "Rows":
        """Rows of 5 to 9 pixels that cover the range, each a whole number of recorded steps.

        A row is 1, 2, 2.5 or 5 times a power of ten where that is 5 to 9 pixels high, else 4 or 8
        times; the range is opened where rows would still be higher. Only a step that is itself
        coarse makes higher ones: a bin is never cut.

        >>> Rows.over(97250, 98800, 1.0, 832).step
        10.0
        """
        fewest, most = ceil(pixels / ROW_PX[1]), floor(pixels / ROW_PX[0])
        bins = _bins_a_row((high - low) / price_step, price_step, fewest, most)
        step = float(f"{bins * price_step:.12g}")
        first = floor(low / step + _SLACK)
        count = max(1, ceil(high / step - _SLACK) - first)
        missing = fewest - count if bins > 1 else 0
        # A range that begins at zero has no room below it.
        below = max(0, min(missing // 2, first))
        return cls(step, first - below, count + max(0, missing))

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


def _bins_a_row(bins: float, price_step: float, fewest: int, most: int) -> int:
    """Recorded bins in a row, so that at most about `most` rows make up `bins` bins."""
    # Two rows are kept for the parts of a row at both ends of the range.
    rough = max(1.0, bins / (most - 2))
    unit = int(10.0 ** max(0, floor(log10(rough)) - 1))
    fitting = [whole * unit for whole in _WHOLE if whole * unit >= rough * (1 - _SLACK)]
    # A step that is not round itself has no round multiples: its finest row is taken.
    round_row = _first(fitting, price_step, _ROUND) or fitting[0]
    even_row = _first(fitting, price_step, _ROUND + _EVEN) or fitting[0]
    return round_row if bins / round_row >= fewest - 2 else even_row


def _first(numbers: list[int], price_step: float, leading: tuple[float, ...]) -> int | None:
    """The first whose price begins with one of these figures and nothing after it."""
    return next((each for each in numbers if _leading(each * price_step) in leading), None)


def _leading(price: float) -> float:
    return float(f"{price:.9e}".partition("e")[0])


def rows_of(matrix: Cells, low_bin: int, price_step: float, rows: Rows) -> Cells:
    """Sum the bins of each column into rows: [columns, rows], 0 where a row holds no bin.

    A bin that is not known counts as empty here; what is unknown is asked of the matrix itself.
    """
    per_row = round(rows.step / price_step)
    out = np.zeros((matrix.shape[0], rows.count), dtype=np.float32)
    # Row after row in a loop of numpy's own costs three times as much as bin after bin of all rows.
    for place in range(min(per_row, matrix.shape[1])):
        row = (low_bin + place) // per_row - rows.first
        first, past = max(0, -row), max(0, rows.count - row)
        part = matrix[:, place::per_row][:, first:past]
        into = out[:, row + first : row + first + part.shape[1]]
        np.add(into, np.fmax(part, np.float32(0)), out=into)
    return out


@dataclass(frozen=True, slots=True)
class RowBook:
    """A book in rows: `cells` holds USD by column (of `bucket_s` seconds, oldest first) and row.

    `recorded` says which columns were; the others hold zeros.
    """

    cells: Cells
    recorded: Mask
    rows: Rows
    bucket_s: float

    def now(self) -> npt.NDArray[np.float64]:
        """USD a row: the mean of half a minute, of the newest columns that were recorded."""
        newest = np.flatnonzero(self.recorded)[-max(1, round(_NOW_S / self.bucket_s)) :]
        if not newest.size:
            return np.zeros(self.rows.count)
        mean: npt.NDArray[np.float64] = self.cells[newest].mean(axis=0, dtype=np.float64)
        return mean


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
            means = book[recorded]
            if kinds.size < at.size:
                means = np.add.reduceat(means, starts, axis=0)
                means /= members[:, None].astype(np.float32)
            cells[:, kinds] = means.T
            known[kinds] = True
        return cls(cells, known, _within_depth(cells))

    @property
    def shallow(self) -> bool:
        """Whether so much lies beyond the recorded depth that it has to be explained."""
        cells = self.covered[:, self.known]
        return bool(cells.size and 1 - np.count_nonzero(cells) / cells.size > _EXPLAINED)

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
