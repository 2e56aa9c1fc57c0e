"""Everything slanted or round, antialiased.

matplotlib's Agg rasteriser is used without figure, axes and artists, which cost eight times as
much as the drawing itself. Coordinates are pixels with y growing downwards.
"""

from functools import lru_cache
from typing import Final, Protocol, cast

import numpy as np
import numpy.typing as npt
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from bot.charts.kit.rect import Rect
from bot.charts.theme import Colour

Points = npt.NDArray[np.float64]
"""Corners or vertices: n rows of x and y."""

_DPI: Final = 72.0  # one point is one pixel: widths are given in pixels
_FULL: Final = 255
_CIRCLE: Final = Path.unit_circle()


class _Agg(Protocol):
    """The two calls used, typed here because the rasteriser's module is not."""

    def buffer_rgba(self) -> memoryview: ...

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: tuple[float, ...] | None = None,  # noqa: N803  # matplotlib's name
    ) -> None: ...


class Curves:
    """A rasteriser with its own RGBA buffer, `pixels`, which others may write to as well."""

    def __init__(self, width: int, height: int) -> None:
        self._agg = cast("_Agg", RendererAgg(width, height, _DPI))  # type: ignore[no-untyped-call]
        self._flip = Affine2D().scale(1, -1).translate(0, height)
        self.pixels: npt.NDArray[np.uint8] = np.asarray(self._agg.buffer_rgba())

    def line(self, points: Points, colour: Colour, thick: float, *, alpha: float = 1.0) -> None:
        """Join the points; a row with NaN lifts the pen."""
        if len(points) > 1:
            self._agg.draw_path(_pen(colour, thick, alpha), Path(points), self._flip)

    def polygon(
        self,
        points: Points,
        colour: Colour,
        *,
        alpha: float = 1.0,
        rim: tuple[Colour, float] | None = None,
    ) -> None:
        """Fill a closed shape; `rim` is a colour and a thickness."""
        shape = Path(np.vstack([points, points[:1]]), closed=True)
        self._fill(shape, self._flip, colour, alpha, rim)

    def disc(
        self,
        centre: tuple[float, float],
        radius: float,
        colour: Colour,
        *,
        alpha: float = 1.0,
        rim: tuple[Colour, float] | None = None,
    ) -> None:
        """Fill a circle; `rim` is a colour and a thickness."""
        place = Affine2D().scale(radius).translate(*centre) + self._flip
        self._fill(_CIRCLE, place, colour, alpha, rim)

    def pill(self, box: Rect, colour: Colour, *, radius: float = 7, alpha: float = 1.0) -> None:
        """Fill a box with rounded corners."""
        place = Affine2D().translate(box.left, box.top) + self._flip
        self._fill(_rounded(box.width, box.height, radius), place, colour, alpha, None)

    def _fill(
        self,
        shape: Path,
        place: Transform,
        colour: Colour,
        alpha: float,
        rim: tuple[Colour, float] | None,
    ) -> None:
        edge, thick = rim or (colour, 0.0)
        self._agg.draw_path(_pen(edge, thick, alpha), shape, place, (*_unit(colour), alpha))


def triangle(centre: tuple[float, float], size: float, *, points_up: bool) -> Points:
    """An equal-sided triangle whose middle is `centre` and whose side is `size` pixels."""
    x, y = centre
    tip = -1.0 if points_up else 1.0
    half, height = size / 2, size * 0.866
    return np.array(
        [
            (x, y + tip * height * 0.56),
            (x + half, y - tip * height * 0.44),
            (x - half, y - tip * height * 0.44),
        ]
    )


def _pen(colour: Colour, thick: float, alpha: float) -> GraphicsContextBase:
    pen = GraphicsContextBase()
    pen.set_linewidth(thick)
    pen.set_foreground((*_unit(colour), 1.0), isRGBA=True)
    pen.set_alpha(alpha)
    pen.set_joinstyle("round")
    pen.set_capstyle("round")
    pen.set_snap(snap=False)
    return pen


def _unit(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = colour
    return red / _FULL, green / _FULL, blue / _FULL


@lru_cache(maxsize=256)
def _rounded(width: float, height: float, radius: float) -> Path:
    r = min(radius, width / 2, height / 2)
    w, h = width, height
    corners = [
        (r, 0), (w - r, 0), (w, 0), (w, r), (w, h - r), (w, h), (w - r, h),
        (r, h), (0, h), (0, h - r), (0, r), (0, 0), (r, 0), (r, 0),
    ]  # fmt: skip
    line, bend = Path.LINETO, Path.CURVE3
    codes = [
        Path.MOVETO, line, bend, bend, line, bend, bend,
        line, bend, bend, line, bend, bend, Path.CLOSEPOLY,
    ]  # fmt: skip
    return Path(corners, codes)
