"""A line of prices with a soft fill under it, and no bridge over what is not known."""

from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.kit.canvas import Canvas, word
from bot.charts.kit.rect import Rect
from bot.charts.theme import Colour, blend

Points = npt.NDArray[np.float64]

_THICK: Final = 2.6
_GLOW: Final = 0.30
_DOT: Final = 4.0


def draw_soft_line(
    canvas: Canvas, points: Points, pane: Rect, *, colour: Colour, ground: Colour
) -> None:
    """Join `points` (rows of x and y, x rising; a NaN lifts the pen), fading to the pane's foot.

    The pane's part of the sheet must hold nothing but `ground` yet. Lone points become dots.
    """
    draw_fill(canvas, points, pane, colour=colour, ground=ground, depth=_GLOW)
    canvas.curves.line(points, colour, _THICK)
    for x, y in points[lone(points)].tolist():
        canvas.curves.disc((x, y), _DOT, colour)


def draw_fill(
    canvas: Canvas, points: Points, pane: Rect, *, colour: Colour, ground: Colour, depth: float
) -> None:
    """A glow under the points alone: of opacity `depth` at the pane's top, none at its foot."""
    xs, ys = points.T
    left, right = round(max(pane.left, xs[0])), round(min(pane.right, xs[-1]))
    top, foot = round(pane.top), round(pane.bottom)
    # Interpolation carries a NaN to both sides of it, and no row lies under a NaN.
    heights = np.interp(np.arange(left, right) + 0.5, xs, ys)
    rows = np.arange(top, foot) + 0.5
    depths = np.linspace(depth, 0.0, len(rows)).tolist()
    shades = np.array([word(blend(ground, colour, share)) for share in depths])
    under = rows[:, None] >= heights[None, :]
    image = np.where(under, shades[:, None], word(ground))
    canvas.paste(left, top, image.view(np.uint8).reshape(*image.shape, 4))


def lone(points: Points) -> npt.NDArray[np.bool_]:
    """Points that are known and have no known neighbour: a line would not show them."""
    known = np.concatenate([[False], ~np.isnan(points[:, 1]), [False]])
    alone: npt.NDArray[np.bool_] = known[1:-1] & ~known[:-2] & ~known[2:]
    return alone
