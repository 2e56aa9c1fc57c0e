"""What is read off a heat map's scene before anything is drawn."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.heatmap.grid import Cells, Grid, Mask, RowBook, Rows, Timeline, rows_of
from bot.charts.heatmap.scene import HeatmapScene
from bot.charts.heatmap.walls import Wall, aged, top_walls
from bot.charts.kit.moments import NS
from bot.charts.kit.prints import Prints

_AROUND: Final = 0.0035
"""Share of the price to each side of the prices that were, where the book is known so far."""
_WIDE: Final = 0.4
_NARROW: Final = 0.06
_NARROWEST: Final = 0.0002
_OFTEN: Final = 0.15
"""Of the columns, those in which the book must reach a price for it to be part of the picture."""


@dataclass(frozen=True, slots=True)
class View:
    """A scene in rows and columns, its walls, and the prints inside its window."""

    time: Timeline
    book: RowBook
    now: npt.NDArray[np.float64]
    """USD a row of the present book."""
    walls: list[Wall]
    trades: Prints
    liquidations: Prints

    @classmethod
    def of(cls, scene: HeatmapScene, pixels: float) -> "View":
        """Everything for a pane of so many pixels' height."""
        time = Timeline.over(scene.times_ns, scene.bucket_s)
        rows = Rows.over(*price_range(scene), scene.price_step, pixels)
        cells = rows_of(scene.matrix, scene.low_bin, scene.price_step, rows)
        recorded: Mask = np.logical_not(np.isnan(scene.matrix).all(axis=1))
        book = RowBook(cells, recorded, rows, scene.bucket_s)
        walls = top_walls(book, scene.last)
        first_ns = int(scene.times_ns[0])
        return cls(
            time=time,
            book=book,
            now=book.now(),
            walls=[aged(wall, scene.walls, book, scene.now_ns) for wall in walls],
            trades=scene.trades.between(first_ns, time.last_ns),
            liquidations=scene.liquidations.between(first_ns, time.last_ns),
        )

    def grid(self, scene: HeatmapScene, pixels: int) -> Grid:
        """The cells to draw, at most one column a pixel."""
        count = min(self.time.count, pixels)
        places = self.time.place(scene.times_ns) * count // self.time.count
        return Grid.over(self.book.cells, self.book.recorded, places, count)

    def seconds(self, scene: HeatmapScene) -> float:
        """From the first column to the end of the last: the window that is spoken of."""
        return (self.time.last_ns - int(scene.times_ns[0])) / NS

    def depth(self) -> tuple[int, int] | None:
        """First and last row that the newest recorded book reaches; None where it holds nothing."""
        if not self.book.recorded.any():
            return None
        held = np.flatnonzero(self.book.cells[self.book.recorded][-1])
        return (int(held[0]), int(held[-1])) if held.size else None


def price_range(scene: HeatmapScene) -> tuple[float, float]:
    """The prices traded, and the book beside them: as far as recorded, at most 0.35 %."""
    known = scene.mid[~np.isnan(scene.mid)]
    prices = known if known.size else scene.trades.prices
    low, high = float(prices.min()), float(prices.max())
    wide = max(high * _AROUND, (high - low) * _WIDE)
    least = max((high - low) * _NARROW, high * _NARROWEST, scene.price_step)
    held = _often_held(scene.matrix)
    if not held.size:
        return low - least, high + least
    floor = (scene.low_bin + int(held[0])) * scene.price_step
    roof = (scene.low_bin + int(held[-1]) + 1) * scene.price_step
    return min(low - least, max(low - wide, floor)), max(high + least, min(high + wide, roof))


def _often_held(matrix: Cells) -> npt.NDArray[np.intp]:
    """Bins between the ends of the book in enough columns; a lone column's do not stretch all."""
    held = matrix > 0
    any_held = held.any(axis=1)
    lows = np.sort(held.argmax(axis=1)[any_held])
    highs = np.sort(held[:, ::-1].argmax(axis=1)[any_held])
    if not lows.size:
        return np.empty(0, dtype=np.intp)
    place = int(lows.size * _OFTEN)
    return np.array([lows[place], matrix.shape[1] - 1 - highs[place]])
