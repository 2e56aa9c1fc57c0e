"""The pane of a liquidation map: bars by price, what they add up to, and what really happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.kit.axis import PriceAxis
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.labels import Places
from bot.charts.kit.look import Look
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import REGULAR, SEMIBOLD, Font, ink, width
from bot.charts.liquidation_map.level_words import Amounts
from bot.charts.liquidation_map.levels import Cluster, Levels
from bot.charts.theme import Colour, Theme, blend

Floats = npt.NDArray[np.float64]

STRIP: Final = 46
"""Pixels above and below the scale, free for words."""

_SHADES: Final = (0.38, 0.66, 1.0)
"""How strongly each leverage is drawn: what is thrown out first stands out most."""
_REACH: Final = 0.46
_LINE_REACH: Final = 0.82
_FACTS: Final = 86
_LINE: Final = 2.6
_RIM: Final = 6.0
_SIDE: Final = Font(23, SEMIBOLD)
_PRICE: Final = Font(25, SEMIBOLD)
_REST: Final = Font(24, REGULAR)
_END: Final = Font(23, SEMIBOLD)
_NOTE: Final = Font(22)
_BETWEEN: Final = 10
_ROOM: Final = 18
_MOVES: Final = sorted(
    ((right, down) for right in range(0, 400, 20) for down in range(-78, 79, 13)),
    key=lambda move: (move[0] + 3 * abs(move[1]), move),
)
"""Where a name is tried: how far to the right and down, the nearest first."""


def shade(theme: Theme, tier: int, *, above: bool) -> Colour:
    """The colour of one leverage's part of a bar; above the price are shorts."""
    return blend(theme.panel, theme.side(above), _SHADES[tier])


