"""The card that goes with an alert: what happened, how much, and what the price did around it."""

from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from bot.charts import checks
from bot.charts.canvas import Canvas
from bot.charts.card_chart import PriceStory, draw_card_chart
from bot.charts.footer import PRODUCT, stamped
from bot.charts.header import DOT
from bot.charts.look import Look
from bot.charts.moments import NS
from bot.charts.rect import Rect
from bot.charts.text import BOLD, MEDIUM, REGULAR, SEMIBOLD, Font, fitted, shortened
from bot.charts.theme import Colour, Theme

SIZE: Final = (1024, 640)

_LEFT: Final = 34
_RIGHT: Final = 996
_ROOM: Final = _RIGHT - _LEFT
_BAR: Final = 10
_CHART: Final = Rect(_LEFT, 134, _RIGHT, 536)
_HERO: Final = Rect(_BAR, 140, SIZE[0], 524)
_TITLE: Final = Font(40, BOLD)
_AMOUNT: Final = Font(46, BOLD)
_LINE: Final = Font(27, REGULAR)
_SINCE: Final = Font(27, SEMIBOLD)
_RULE: Final = Font(23, REGULAR)
_ROWS: Final = (62, 108, 582, 618)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The price a crossing is about."""

    price: float
    words: str
    """As it is written on the line, "your level 3,600"."""

    def __post_init__(self) -> None:
        checks.prices([self.price], "the level of a card")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The zone an alert is about, from `low` to `high`."""

    low: float
    high: float
    words: str
    """As it is written in the zone, "FVG+ 15 m"."""

    def __post_init__(self) -> None:
        checks.prices([self.low, self.high], "the bounds of a card's zone")
        if self.low >= self.high:
            message = f"a zone's high must be above its low, not {self.low} to {self.high}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CardScene:
    """What a card shows.

    With fewer than two prices there is no chart to draw: the amount then fills its place.
    """

    title: str
    """"Whale to exchange", "ETH above 3,600"."""
    amount: str
    """The number that matters, as it is written: "$60.0M", "3,601.2"."""
    side: Literal["up", "down", "neutral"]
    """What it means for the price, where it means something."""
    line: str
    """Who and what: "612 BTC · unknown wallet → Binance"."""
    event_ns: int
    symbol: str
    tick_decimals: int
    times_ns: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    prices: npt.NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    event_price: float | None = None
    since_percent: float | None = None
    """What the price did from the event until the card was drawn."""
    since_s: float = 0
    rule: str = ""
    """The reader's own rule in words; left empty on a card that many readers share."""
    level: Level | None = None
    band: Band | None = None

    def __post_init__(self) -> None:
        checks.same_length("a card's times and prices", self.times_ns, self.prices)
        checks.times(self.times_ns, "a card's times")
        checks.prices(self.prices, "a card's prices")
        if self.event_price is not None:
            checks.prices([self.event_price], "the price at the event")

    @property
    def has_chart(self) -> bool:
        return len(self.prices) > 1


def render(scene: CardScene, look: Look) -> Canvas:
    """The picture, 1024 by 640."""
    theme = look.theme
    canvas = Canvas(SIZE, theme.page)
    colour = _colour(scene, theme)
    if scene.has_chart:
        _draw_head(canvas, look, scene)
        draw_card_chart(canvas, look, _story(scene, colour), _CHART)
    else:
        _draw_hero(canvas, look, scene)
    canvas.fill(Rect(0, 0, _BAR, SIZE[1]), colour)
    _draw_foot(canvas, look, scene)
    return canvas


def describe(scene: CardScene, look: Look) -> str:
    """Title and amount, who and what, and the price at the event."""
    words = f"{scene.title}: {scene.amount}. {scene.line}, {_when(scene, look)}"
    if scene.event_price is not None:
        at = look.numbers.price(scene.event_price, scene.tick_decimals)
        words += f", {scene.symbol} at {at}"
    since = _since(scene, look)
    return f"{words}; {since}." if since else f"{words}."


def _colour(scene: CardScene, theme: Theme) -> Colour:
    return theme.liquidation if scene.side == "neutral" else theme.side(scene.side == "up")


def _when(scene: CardScene, look: Look) -> str:
    return stamped(look, scene.event_ns, seconds=True)


