"""The upper pane of a flow picture: the price, and single large transfers on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.flow.marks import Crossing, Spot, draw_mark, draw_spots, radius_of
from bot.charts.kit.axis import PriceAxis, TimeAxis
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.labels import Places
from bot.charts.kit.look import Look
from bot.charts.kit.moments import NS
from bot.charts.kit.rect import Rect
from bot.charts.kit.soft_line import draw_soft_line
from bot.charts.kit.text import Font

Floats = npt.NDArray[np.float64]

_NOTE: Final = Font(22)
_GAP: Final = 1.6
"""Usual distances between two prices from which on one is missing."""
_MOST_BOXES: Final = 160


@dataclass(frozen=True, slots=True)
class PricePane:
    """Draws the price of a window; the strip above its scale is free for the key."""

    canvas: Canvas
    look: Look
    pane: Rect
    x: TimeAxis
    axis: PriceAxis

    def draw(
        self, times_ns: npt.NDArray[np.int64], prices: Floats, transfers: Sequence[Crossing]
    ) -> None:
        """The line with a soft fill, the axis and its tag, and transfers where the line is."""
        theme, pane = self.look.theme, self.pane
        self.canvas.fill(pane, theme.panel)
        points = self._points(times_ns, prices)
        draw_soft_line(self.canvas, points, pane, colour=theme.accent, ground=theme.panel)
        self.axis.draw_grid(self.canvas, theme, pane)
        self.axis.draw_words(self.canvas, theme, pane.right + 14)
        self.axis.draw_tag(self.canvas, theme, pane, pane.right + 4)
        places = Places(pane.grown(-6))
        spots = self._spots(transfers, points)
        if spots:
            places.occupy(*self._draw_key(spots))
        last = self.axis.scale(self.axis.tag)
        places.shade(Rect(pane.left, last - 1, pane.right, last + 2), *_along(points))
        draw_spots(self.canvas, self.look, spots, places)

    def _points(self, times_ns: npt.NDArray[np.int64], prices: Floats) -> Floats:
        """The line in pixels, a NaN where prices are missing."""
        seconds = (times_ns - self.x.origin_ns) / NS
        points = np.column_stack([self.x.scale(seconds), self.axis.scale(prices)])
        if len(times_ns) < 3:  # noqa: PLR2004  # two prices have no usual distance
            return points
        apart = np.diff(times_ns)
        holes = np.flatnonzero(apart > _GAP * np.median(apart)) + 1
        middles = (points[holes - 1, 0] + points[holes, 0]) / 2
        lifted = np.column_stack([middles, np.full(len(holes), np.nan)])
        return np.insert(points, holes, lifted, axis=0)

    def _spots(self, transfers: Sequence[Crossing], points: Floats) -> list[Spot]:
        known = points[~np.isnan(points[:, 1])]
        most = max((each.usd for each in transfers), default=1.0)
        spots = []
        for each in transfers:
            radius = radius_of(each.usd, most)
            left, right = self.pane.left + radius + 2, self.pane.right - radius - 2
            x = min(max(self.x.x(each.at_ns), left), right)
            spots.append(Spot(each, x, float(np.interp(x, *known.T)), radius))
        return spots

    def _draw_key(self, spots: Sequence[Spot]) -> list[Rect]:
        """What a disc and a ring are, and from which size on."""
        least = self.look.numbers.usd(min(spot.of.usd for spot in spots))
        at = self.pane.left + 12, self.pane.top + 32
        boxes = [self._word(f"transfers \N{GREATER-THAN OR EQUAL TO} {least}", at)]
        for words, incoming in (("to", True), ("from exchange", False)):
            x = boxes[-1].right + 22
            mark = x, at[1] - 8
            draw_mark(self.canvas, self.look, mark, 10, incoming=incoming)
            boxes += [
                Rect(x - 12, at[1] - 20, x + 12, at[1] + 4),
                self._word(words, (x + 18, at[1])),
            ]
        return boxes

    def _word(self, words: str, at: tuple[float, float]) -> Rect:
        theme = self.look.theme
        return self.canvas.write(words, at, _NOTE, theme.muted, halo=theme.panel)


def _along(points: Floats) -> list[Rect]:
    """Small boxes along the line, for names to keep clear of."""
    known = points[~np.isnan(points[:, 1])]
    seen = known[:: max(1, len(known) // _MOST_BOXES)]
    return [Rect(x - 3, y - 3, x + 3, y + 3) for x, y in seen.tolist()]