@dataclass(frozen=True, slots=True)
class LevelPane:
    """Draws the map of `amounts`; `forced` is what was really closed in each bucket."""

    canvas: Canvas
    look: Look
    pane: Rect
    amounts: Amounts
    forced: Floats

    @property
    def axis(self) -> PriceAxis:
        return self.amounts.axis

    @property
    def levels(self) -> Levels:
        return self.amounts.levels

    def draw(self) -> None:
        """Bars, sums, facts, and the words for them; the price axis beside the pane."""
        theme, canvas = self.look.theme, self.canvas
        canvas.fill(self.pane, theme.panel)
        self.axis.draw_grid(canvas, theme, self.pane)
        self.axis.draw_words(canvas, theme, self.pane.right + 14)
        places = Places(self.pane.grown(-6))
        bars = self._draw_bars()
        places.occupy(*self._draw_facts())
        places.occupy(*self._draw_sides())
        self.axis.draw_tag(canvas, theme, self.pane, self.pane.right + 4)
        last = self.axis.scale(self.axis.tag)
        places.occupy(Rect(self.pane.left, last - 4, self.pane.right, last + 5))
        if not self.levels.totals.any():
            self._say_nothing(last)
            return
        for above in (True, False):
            places.shade(*self._draw_sum(above=above))
        places.shade(*bars)
        for above in (True, False):
            self._name_end(places, above=above)
        for above in (True, False):
            for cluster in self.levels.clusters(above=above):
                self._name(cluster, places)

    def _row(self, bucket: int) -> tuple[int, int]:
        """First and last-plus-one pixel of a bucket, a seam left free between thick ones."""
        scale, edges = self.axis.scale, self.levels.edges
        top, foot = round(scale(float(edges[bucket + 1]))), round(scale(float(edges[bucket])))
        return top, max(top + 1, foot - (1 if foot - top > 3 else 0))  # noqa: PLR2004  # thick

    def _draw_bars(self) -> list[Rect]:
        """Stacked from the left edge, lowest leverage first."""
        most = float(self.levels.totals.max()) or 1.0
        per_usd = self.pane.width * _REACH / most
        boxes = []
        for bucket in np.flatnonzero(self.levels.totals).tolist():
            top, foot = self._row(bucket)
            above = bool(self.levels.centres[bucket] > self.levels.price)
            ends = self.pane.left + np.cumsum(self.levels.usd[:, bucket]) * per_usd
            left = self.pane.left
            for tier, right in enumerate(ends.tolist()):
                colour = shade(self.look.theme, tier, above=above)
                self.canvas.fill(Rect(left, top, right, foot), colour)
                left = right
            boxes.append(Rect(self.pane.left, top, left, foot))
        return boxes

    def _draw_facts(self) -> list[Rect]:
        """Grey, from the right edge: what was closed by force in the last day."""
        theme, most = self.look.theme, float(self.forced.max())
        words = "actual, 24 h: "
        words += self.look.numbers.usd(float(self.forced.sum())) if most else "none"
        shape = ink(words, _NOTE, 0, 0)
        at = self.pane.right - 12 - shape.right, self.pane.top + 31
        boxes = [self.canvas.write(words, at, _NOTE, theme.muted, halo=theme.panel)]
        for bucket in np.flatnonzero(self.forced).tolist():
            top, foot = self._row(bucket)
            long = max(3.0, _FACTS * float(self.forced[bucket]) / most)
            box = Rect(self.pane.right - long, top, self.pane.right, foot)
            self.canvas.fill(box, theme.muted, 0.75)
            boxes.append(box)
        return boxes

    def _draw_sides(self) -> list[Rect]:
        theme, left = self.look.theme, self.pane.left + 12
        rows = (
            ("\N{BLACK UP-POINTING TRIANGLE} shorts closed if it rises", self.pane.top + 31, True),
            ("\N{BLACK DOWN-POINTING TRIANGLE} longs closed if it falls", self.pane.bottom - 15,
             False),
        )  # fmt: skip
        return [
            self.canvas.write(words, (left, y), _SIDE, theme.side(above), halo=theme.panel)
            for words, y, above in rows
        ]

    def _sum_points(self, *, above: bool) -> Floats:
        """From the price outwards: what would have been closed on the way."""
        buckets = self.levels.of_side(above=above)
        most = max(self.levels.sum_of(above=side) for side in (True, False))
        reach = self.pane.width * _LINE_REACH
        sums = np.concatenate([[0.0], np.cumsum(self.levels.totals[buckets])])
        edges = self.levels.edges[buckets + 1] if above else self.levels.edges[buckets]
        prices = np.concatenate([[self.levels.price], edges])
        return np.column_stack([self.pane.left + sums / most * reach, self.axis.scale(prices)])

    def _draw_sum(self, *, above: bool) -> list[Rect]:
        if not self.levels.sum_of(above=above):
            return []
        points = self._sum_points(above=above)
        theme = self.look.theme
        self.canvas.curves.line(points, theme.halo, _RIM, alpha=0.8)
        self.canvas.curves.line(points, theme.side(above), _LINE)
        return [Rect(x - 4, y - 6, x + 4, y + 6) for x, y in points.tolist()]

    def _name_end(self, places: Places, *, above: bool) -> None:
        """What the line adds up to, at its end."""
        if not self.levels.sum_of(above=above):
            return
        x, y = self._sum_points(above=above)[-1].tolist()
        edge = float(self.levels.edges[-1 if above else 0])
        price = self.amounts.price(edge)
        words = f"{self.amounts.of_side(above=above)} if {price}"
        shape = ink(words, _END, 0, 0)
        theme = self.look.theme
        box = places.find(_near(x, y, shape.width, shape.height, down=above), must=True)
        if box is not None:
            at = box.left - shape.left, box.top - shape.top
            self.canvas.write(words, at, _END, theme.side(above), halo=theme.halo)

    def _name(self, cluster: Cluster, places: Places) -> None:
        """Price, distance and size beside the bar, moved where something is in the way."""
        theme = self.look.theme
        price = self.amounts.price(cluster.price)
        rest = f"{self.amounts.away(cluster)}  {self.amounts.of_cluster(cluster.usd)}"
        first = width(price, _PRICE) + _BETWEEN
        wide, high = first + width(rest, _REST), _PRICE.cap_height + 4
        y = self.axis.scale(cluster.price)
        box = places.find(self._beside(y, wide, high), gap=5, must=True)
        if box is None:
            return
        base = box.bottom - 2
        end = self._bar_end(y)
        if box.left - end > _ROOM + 4 or abs(box.centre_y - y) > high / 2:
            elbow = np.array([(end + 3, y), (box.left - 16, y), (box.left - 6, box.centre_y)])
            self.canvas.curves.line(elbow, theme.muted, 1.8)
        self.canvas.write(price, (box.left, base), _PRICE, theme.text, halo=theme.halo)
        at = box.left + first, base
        self.canvas.write(rest, at, _REST, theme.text, halo=theme.halo)

    def _bar_end(self, y: float) -> float:
        """Where the bar at a height ends."""
        value = self.axis.scale.value(y)
        bucket = int(np.searchsorted(self.levels.edges, value)) - 1
        most = float(self.levels.totals.max()) or 1.0
        return self.pane.left + self.pane.width * _REACH * float(self.levels.totals[bucket]) / most

    def _beside(self, y: float, wide: float, high: float) -> Iterator[Rect]:
        """Right of the bar; further away and off its height only where something is in the way."""
        start, top = self._bar_end(y) + _ROOM, y - high / 2
        for right, down in _MOVES:
            yield Rect(start + right, top + down, start + right + wide, top + down + high)

    def _say_nothing(self, last: float) -> None:
        theme = self.look.theme
        words = "no open interest was added while this market was watched"
        at = self.pane.centre_x, last - 40
        self.canvas.write(words, at, _NOTE, theme.muted, across="middle", halo=theme.panel)


def _near(x: float, y: float, wide: float, high: float, *, down: bool) -> Iterator[Rect]:
    """Beside the end of a line, then further along it."""
    for step in range(0, 140, 14):
        top = y + 6 + step if down else y - 6 - step - high
        for left in (x + 14, x - wide - 14):
            yield Rect(left, top, left + wide, top + high)
