"""The book now: its largest walls, how far they stand and since when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.heatmap.grid import RowBook
from bot.charts.heatmap.wall_life import WallLife
from bot.charts.kit.moments import NS
from bot.charts.kit.numbers import Numbers, age

PER_SIDE: Final = 3
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
    """How long it has stood: as it was watched, else how long the row has held half of this."""
    since_start: bool
    """Whether it stood so already when the window began: then it is at least that old."""

    def words(self, numbers: Numbers) -> str:
        """Distance and age.

        >>> Wall(0, 98.0, 1e6, -2.0, 540, True).words(Numbers())
        '−2.00% · ≥9m'
        """  # the true minus is what is shown
        at_least = "\N{GREATER-THAN OR EQUAL TO}" if self.since_start else ""
        return f"{numbers.percent(self.distance)} \N{MIDDLE DOT} {at_least}{age(self.seconds)}"


def top_walls(book: RowBook, last: float) -> list[Wall]:
    """At most three walls a side, highest price first, more than three rows apart."""
    now, rows = book.now(), book.rows
    centres = (rows.first + np.arange(rows.count) + 0.5) * rows.step
    chosen: list[int] = []
    for side in (centres > last, centres < last):
        chosen += _peaks(np.where(side, now, 0.0))
    walls = [_wall(row, float(now[row]), book, last) for row in chosen]
    return sorted(walls, key=lambda wall: -wall.price)


def _peaks(amounts: npt.NDArray[np.float64]) -> list[int]:
    peaks: list[int] = []
    for row in np.argsort(-amounts, kind="stable"):
        if amounts[row] <= 0 or len(peaks) == PER_SIDE:
            break
        if all(abs(int(row) - other) > _APART for other in peaks):
            peaks.append(int(row))
    return peaks


def _wall(row: int, usd: float, book: RowBook, last: float) -> Wall:
    price = book.rows.centre(row)
    stands = book.cells[book.recorded, row] > usd * _STANDS
    # Read backwards: the first column in which it did not stand ends its age.
    fell = np.flatnonzero(~stands[::-1])
    columns = int(fell[0]) if fell.size else len(stands)
    seconds = max(1, columns) * book.bucket_s
    return Wall(row, price, usd, (price / last - 1) * 100, seconds, not fell.size)


def aged(wall: Wall, lives: Iterable[WallLife], book: RowBook, now_ns: int) -> Wall:
    """The wall with the age of the oldest life at its prices, where it can still be that one.

    Whoever watched it knows more than the columns: it may be older than the window, and a moment
    in which it showed less does not make it young. A life that the columns contradict, because its
    row was empty or nothing was seen in between, is somebody else's.
    """
    low = (book.rows.first + wall.row) * book.rows.step
    born = [
        life.born_ns
        for life in lives
        if life.fate is None
        and life.bid == (wall.distance < 0)
        and life.overlaps(low, low + book.rows.step)
    ]
    seconds = (now_ns - min(born)) / NS if born else 0.0
    if seconds <= wall.seconds or not _held(book, wall.row, seconds):
        return wall
    return replace(wall, seconds=seconds, since_start=False)


def _held(book: RowBook, row: int, seconds: float) -> bool:
    """Whether the row was seen and held something all that time, as far as the columns go."""
    columns = min(len(book.recorded), round(seconds / book.bucket_s))
    newest = slice(len(book.recorded) - columns, None)
    return bool(book.recorded[newest].all() and book.cells[newest, row].all())