def _since(scene: CardScene, look: Look) -> str:
    if scene.since_percent is None:
        return ""
    numbers = look.numbers
    return f"{numbers.percent(scene.since_percent)} in {numbers.span(scene.since_s)} since"


def _story(scene: CardScene, colour: Colour) -> PriceStory:
    band, words = None, ""
    if scene.band is not None:
        band, words = (scene.band.low, scene.band.high), scene.band.words
    elif scene.level is not None:
        band, words = (scene.level.price, scene.level.price), scene.level.words
    return PriceStory(
        times_ns=scene.times_ns,
        prices=scene.prices,
        decimals=scene.tick_decimals,
        event_ns=scene.event_ns,
        event_price=scene.event_price,
        band=band,
        band_words=words,
        colour=colour,
    )


def _draw_head(canvas: Canvas, look: Look, scene: CardScene) -> None:
    theme = look.theme
    colour = _colour(scene, theme)
    amount, font = fitted(scene.amount, _AMOUNT, _ROOM * 0.5)
    right = canvas.write(amount, (_RIGHT, _ROWS[0]), font, colour, across="right")
    title, font = fitted(scene.title, _TITLE, right.left - 28 - _LEFT)
    canvas.write(title, (_LEFT, _ROWS[0]), font, theme.text)
    time = canvas.write(_when(scene, look), (_RIGHT, _ROWS[1]), _LINE, theme.muted, across="right")
    line, font = fitted(scene.line, _LINE, time.left - 28 - _LEFT)
    canvas.write(line, (_LEFT, _ROWS[1]), font, theme.muted)


def _draw_hero(canvas: Canvas, look: Look, scene: CardScene) -> None:
    """No prices yet: the amount itself is the picture, on a glow of its colour."""
    theme = look.theme
    colour = _colour(scene, theme)
    time = canvas.write(_when(scene, look), (_RIGHT, _ROWS[0]), _LINE, theme.muted, across="right")
    title, font = fitted(scene.title, _TITLE, time.left - 28 - _LEFT)
    canvas.write(title, (_LEFT, _ROWS[0]), font, theme.text)
    top = Rect(_HERO.left, _HERO.top - 40, _HERO.right, _HERO.centre_y)
    foot = Rect(_HERO.left, _HERO.centre_y, _HERO.right, _HERO.bottom)
    canvas.fade(top, colour, 0.0, 0.13)
    canvas.fade(foot, colour, 0.13, 0.0)
    amount, font = fitted(scene.amount, Font(150, BOLD), _ROOM)
    canvas.write(amount, (_LEFT - 6, _HERO.centre_y + 40), font, colour)
    line, font = fitted(scene.line, Font(34, MEDIUM), _ROOM)
    canvas.write(line, (_LEFT, _HERO.centre_y + 116), font, theme.text)


def _draw_foot(canvas: Canvas, look: Look, scene: CardScene) -> None:
    """Since then, symbol and window; the rule, and who drew it."""
    theme, window = look.theme, _window(scene, look)
    symbol = canvas.write(window, (_RIGHT, _ROWS[2]), _LINE, theme.muted, across="right")
    since = _since(scene, look) or _at_event(scene, look)
    rising = None if not scene.since_percent else scene.since_percent > 0
    room = symbol.left - 28 - _LEFT
    canvas.write(shortened(since, _SINCE, room), (_LEFT, _ROWS[2]), _SINCE, theme.side(rising))
    mark = Font(_RULE.size, SEMIBOLD)
    name = canvas.write(PRODUCT, (_RIGHT, _ROWS[3]), mark, theme.faint, across="right")
    if scene.rule:
        rule = shortened(f"your rule: {scene.rule}", _RULE, name.left - 28 - _LEFT)
        canvas.write(rule, (_LEFT, _ROWS[3]), _RULE, theme.faint)


def _at_event(scene: CardScene, look: Look) -> str:
    if scene.event_price is None:
        return ""
    return f"{look.numbers.price(scene.event_price, scene.tick_decimals)} at the event"


def _window(scene: CardScene, look: Look) -> str:
    if not scene.has_chart:
        return scene.symbol
    seconds = float(scene.times_ns[-1] - scene.times_ns[0]) / NS
    return f"{scene.symbol}{DOT}{look.numbers.span(seconds)}"
