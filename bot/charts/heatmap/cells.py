"""The cells of a heat map, and what is drawn where nothing is known."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.charts.heatmap.grid import Grid
from bot.charts.heatmap.heat import HeatLimits, colours
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import Font, width
from bot.charts.theme import Theme

_NOTE: Final = Font(22)
_ROW: Final = 28
_SIDES: Final = 12


def draw_cells(canvas: Canvas, theme: Theme, grid: Grid, limits: HeatLimits, pane: Rect) -> None:
    """Fill the pane, nearest neighbour, edges on whole pixels.

    What lies beyond the recorded depth takes the panel's colour: the page's would say "empty book".
    """
    image = colours(grid.cells, limits, theme)
    image[~grid.covered] = (*theme.panel, 255)
    rows, count = grid.cells.shape
    wide, high = round(pane.width), round(pane.height)
    across = np.arange(wide) * count // wide
    down = np.arange(high) * rows // high
    # A pixel is moved as one 32-bit word: four times fewer elements.
    words = image[::-1].view(np.uint32)[..., 0].take(across, axis=1).take(down, axis=0)
    canvas.paste(round(pane.left), round(pane.top), words.view(np.uint8).reshape(high, wide, 4))


@dataclass(frozen=True, slots=True)
class Unknown:
    """Where the words for what is not known stand, and whether some hatching has none."""

    names: list[Rect]
    unnamed: bool


def draw_unknown(canvas: Canvas, theme: Theme, grid: Grid, pane: Rect, began: str) -> Unknown:
    """Hatch the columns that were not recorded and name them where words fit.

    `began` is the time of the first column, written where the pane begins before it.
    """
    count = grid.cells.shape[1]
    names: list[Rect] = []
    unnamed = False
    for start, end in grid.unknown_runs():
        left, right = (pane.left + pane.width * place / count for place in (start, end))
        box = Rect(left, pane.top, right, pane.bottom)
        canvas.fill(box, theme.page)
        canvas.hatch(box, theme.hatch)
        lines = _lines(box.width, began if start == 0 else None)
        names += _name(canvas, theme, box, lines)
        unnamed = unnamed or not lines
    return Unknown(names, unnamed)


def _lines(room: float, began: str | None) -> list[str]:
    """The longest words that fit; none in a gap that is narrower than the shortest."""
    before = [["no data", "before", began]] if began else []
    ways = [*before, ["no data"], ["no", "data"]]
    return next(
        (way for way in ways if max(width(line, _NOTE) for line in way) + _SIDES <= room), []
    )


def _name(canvas: Canvas, theme: Theme, box: Rect, lines: list[str]) -> list[Rect]:
    first = box.bottom - 40 - _ROW * (len(lines) - 1)
    return [
        canvas.write(
            line,
            (box.centre_x, first + _ROW * place),
            _NOTE,
            theme.muted,
            across="middle",
            halo=theme.halo,
        )
        for place, line in enumerate(lines)
    ]
