"""The words of a card: its head, its foot, and the amount where there are no prices to draw."""

from typing import Final

from bot.charts.card.scene import CardScene
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.footer import PRODUCT, stamped
from bot.charts.kit.header import DOT
from bot.charts.kit.look import Look
from bot.charts.kit.moments import NS
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import BOLD, MEDIUM, REGULAR, SEMIBOLD, Font, fitted, shortened, width
from bot.charts.theme import Colour

WIDE: Final = 1024
LEFT: Final = 34
RIGHT: Final = 996
BAR: Final = 10

_ROOM: Final = RIGHT - LEFT
_HERO: Final = Rect(BAR, 140, WIDE, 524)
_TITLE: Final = Font(40, BOLD)
_AMOUNT: Final = Font(46, BOLD)
_HUGE: Final = Font(150, BOLD)
_LINE: Final = Font(27, REGULAR)
_SMALL_LINE: Final = Font(24, REGULAR)
_HERO_LINE: Final = Font(34, MEDIUM)
_SINCE: Final = Font(27, SEMIBOLD)
_RULE: Final = Font(23, REGULAR)
_ROWS: Final = (62, 108, 582, 618)
_GAP: Final = 28


def draw_head(canvas: Canvas, look: Look, scene: CardScene, colour: Colour) -> None:
    """What and how much; who and when."""
    theme = look.theme
    amount, font = fitted(scene.amount, _AMOUNT, _ROOM * 0.5)
    right = canvas.write(amount, (RIGHT, _ROWS[0]), font, colour, across="right")
    title, font = fitted(scene.title, _TITLE, right.left - _GAP - LEFT)
    canvas.write(title, (LEFT, _ROWS[0]), font, theme.text)
    time = canvas.write(when(scene, look), (RIGHT, _ROWS[1]), _LINE, theme.muted, across="right")
    line, font = _line(scene.line, time.left - _GAP - LEFT)
    canvas.write(line, (LEFT, _ROWS[1]), font, theme.muted)


def draw_hero(canvas: Canvas, look: Look, scene: CardScene, colour: Colour) -> None:
    """No prices: the amount itself is the picture, on a glow of its colour."""
    theme = look.theme
    time = canvas.write(when(scene, look), (RIGHT, _ROWS[0]), _LINE, theme.muted, across="right")
    title, font = fitted(scene.title, _TITLE, time.left - _GAP - LEFT)
    canvas.write(title, (LEFT, _ROWS[0]), font, theme.text)
    top = Rect(_HERO.left, _HERO.top - 40, _HERO.right, _HERO.centre_y)
    foot = Rect(_HERO.left, _HERO.centre_y, _HERO.right, _HERO.bottom)
    canvas.fade(top, colour, 0.0, 0.13)
    canvas.fade(foot, colour, 0.13, 0.0)
    amount, font = fitted(scene.amount, _HUGE, _ROOM)
    canvas.write(amount, (LEFT - 6, _HERO.centre_y + 40), font, colour)
    line, font = fitted(scene.line, _HERO_LINE, _ROOM)
    canvas.write(line, (LEFT, _HERO.centre_y + 116), font, theme.text)


def draw_foot(canvas: Canvas, look: Look, scene: CardScene) -> None:
    """What the price did, symbol and window; the rule, and who drew it."""
    theme = look.theme
    symbol = canvas.write(
        _window(scene, look), (RIGHT, _ROWS[2]), _LINE, theme.muted, across="right"
    )
    words, percent = since(scene, look), scene.since_percent
    if not words:
        words, percent = _before(scene, look)
    room = symbol.left - _GAP - LEFT
    colour = theme.side(percent > 0 if percent else None)
    canvas.write(shortened(words, _SINCE, room), (LEFT, _ROWS[2]), _SINCE, colour)
    mark = Font(_RULE.size, SEMIBOLD)
    name = canvas.write(PRODUCT, (RIGHT, _ROWS[3]), mark, theme.faint, across="right")
    if scene.rule:
        rule = shortened(f"your rule: {scene.rule}", _RULE, name.left - _GAP - LEFT)
        canvas.write(rule, (LEFT, _ROWS[3]), _RULE, theme.faint)


def when(scene: CardScene, look: Look) -> str:
    """The moment of the event."""
    return stamped(look, scene.event_ns, seconds=True)


def since(scene: CardScene, look: Look) -> str:
    """What the price did since the event, where that is known."""
    if scene.since_percent is None:
        return ""
    numbers = look.numbers
    return f"{numbers.percent(scene.since_percent)} in {numbers.span(scene.since_s)} since"


def _before(scene: CardScene, look: Look) -> tuple[str, float | None]:
    """What the price did on its way to the event, in words and in per cent."""
    if not scene.has_chart or scene.event_price is None:
        return "", None
    (first_ns, first), numbers = scene.start, look.numbers
    seconds = (scene.event_ns - first_ns) / NS
    if seconds <= 0:
        return "", None
    percent = round((scene.event_price / first - 1) * 100, 2)
    return f"{numbers.percent(percent)} in the {numbers.span(seconds)} before", percent


def _line(words: str, room: float) -> tuple[str, Font]:
    """The parts of a line that fit, in their order: the first ones matter most."""
    parts = words.split(DOT)
    while len(parts) > 1 and width(DOT.join(parts), _SMALL_LINE) > room:
        parts.pop()
    return fitted(DOT.join(parts), _LINE, room)


def _window(scene: CardScene, look: Look) -> str:
    if not scene.has_chart:
        return scene.symbol
    seconds = (scene.end[0] - scene.start[0]) / NS
    return f"{scene.symbol}{DOT}{look.numbers.span(seconds)}"
