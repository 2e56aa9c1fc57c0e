"""The pane of a heat map as marks see it: two scales, and the places that are left for words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.charts.kit.axis import TimeAxis
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.labels import Places
from bot.charts.kit.look import Look
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale
from bot.charts.kit.text import BOLD, Font, ink

FONT: Final = Font(23, BOLD)


@dataclass(frozen=True, slots=True)
class Plane:
    """Times across, prices up, and the free places for words."""

    canvas: Canvas
    look: Look
    pane: Rect
    x: TimeAxis
    y: LinearScale
    places: Places

    def inside(self, x: float, y: float, reach: float) -> tuple[float, float]:
        """The place nearest to a spot from which a mark does not leave the pane."""
        left, right = self.pane.left + reach, self.pane.right - reach
        top, foot = self.pane.top + reach, self.pane.bottom - reach
        return min(max(x, left), right), min(max(y, top), foot)

    def name(self, words: str, spots: Iterable[tuple[float, float]], *, must: bool = False) -> bool:
        """Write words at the first of the spots (their top left corners) where they fit.

        With `must`, over the price if they have to. Gives back whether there was a place.
        """
        shift = ink(words, FONT, 0, 0)
        boxes = (Rect(x, y, x + shift.width, y + shift.height) for x, y in spots)
        place = self.places.find(boxes, must=must)
        if place is None:
            return False
        at = place.left - shift.left, place.top - shift.top
        self.canvas.write(words, at, FONT, self.look.theme.text, halo=self.look.theme.halo)
        return True


def size(words: str) -> tuple[float, float]:
    """Width and height that a name takes."""
    box = ink(words, FONT, 0, 0)
    return box.width, box.height


def around(x: float, y: float, reach: float) -> Rect:
    """The square about a spot."""
    return Rect(x - reach, y - reach, x + reach, y + reach)
