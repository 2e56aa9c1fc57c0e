"""The price around an event: a fading line, the event on it, and its level or zone."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.axis import draw_tag, time_words
from bot.charts.canvas import Canvas, Dashes, word
from bot.charts.labels import Places
from bot.charts.look import Look
from bot.charts.moments import NS
from bot.charts.rect import Rect
from bot.charts.scale import LinearScale, padded, tick_decimals, tick_step, ticks, time_ticks
from bot.charts.text import MEDIUM, SEMIBOLD, Font, width
from bot.charts.theme import Colour, Theme, blend

Floats = npt.NDArray[np.float64]

_LABEL: Final = Font(24)
_TIME: Final = Font(22)
_NAME: Final = Font(24, MEDIUM)
_TAG: Final = Font(27, SEMIBOLD)
_LINE: Final = 2.6
_GLOW: Final = 0.34
_PILL_ROOM: Final = 64
_CLEAR: Final = 38
_TRIES: Final = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceStory:
    """What the chart of a card tells; prices checked, at least two of them."""

    times_ns: npt.NDArray[np.int64]
    prices: Floats
    decimals: int
    event_ns: int
    event_price: float | None
    band: tuple[float, float] | None
    """The zone the event is about, low and high; a level is a band without height."""
    band_words: str
    colour: Colour

    @property
    def shows_event(self) -> bool:
        """Whether the event lies in the window, or so shortly after that the window can grow."""
        first, last = int(self.times_ns[0]), int(self.times_ns[-1])
        return first <= self.event_ns <= last + (last - first) // 4

    @property
    def extremes(self) -> tuple[float, float]:
        extra = [self.event_price] if self.event_price is not None else []
        extra += self.band or ()
        low, high = float(self.prices.min()), float(self.prices.max())
        return min([low, *extra]), max([high, *extra])


@dataclass(frozen=True, slots=True)
class _Plot:
    canvas: Canvas
    look: Look
    story: PriceStory
    pane: Rect
    y: LinearScale
    x: LinearScale

    @property
    def theme(self) -> Theme:
        return self.look.theme

    @property
    def points(self) -> Floats:
        """The price as pixels: rows of x and y."""
        seconds = (self.story.times_ns - self.story.times_ns[0]).astype(np.float64) / NS
        return np.column_stack([self.x(seconds), self.y(self.story.prices)])

    def at(self, time_ns: int) -> float:
        return self.x((int(time_ns) - int(self.story.times_ns[0])) / NS)


def draw_card_chart(canvas: Canvas, look: Look, story: PriceStory, frame: Rect) -> None:
    """Draw into `frame`: the pane, the price column at its right and a row of times under it."""
    low, high = padded(*story.extremes, 0.07)
    price, decimals = look.numbers.price, _axis_decimals(low, high)
    words = [price(mark, decimals) for mark in ticks(low, high, 4)]
    tag = price(float(story.prices[-1]), min(story.decimals, decimals + 2))
    column = max([width(tag, _TAG) + 30, *(width(word, _LABEL) + 18 for word in words)])
    pane = Rect(frame.left, frame.top, frame.right - column, frame.bottom - 34)
    head = _PILL_ROOM if story.shows_event and story.event_price is not None else 8
    last = max(int(story.times_ns[-1]), story.event_ns if story.shows_event else 0)
    seconds = (last - int(story.times_ns[0])) / NS
    y = LinearScale(low, high, pane.bottom, pane.top + head)
    x = LinearScale(0, seconds, pane.left, pane.right - 4)
    plot = _Plot(canvas, look, story, pane, y, x)
    _draw_fade(plot)
    _draw_grid(plot, words)
    _draw_band(plot)
    canvas.curves.line(plot.points, look.theme.accent, _LINE)
    places = Places(pane)
    if story.shows_event and story.event_price is not None:
        places.occupy(_draw_event(plot, story.event_price))
    _draw_band_words(plot, places)
    _draw_times(plot, last)
    draw_tag(canvas, look.theme, tag, pane.right + 8, y(float(story.prices[-1])))


def _axis_decimals(low: float, high: float) -> int:
    return tick_decimals(tick_step(low, high, 4))


def _draw_grid(plot: _Plot, labels: list[str]) -> None:
    """About three prices, none within 38 pixels of the tag."""
    tag = plot.y(float(plot.story.prices[-1]))
    for mark, label in zip(ticks(plot.y.low, plot.y.high, 4), labels, strict=True):
        y = plot.y(mark)
        plot.canvas.fill(Rect(plot.pane.left, y, plot.pane.right, y + 1), plot.theme.grid)
        if abs(y - tag) >= _CLEAR and plot.y.end < y < plot.pane.bottom:
            at = plot.pane.right + 14, y + _LABEL.cap_height / 2
            plot.canvas.write(label, at, _LABEL, plot.theme.muted)


def _draw_fade(plot: _Plot) -> None:
    """A glow under the price that ends at the foot of the pane; first of all, on the bare page."""
    pane, theme = plot.pane, plot.theme
    xs, ys = plot.points.T
    left, right = round(pane.left), round(min(pane.right, xs[-1]))
    top, foot = round(pane.top), round(pane.bottom)
    heights = np.interp(np.arange(left, right) + 0.5, xs, ys)
    rows = np.arange(top, foot) + 0.5
    depths = np.linspace(_GLOW, 0.0, len(rows)).tolist()
    shades = np.array([word(blend(theme.page, theme.accent, depth)) for depth in depths])
    under = rows[:, None] >= heights[None, :]
    image = np.where(under, shades[:, None], word(theme.page))
    plot.canvas.paste(left, top, image.view(np.uint8).reshape(*image.shape, 4))


def _draw_band(plot: _Plot) -> None:
    if plot.story.band is None:
        return
    low, high = plot.story.band
    top, foot = plot.y(high), plot.y(low)
    if foot - top >= 1:
        box = Rect(plot.pane.left, top, plot.pane.right, max(foot, top + 3))
        plot.canvas.fill(box, plot.story.colour, 0.2)
    edge = Dashes(colour=plot.story.colour, on=8, off=6, thick=2)
    for y in {top, foot}:
        plot.canvas.dashes(y - 1, plot.pane.left, plot.pane.right, edge)


def _draw_event(plot: _Plot, event_price: float) -> Rect:
    """A dashed line down from a pill with the price, and a ringed dot where they met."""
    canvas, theme, story = plot.canvas, plot.theme, plot.story
    x, y = plot.at(story.event_ns), plot.y(event_price)
    words = f"{plot.look.numbers.price(event_price, story.decimals)} at the event"
    wide = width(words, _NAME) + 24
    left = min(max(x - wide / 2, plot.pane.left), plot.pane.right - wide)
    pill = Rect(left, plot.pane.top + 2, left + wide, plot.pane.top + 44)
    dashes = Dashes(colour=story.colour, on=6, off=5, thick=2, alpha=0.8)
    canvas.upright_dashes(x - 1, pill.bottom, plot.pane.bottom, dashes)
    canvas.curves.disc((x, y), 17, story.colour, alpha=0.28)
    canvas.curves.disc((x, y), 9, story.colour, rim=(theme.line, 2.4))
    canvas.curves.pill(pill, theme.grid, radius=8)
    at = pill.centre_x, pill.centre_y + _NAME.cap_height / 2
    canvas.write(words, at, _NAME, theme.text, across="middle", ground=theme.grid)
    return pill.grown(2)


def _draw_band_words(plot: _Plot, places: Places) -> None:
    """The name of the level or zone, above it if there is room, else below."""
    story = plot.story
    if story.band is None or not story.band_words:
        return
    low, high = story.band
    wide = width(story.band_words, _NAME) + 20
    xs = np.linspace(plot.pane.left + 4, plot.pane.right - wide - 4, _TRIES).tolist()
    tops = (plot.y(high) - 42, plot.y(low) + 6)
    boxes = [Rect(x, top, x + wide, top + 36) for top in tops for x in xs]
    places.shade(*(Rect(x - 3, y - 3, x + 3, y + 3) for x, y in plot.points.tolist()))
    box = places.find(boxes, must=True)
    if box is None:
        return
    plot.canvas.curves.pill(box, story.colour, radius=7)
    at = box.left + 10, box.centre_y + _NAME.cap_height / 2
    plot.canvas.write(story.band_words, at, _NAME, plot.theme.tag_text, ground=story.colour)


def _draw_times(plot: _Plot, last_ns: int) -> None:
    first = int(plot.story.times_ns[0])
    step, marks = time_ticks(first, last_ns, 5, plot.look.times)
    for mark in marks:
        word, x = time_words(mark, step, plot.look.times)[0], plot.at(mark)
        half = width(word, _TIME) / 2
        if plot.pane.left <= x - half and x + half <= plot.pane.right:
            at = x, plot.pane.bottom + 28
            plot.canvas.write(word, at, _TIME, plot.theme.muted, across="middle")
