"""Trades and liquidations over a heat map: discs, triangles, and dollars beside the largest."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.axis import TimeAxis
from bot.charts.canvas import Canvas
from bot.charts.curves import triangle
from bot.charts.labels import Places
from bot.charts.look import Look
from bot.charts.price_line import PriceLine
from bot.charts.prints import Prints
from bot.charts.rect import Rect
from bot.charts.scale import LinearScale
from bot.charts.text import BOLD, Font, ink

_LARGEST: Final = 24.0
_SMALLEST: Final = 6.0
_NAMED: Final = 3
_OFF_LINE: Final = 24
_TRIANGLE: Final = 24
_FONT: Final = Font(23, BOLD)
_SHADED_FROM: Final = 9.0


@dataclass(frozen=True, slots=True)
class Plane:
    """The pane of a heat map: times across, prices up, and the free places for words."""

    canvas: Canvas
    look: Look
    pane: Rect
    x: TimeAxis
    y: LinearScale
    places: Places

    def trades(self, clusters: Prints) -> None:
        """Discs whose area follows USD, the largest 24 pixels in radius; small ones on top."""
        radii = _radii(clusters.usd)
        spots = [
            self._inside(self.x.x(int(at)), self.y(float(price)), radius)
            for at, price, radius in zip(clusters.times_ns, clusters.prices, radii, strict=True)
        ]
        for (x, y), radius, side in zip(spots, radii, clusters.sides, strict=True):
            colour, rim = self.look.theme.side(bool(side > 0)), (self.look.theme.halo, 1.8)
            self.canvas.curves.disc((x, y), float(radius), colour, alpha=0.88, rim=rim)
        self.places.occupy(
            *(
                _around(*spot, float(r))
                for spot, r in zip(spots, radii, strict=True)
                if r > _SHADED_FROM
            )
        )
        for spot, radius, amount in list(zip(spots, radii, clusters.usd, strict=True))[:_NAMED]:
            self._name(self.look.numbers.usd(float(amount)), spot, float(radius))

    def liquidations(self, clusters: Prints, line: PriceLine) -> None:
        """Gold triangles off the price: a long points down below it, a short up above it."""
        for at, price, side in zip(clusters.times_ns, clusters.prices, clusters.sides, strict=True):
            long = bool(side > 0)
            off = _OFF_LINE if long else -_OFF_LINE
            height = self.y(line.at(int(at), float(price))) + off
            x, y = self._inside(self.x.x(int(at)), height, _TRIANGLE / 2)
            shape = triangle((x, y), _TRIANGLE, points_up=not long)
            rim = (self.look.theme.halo, 1.8)
            self.canvas.curves.polygon(shape, self.look.theme.liquidation, rim=rim)
            self.places.occupy(_around(x, y, _TRIANGLE / 2))

    def _name(self, words: str, spot: tuple[float, float], radius: float) -> None:
        place = self.places.find(_beside(words, spot, radius), must=True)
        if place is not None:
            shift = ink(words, _FONT, 0, 0)
            at = place.left - shift.left, place.top - shift.top
            self.canvas.write(words, at, _FONT, self.look.theme.text, halo=self.look.theme.halo)

    def _inside(self, x: float, y: float, reach: float) -> tuple[float, float]:
        """A place from which a mark does not leave the pane."""
        left, right = self.pane.left + reach, self.pane.right - reach
        top, foot = self.pane.top + reach, self.pane.bottom - reach
        return min(max(x, left), right), min(max(y, top), foot)


def _radii(amounts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    if not len(amounts):
        return amounts
    radii: npt.NDArray[np.float64] = _LARGEST * np.sqrt(amounts / amounts.max())
    return np.maximum(_SMALLEST, radii)


def _around(x: float, y: float, reach: float) -> Rect:
    return Rect(x - reach, y - reach, x + reach, y + reach)


def _beside(words: str, spot: tuple[float, float], radius: float) -> Iterator[Rect]:
    box = ink(words, _FONT, 0, 0)
    wide, high = box.width, box.height
    x, y = spot
    for gap in (radius + 6, radius + 20, radius + 40):
        yield Rect(x + gap, y - high / 2, x + gap + wide, y + high / 2)
        yield Rect(x - gap - wide, y - high / 2, x - gap, y + high / 2)
        yield Rect(x - wide / 2, y + gap, x + wide / 2, y + gap + high)
        yield Rect(x - wide / 2, y - gap - high, x + wide / 2, y - gap)
