"""The price around an event: a fading line or candles, the event on it, its level or zone."""

from typing import Final

from bot.charts.card.mark import draw_mark, draw_mark_words
from bot.charts.card.pane import Plot, draw_axes, draw_grid
from bot.charts.card.story import PriceStory
from bot.charts.kit.candles import Candles, Slots, draw_candles
from bot.charts.kit.canvas import Canvas, Dashes
from bot.charts.kit.labels import Places
from bot.charts.kit.look import Look
from bot.charts.kit.rect import Rect
from bot.charts.kit.soft_line import draw_fill
from bot.charts.kit.text import MEDIUM, Font, width

_NAME: Final = Font(24, MEDIUM)
_LINE: Final = 2.6
_GLOW: Final = 0.34


def draw_card_chart(canvas: Canvas, look: Look, story: PriceStory, frame: Rect) -> None:
    """Draw into `frame`: the pane, the price column at its right and a row of times under it."""
    plot = Plot.lay(canvas, look, story, frame)
    places = Places(plot.pane)
    candles, slots = plot.story.candles, plot.slots
    if candles is None or slots is None:
        _draw_glow(plot)
        draw_grid(plot)
        draw_mark(plot)
        _draw_line(plot, places)
    else:
        draw_grid(plot)
        draw_mark(plot)
        _draw_bars(plot, candles, slots, places)
    if story.shows_event and story.event_price is not None:
        _draw_event(plot, story.event_price, places)
    draw_mark_words(plot, places)
    draw_axes(plot)


def _draw_glow(plot: Plot) -> None:
    """First of all, on the bare page."""
    theme = plot.theme
    draw_fill(
        plot.canvas, plot.points, plot.pane, colour=theme.accent, ground=theme.page, depth=_GLOW
    )


def _draw_line(plot: Plot, places: Places) -> None:
    points = plot.points
    plot.canvas.curves.line(points, plot.theme.accent, _LINE)
    places.shade(*(Rect(x - 3, y - 3, x + 3, y + 3) for x, y in points.tolist()))


def _draw_bars(plot: Plot, candles: Candles, slots: Slots, places: Places) -> None:
    """The candles, and hatched where some are missing."""
    pane, theme = plot.pane, plot.theme
    for left, right in slots.gaps(candles):
        plot.canvas.hatch(Rect(left, pane.top, right, pane.bottom), theme.hatch)
    places.shade(*draw_candles(plot.canvas, theme, candles, slots, plot.y))


def _draw_event(plot: Plot, event_price: float, places: Places) -> None:
    """A dashed line and a ringed dot; a pill with the price, unless the axis' tag says it."""
    canvas, story = plot.canvas, plot.story
    x, y = plot.at(story.event_ns), plot.y(event_price)
    top = plot.pane.top
    if not story.ends_with_event:
        pill = _draw_pill(plot, x, f"{plot.written(event_price)} at the event")
        places.occupy(pill.grown(2))
        top = pill.bottom
    dashes = Dashes(colour=story.colour, on=6, off=5, thick=2, alpha=0.8)
    canvas.upright_dashes(x - 1, top, plot.pane.bottom, dashes)
    canvas.curves.disc((x, y), 17, story.colour, alpha=0.28)
    canvas.curves.disc((x, y), 9, story.colour, rim=(plot.theme.line, 2.4))
    places.occupy(Rect(x - 17, y - 17, x + 17, y + 17))


def _draw_pill(plot: Plot, x: float, words: str) -> Rect:
    wide = width(words, _NAME) + 24
    left = min(max(x - wide / 2, plot.pane.left), plot.pane.right - wide)
    pill = Rect(left, plot.pane.top + 2, left + wide, plot.pane.top + 44)
    ground = plot.theme.grid
    plot.canvas.curves.pill(pill, ground, radius=8)
    at = pill.centre_x, pill.centre_y + _NAME.cap_height / 2
    plot.canvas.write(words, at, _NAME, plot.theme.text, across="middle", ground=ground)
    return pill
