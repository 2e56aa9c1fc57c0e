"""The book now: its largest walls, how far they stand and since when."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.grid import Cells, Mask, Rows
from bot.charts.numbers import Numbers, age

PER_SIDE: Final = 3
_NOW_S: Final = 30
_APART: Final = 3
_STANDS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Wall:
    """One row of resting orders."""

    row: int
    price: float
    usd: float
    distance: float
    """Percent from the last price, negative below it."""
    seconds: float
    """How long the row has held more than half of this."""
    since_start: bool
    """Whether it stood so already when the window began: then it is at least that old."""

    def words(self, numbers: Numbers) -> str:
        """Distance and age.

        >>> Wall(0, 98.0, 1e6, -2.0, 540, True).words(Numbers())
        '−2.00% · ≥9m'
        """  # the true minus is what is shown
        at_least = "\N{GREATER-THAN OR EQUAL TO}" if self.since_start else ""
        return f"{numbers.percent(self.distance)} \N{MIDDLE DOT} {at_least}{age(self.seconds)}"


def book_now(book: Cells, recorded: Mask, bucket_s: float) -> npt.NDArray[np.float64]:
    """USD a row: the mean of half a minute, of the newest columns that were recorded."""
    newest = np.flatnonzero(recorded)[-max(1, round(_NOW_S / bucket_s)) :]
    if not newest.size:
        return np.zeros(book.shape[1])
    mean: npt.NDArray[np.float64] = book[newest].mean(axis=0, dtype=np.float64)
    return mean


def top_walls(book: Cells, recorded: Mask, rows: Rows, last: float, bucket_s: float) -> list[Wall]:
    """At most three walls a side, highest price first, more than three rows apart."""
    now = book_now(book, recorded, bucket_s)
    centres = (rows.first + np.arange(rows.count) + 0.5) * rows.step
    chosen: list[int] = []
    for side in (centres > last, centres < last):
        chosen += _peaks(np.where(side, now, 0.0))
    walls = [_wall(row, now, book, recorded, rows, last, bucket_s) for row in chosen]
    return sorted(walls, key=lambda wall: -wall.price)


def _peaks(amounts: npt.NDArray[np.float64]) -> list[int]:
    peaks: list[int] = []
    for row in np.argsort(-amounts, kind="stable"):
        if amounts[row] <= 0 or len(peaks) == PER_SIDE:
            break
        if all(abs(int(row) - other) > _APART for other in peaks):
            peaks.append(int(row))
    return peaks


def _wall(  # noqa: PLR0917  # a wall is read off all that the picture knows of the book
    row: int,
    now: npt.NDArray[np.float64],
    book: Cells,
    recorded: Mask,
    rows: Rows,
    last: float,
    bucket_s: float,
) -> Wall:
    price = rows.centre(row)
    stands = book[recorded, row] > now[row] * _STANDS
    # Read backwards: the first column in which it did not stand ends its age.
    fell = np.flatnonzero(~stands[::-1])
    columns = int(fell[0]) if fell.size else len(stands)
    seconds = max(1, columns) * bucket_s
    return Wall(row, price, now[row], (price / last - 1) * 100, seconds, not fell.size)
