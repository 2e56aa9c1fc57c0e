"""The column beside a heat map: the present book as bars, and its walls in words."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.canvas import Canvas
from bot.charts.grid import Rows
from bot.charts.labels import spread
from bot.charts.look import Look
from bot.charts.rect import Rect
from bot.charts.scale import LinearScale
from bot.charts.text import BOLD, REGULAR, Font
from bot.charts.theme import Theme
from bot.charts.walls import Wall

WIDE: Final = 224

_REACH: Final = 50
_SIZE: Final = Font(29, BOLD)
_NOTE: Final = Font(22, REGULAR)
_APART: Final = 74
_ELBOW: Final = 13


def draw_bars(  # noqa: PLR0917  # what is drawn, where, and on which two scales
    canvas: Canvas,
    theme: Theme,
    now: npt.NDArray[np.float64],
    rows: Rows,
    last: float,
    y: LinearScale,
    column: Rect,
) -> None:
    """A bar a row from the left edge, on a square-root scale: bids below the price, asks above."""
    canvas.fill(column, theme.panel)
    if not now.any():
        return
    reach = np.sqrt(now / now.max()) * _REACH
    for row in np.flatnonzero(now):
        top, foot = y((rows.first + row + 1) * rows.step), y((rows.first + row) * rows.step)
        right = column.left + max(1.0, float(reach[row]))
        gap = 1 if foot - top > 3 else 0  # noqa: PLR2004  # thinner rows would vanish with a gap
        bar = Rect(column.left, round(top), right, max(round(top) + 1, round(foot) - gap))
        canvas.fill(bar, theme.side(rows.centre(int(row)) < last), 0.85)


def draw_walls(
    canvas: Canvas, look: Look, walls: Sequence[Wall], y: LinearScale, column: Rect
) -> None:
    """Size, distance and age of each wall, pushed apart and tied to its bar by a line."""
    wanted = [y(wall.price) for wall in walls]
    heights = spread(wanted, _APART, column.top + 34, column.bottom - 48)
    for wall, want, height in zip(walls, wanted, heights, strict=True):
        right = column.right - 6
        colour = look.theme.side(wall.distance < 0)
        size = canvas.write(
            look.numbers.usd(wall.usd), (right, height + 8), _SIZE, look.theme.text,
            across="right", ground=look.theme.panel,
        )  # fmt: skip
        canvas.write(
            wall.words(look.numbers), (right, height + 36), _NOTE, look.theme.muted,
            across="right", ground=look.theme.panel,
        )  # fmt: skip
        start = column.left + _REACH + 3
        end = max(start + _ELBOW, size.left - 8)
        points = np.array([(start, want), (start + _ELBOW, height - 3), (end, height - 3)])
        canvas.curves.line(points, colour, 1.8)
