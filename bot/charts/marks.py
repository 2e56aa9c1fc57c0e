"""Marks of market structure: breaks, equal highs and lows, sweeps.

The newest break is placed first and is always named; every other mark is drawn only when its name
finds a free place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from bot.charts import checks
from bot.charts.candles import Slots
from bot.charts.canvas import Canvas
from bot.charts.curves import triangle
from bot.charts.labels import Places
from bot.charts.rect import Rect
from bot.charts.scale import LinearScale
from bot.charts.text import BOLD, SEMIBOLD, Font, ink, width
from bot.charts.theme import Colour, Theme
from bot.charts.zones import Side

_BREAK: Final = Font(24, SEMIBOLD)
_PILL: Final = Font(24, BOLD)
_SMALL: Final = Font(22, SEMIBOLD)
_LINE: Final = 3
_ROW: Final = 27
_WORDS: Final = {"bos": "BOS", "choch": "CHoCH"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A close beyond a swing level: BOS with the trend, CHoCH against it.

    `from_time_ns` is the pivot's candle, `to_time_ns` the candle that broke it.
    """

    kind: Literal["bos", "choch"]
    side: Side
    level: float
    from_time_ns: int
    to_time_ns: int

    def __post_init__(self) -> None:
        checks.prices([self.level], "the level of a break")

    @property
    def words(self) -> str:
        return _WORDS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Equal highs or equal lows: two pivots at about one price, where stops rest."""

    kind: Literal["highs", "lows"]
    from_price: float
    from_time_ns: int
    to_price: float
    to_time_ns: int

    def __post_init__(self) -> None:
        checks.prices([self.from_price, self.to_price], "the prices of equal highs or lows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """A wick through resting liquidity that came back: under lows (bullish), over highs."""

    side: Side
    price: float
    time_ns: int

    def __post_init__(self) -> None:
        checks.prices([self.price], "the price of a sweep")


@dataclass(frozen=True, slots=True)
class Marker:
    """Draws marks on one pane; keeps what the three kinds share."""

    canvas: Canvas
    theme: Theme
    slots: Slots
    scale: LinearScale
    pane: Rect
    places: Places

    def breaks(self, breaks: list[Break]) -> None:
        """The newest first: it gets its place before all others, over candles if it must."""
        for rank, mark in enumerate(sorted(breaks, key=lambda b: -b.to_time_ns)):
            self._break(mark, newest=rank == 0)

    def _break(self, mark: Break, *, newest: bool) -> None:
        line = self._span(mark.from_time_ns, mark.to_time_ns, mark.level)
        if line is None:
            return
        pill = mark.kind == "choch"
        size = _pill_size(mark.words) if pill else _word_size(mark.words, _BREAK)
        above = mark.side == "bullish"
        place = self.places.find(_along(line, size, above=above), must=newest)
        if place is None:
            return
        colour = self.theme.side(above)
        self.canvas.fill(line, colour)
        self.places.occupy(line)
        if pill:
            self._pill(mark.words, place, colour)
        else:
            self._word(mark.words, _BREAK, place, colour)

    def pools(self, pools: list[Pool]) -> None:
        """Two dots joined by a dotted line."""
        for pool in pools:
            box = self._span(pool.from_time_ns, pool.to_time_ns, pool.to_price)
            words = "EQH" if pool.kind == "highs" else "EQL"
            if box is None:
                continue
            size = _word_size(words, _SMALL)
            place = self.places.find(_along(box, size, above=pool.kind == "highs"))
            if place is not None:
                self._dotted(pool)
                self._word(words, _SMALL, place, self.theme.pool)

    def _dotted(self, pool: Pool) -> None:
        start = self.slots.middle(pool.from_time_ns), self.scale(pool.from_price)
        end = self.slots.middle(pool.to_time_ns), self.scale(pool.to_price)
        steps = max(2, int((end[0] - start[0]) / 7))
        for share in np.linspace(0, 1, steps)[1:-1]:
            at = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
            self.canvas.curves.disc(at, 1.4, self.theme.pool)
        for at in (start, end):
            self.canvas.curves.disc(at, 4, self.theme.pool)

    def sweeps(self, sweeps: list[Sweep]) -> None:
        """A gold triangle beyond the wick, with its word."""
        for sweep in sweeps:
            x, y = self.slots.middle(sweep.time_ns), self.scale(sweep.price)
            below = sweep.side == "bullish"
            tip = y + (16 if below else -16)
            size = _word_size("sweep", _SMALL)
            row = tip + (12 if below else -12 - size[1])
            spots = [
                Rect(left, row, left + size[0], row + size[1])
                for left in (x - size[0] / 2, x - size[0] + 8, x - 8)
            ]
            inside = self.pane.left <= x <= self.slots.right
            place = self.places.find(spots) if inside else None
            if place is not None:
                shape = triangle((x, tip), 16, points_up=below)
                self.canvas.curves.polygon(shape, self.theme.liquidation)
                self._word("sweep", _SMALL, place, self.theme.liquidation)

    def _span(self, from_ns: int, to_ns: int, level: float) -> Rect | None:
        """The line of a level between two candles; None when it is out of sight."""
        left = max(self.pane.left, self.slots.middle(from_ns))
        right = min(self.slots.right, self.slots.middle(to_ns))
        if right <= left or not self.scale.low < level < self.scale.high:
            return None
        y = self.scale(level) - 1
        return Rect(left, y, right, y + _LINE)

    def _pill(self, words: str, place: Rect, colour: Colour) -> None:
        self.canvas.curves.pill(place, colour)
        base = place.centre_y + _PILL.cap_height / 2
        at = place.centre_x, base
        dark = self.theme.tag_text
        self.canvas.write(words, at, _PILL, dark, across="middle", ground=colour)

    def _word(self, words: str, font: Font, place: Rect, colour: Colour) -> None:
        shift = ink(words, font, 0, 0)
        at = place.left - shift.left, place.top - shift.top
        self.canvas.write(words, at, font, colour, halo=self.theme.panel)


def _word_size(words: str, font: Font) -> tuple[float, float]:
    box = ink(words, font, 0, 0)
    return box.width, box.height


def _pill_size(words: str) -> tuple[float, float]:
    return width(words, _PILL) + 18, 34


def _along(line: Rect, size: tuple[float, float], *, above: bool) -> Iterator[Rect]:
    """Places beside a line: on its own side first, row by row, then on the other side."""
    wide, high = size
    for upper in (above, not above):
        for row in range(3):
            near = line.top - 7 - high - row * _ROW if upper else line.bottom + 7 + row * _ROW
            for x in (line.centre_x, line.right - wide / 2, line.left + wide / 2):
                yield Rect(x - wide / 2, near, x + wide / 2, near + high)
