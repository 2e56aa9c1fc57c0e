"""Trades and liquidations over a heat map: discs, triangles, and dollars beside the largest."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.heatmap.plane import Plane, around, size
from bot.charts.heatmap.price_line import PriceLine
from bot.charts.kit.curves import triangle
from bot.charts.kit.prints import Prints

_LARGEST: Final = 24.0
_SMALLEST: Final = 6.0
_NAMED: Final = 3
_OFF_LINE: Final = 24
_TRIANGLE: Final = 24
_RIM: Final = 1.8
_OPAQUE: Final = 0.88
_SHADED_FROM: Final = 9.0
_GAPS: Final = (6, 20, 40)


Bubble = tuple[tuple[float, float], float, float]
"""Where it stands, its radius, and its USD."""


def draw_trades(plane: Plane, clusters: Prints) -> list[Bubble]:
    """Discs whose area follows USD, the largest 24 pixels in radius; small ones on top."""
    theme, radii = plane.look.theme, _radii(clusters.usd).tolist()
    bubbles: list[Bubble] = [
        (plane.inside(plane.x.x(int(at)), plane.y(float(price)), radius + _RIM), radius, usd)
        for at, price, radius, usd in zip(
            clusters.times_ns, clusters.prices, radii, clusters.usd.tolist(), strict=True
        )
    ]
    for (spot, radius, _), side in zip(bubbles, clusters.sides.tolist(), strict=True):
        rim = (theme.halo, _RIM)
        plane.canvas.curves.disc(spot, radius, theme.side(side > 0), alpha=_OPAQUE, rim=rim)
    plane.places.occupy(*(around(*spot, r) for spot, r, _ in bubbles if r > _SHADED_FROM))
    return bubbles


def name_trades(plane: Plane, bubbles: list[Bubble]) -> None:
    """The three largest in dollars, over the price if need be."""
    for spot, radius, usd in bubbles[:_NAMED]:
        words = plane.look.numbers.usd(usd)
        plane.name(words, _beside(size(words), spot, radius), must=True)


def draw_liquidations(plane: Plane, clusters: Prints, line: PriceLine) -> None:
    """Triangles off the price: a long points down below it, a short up above it."""
    theme = plane.look.theme
    for at, price, side in zip(clusters.times_ns, clusters.prices, clusters.sides, strict=True):
        long = bool(side > 0)
        off = _OFF_LINE if long else -_OFF_LINE
        height = plane.y(line.at(int(at), float(price))) + off
        x, y = plane.inside(plane.x.x(int(at)), height, _TRIANGLE / 2 + _RIM)
        shape = triangle((x, y), _TRIANGLE, points_up=not long)
        plane.canvas.curves.polygon(shape, theme.liquidation, rim=(theme.halo, _RIM))
        plane.places.occupy(around(x, y, _TRIANGLE / 2))


def _radii(amounts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    if not len(amounts):
        return amounts
    radii: npt.NDArray[np.float64] = _LARGEST * np.sqrt(amounts / amounts.max())
    return np.maximum(_SMALLEST, radii)


def _beside(
    room: tuple[float, float], spot: tuple[float, float], radius: float
) -> Iterator[tuple[float, float]]:
    """Right, left, under, over; nearer ones first."""
    (wide, high), (x, y) = room, spot
    for gap in (radius + more for more in _GAPS):
        yield x + gap, y - high / 2
        yield x - gap - wide, y - high / 2
        yield x - wide / 2, y + gap
        yield x - wide / 2, y - gap - high
