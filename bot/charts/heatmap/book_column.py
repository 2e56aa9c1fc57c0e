"""The column beside a heat map: the present book as bars, and its walls in words."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.heatmap.grid import Rows
from bot.charts.heatmap.view import View
from bot.charts.heatmap.walls import Wall
from bot.charts.kit.canvas import Canvas, word
from bot.charts.kit.labels import spread
from bot.charts.kit.look import Look
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale
from bot.charts.kit.text import BOLD, REGULAR, Font
from bot.charts.theme import Colour, blend

WIDE: Final = 224

_REACH: Final = 50
_STRONG: Final = 0.85
_SIZE: Final = Font(29, BOLD)
_NOTE: Final = Font(22, REGULAR)
_APART: Final = 74
_ELBOW: Final = 13
_LINE: Final = 1.8
_LEAST_ROW: Final = 3
"""Pixels; thinner rows would vanish with a gap between them."""


@dataclass(frozen=True, slots=True)
class BookColumn:
    """Bars and words in `box`, at the heights that the pane's scale gives to prices."""

    canvas: Canvas
    look: Look
    box: Rect
    y: LinearScale

    def draw(self, view: View, last: float) -> None:
        """Bars from the left edge, on a square-root scale, and the walls beside them."""
        self.canvas.fill(self.box, self.look.theme.panel)
        if not view.now.any():
            return
        reach = np.maximum(np.sqrt(view.now / view.now.max()) * _REACH, view.now > 0)
        self._draw_bars(reach, view.book.rows, last)
        wanted = [self.y(wall.price) for wall in view.walls]
        heights = spread(wanted, _APART, self.box.top + 34, self.box.bottom - 48)
        for wall, height in zip(view.walls, heights, strict=True):
            self._draw_wall(wall, float(reach[wall.row]), height)

    def _draw_bars(self, reach: npt.NDArray[np.float64], rows: Rows, last: float) -> None:
        """Bids below the price, asks above: a bar a row, with a pixel between two."""
        theme = self.look.theme
        prices = (rows.first + np.arange(rows.count + 1, dtype=np.float64)) * rows.step
        edges = np.rint(self.y(prices)).astype(np.int64)
        tall = edges[:-1] - edges[1:]
        # One entry a pixel, from the foot of the column upwards.
        lengths = np.repeat(np.rint(reach).astype(np.int64), tall)
        lengths[(edges[0] - edges[:-1])[tall > _LEAST_ROW]] = 0
        bid, ask = (word(blend(theme.panel, theme.side(side), _STRONG)) for side in (True, False))
        colours = np.repeat(np.where((prices[:-1] + prices[1:]) / 2 < last, bid, ask), tall)
        inked = np.arange(_REACH)[None, :] < lengths[::-1, None]
        image = np.where(inked, colours[::-1, None], word(theme.panel))
        pixels = image.view(np.uint8).reshape(*image.shape, 4)
        self.canvas.paste(round(self.box.left), int(edges[-1]), pixels)

    def _draw_wall(self, wall: Wall, reach: float, height: float) -> None:
        """Size, distance and age, tied to the end of the bar by a line."""
        theme, right, bar = self.look.theme, self.box.right - 6, self.y(wall.price)
        size = self._write(self.look.numbers.usd(wall.usd), right, height + 8, _SIZE, theme.text)
        self._write(wall.words(self.look.numbers), right, height + 36, _NOTE, theme.muted)
        bend = self.box.left + _REACH + 3
        end = max(bend + _ELBOW, size.left - 8)
        line = [(self.box.left + reach + 3, bar), (bend, bar)]
        line += [(bend + _ELBOW, height - 3), (end, height - 3)]
        self.canvas.curves.line(np.array(line), theme.side(wall.distance < 0), _LINE)

    def _write(self, words: str, right: float, base: float, font: Font, colour: Colour) -> Rect:
        ground = self.look.theme.panel
        return self.canvas.write(words, (right, base), font, colour, across="right", ground=ground)
