"""The pane of a card's chart: where a price and a moment are, and its grid."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.charts.card.story import Floats, PriceStory
from bot.charts.kit.axis import draw_tag, time_words
from bot.charts.kit.candles import Slots
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.look import Look
from bot.charts.kit.moments import NS
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale, tick_decimals, tick_step, ticks, time_ticks
from bot.charts.kit.text import SEMIBOLD, Font, width
from bot.charts.theme import Theme

_LABEL: Final = Font(24)
_TIME: Final = Font(22)
_TAG: Final = Font(27, SEMIBOLD)
_PILL_ROOM: Final = 64
_HEAD: Final = 8
_FOOT: Final = 34
_GUTTER: Final = 132
"""Pixels between the newest candle and the prices, for the event's dot and a zone just formed."""
_CLEAR: Final = 38
_APART: Final = 24
"""Pixels between two times."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A story laid out on a canvas."""

    canvas: Canvas
    look: Look
    story: PriceStory
    pane: Rect
    y: LinearScale
    x: LinearScale
    """Seconds since the first moment to pixels."""
    slots: Slots | None
    """Places of the candles, where there are candles."""

    @classmethod
    def lay(cls, canvas: Canvas, look: Look, story: PriceStory, frame: Rect) -> "Plot":
        """The pane in `frame`, with a column for prices at its right and a row for times below."""
        low, high = story.extremes
        prices = [_written(look, low, high, mark) for mark in ticks(low, high, 4)]
        tag = _tag(look, story, low, high)
        column = max([width(tag, _TAG) + 30, *(width(word, _LABEL) + 18 for word in prices)])
        pane = Rect(frame.left, frame.top, frame.right - column, frame.bottom - _FOOT)
        head = _PILL_ROOM if story.shows_event and not story.ends_with_event else _HEAD
        y = LinearScale(low, high, pane.bottom, pane.top + head)
        if story.candles is None:
            x = LinearScale(0, (story.last_ns - story.first_ns) / NS, pane.left, pane.right - 4)
            return cls(canvas, look, story, pane, y, x, None)
        slots = Slots.fit(story.candles, pane, _GUTTER)
        story = story.since(slots.first_visible(story.candles, pane))
        seconds = (int(story.times_ns[-1]) - story.first_ns) / NS
        x = LinearScale(0, seconds, slots.left(story.first_ns), slots.right)
        return cls(canvas, look, story, pane, y, x, slots)

    @property
    def theme(self) -> Theme:
        return self.look.theme

    @property
    def points(self) -> Floats:
        """The price as pixels: rows of x and y."""
        seconds = (self.story.times_ns - self.story.first_ns).astype(np.float64) / NS
        return np.column_stack([self.x(seconds), self.y(self.story.prices)])

    def at(self, time_ns: int) -> float:
        """The pixel of a moment; those before the window are at its left edge."""
        return max(self.pane.left, self.x((int(time_ns) - self.story.first_ns) / NS))

    def written(self, price: float) -> str:
        """A price of the story, as exact as its instrument is."""
        return self.look.numbers.price(price, self.story.decimals)


def draw_grid(plot: Plot) -> None:
    """About three prices, none within 38 pixels of the tag."""
    tag = plot.y(float(plot.story.prices[-1]))
    low, high = plot.y.low, plot.y.high
    for mark in ticks(low, high, 4):
        y = plot.y(mark)
        plot.canvas.fill(Rect(plot.pane.left, y, plot.pane.right, y + 1), plot.theme.grid)
        if abs(y - tag) >= _CLEAR and plot.y.end < y < plot.pane.bottom:
            at = plot.pane.right + 14, y + _LABEL.cap_height / 2
            plot.canvas.write(_written(plot.look, low, high, mark), at, _LABEL, plot.theme.muted)


def draw_axes(plot: Plot) -> None:
    """The tag of the last price, and the times."""
    story, look = plot.story, plot.look
    tag = _tag(look, story, plot.y.low, plot.y.high)
    draw_tag(plot.canvas, look.theme, tag, plot.pane.right + 8, plot.y(float(story.prices[-1])))
    step, marks = time_ticks(story.first_ns, story.last_ns, 5, look.times)
    free = plot.pane.left
    for mark in marks:
        word, x = time_words(mark, step, look.times)[0], plot.at(mark)
        half = width(word, _TIME) / 2
        if free <= x - half and x + half <= plot.pane.right:
            free = x + half + _APART
            at = x, plot.pane.bottom + 28
            plot.canvas.write(word, at, _TIME, look.theme.muted, across="middle")


def _written(look: Look, low: float, high: float, price: float) -> str:
    return look.numbers.price(price, tick_decimals(tick_step(low, high, 4)))


def _tag(look: Look, story: PriceStory, low: float, high: float) -> str:
    decimals = tick_decimals(tick_step(low, high, 4)) + 2
    return look.numbers.price(float(story.prices[-1]), min(story.decimals, decimals))
