"""The head of every tall picture: what, where, how much, and since when."""

from dataclasses import dataclass
from typing import Final

from bot.charts.kit.canvas import Canvas
from bot.charts.kit.look import Look
from bot.charts.kit.numbers import Numbers
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import BOLD, REGULAR, SEMIBOLD, Font, fitted, shortened, width

MARGIN: Final = 24
"""Pixels left free around a tall picture."""
DOT: Final = " \N{MIDDLE DOT} "

_SYMBOL: Final = Font(46, BOLD)
_PRICE: Final = Font(52, BOLD)
_WHAT: Final = Font(27, REGULAR)
_CHANGE: Final = Font(28, SEMIBOLD)
_NOTE: Final = Font(24, REGULAR)
_ROWS: Final = (64, 112, 150)
_GAP: Final = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The words of a head.

    `change` is in percent over `window_s` seconds; `stale_s`, when set, takes its place as a pill
    that says how late the data are: an old change is the last thing a trader should trust.
    """

    symbol: str
    price: str
    what: str
    note: str = ""
    aside: str = ""
    """The title of what stands under the right end of the head."""
    change: float | None = None
    window_s: float = 0
    stale_s: float | None = None
    verdict: tuple[str, bool | None] | None = None
    """Words that take the change's place, and which way they point."""
    tag: str = ""
    """A word in a pill beside the symbol, such as BACKTEST."""


def draw_heading(canvas: Canvas, look: Look, heading: Heading) -> None:
    """Three rows at the top of the sheet; the left side gets the room the right one leaves."""
    theme, right = look.theme, canvas.width - MARGIN
    room: float = canvas.width - 2 * MARGIN
    price, font = fitted(heading.price, _PRICE, room * 0.55)
    box = canvas.write(price, (right, _ROWS[0]), font, theme.text, across="right")
    room_left = box.left - _GAP - MARGIN - _pill_room(heading.tag)
    symbol, font = fitted(heading.symbol, _SYMBOL, room_left)
    box = canvas.write(symbol, (MARGIN, _ROWS[0]), font, theme.text)
    if heading.tag:
        _draw_pill(canvas, look, heading.tag, box.right + _pill_room(heading.tag), _ROWS[0] - 4)
    free = _second_row_right(canvas, look, heading) - _GAP - MARGIN
    canvas.write(shortened(heading.what, _WHAT, free), (MARGIN, _ROWS[1]), _WHAT, theme.muted)
    if heading.aside:
        at = right, _ROWS[2]
        room -= canvas.write(heading.aside, at, _NOTE, theme.faint, across="right").width + _GAP
    if heading.note:
        note = shortened(heading.note, _NOTE, room)
        canvas.write(note, (MARGIN, _ROWS[2]), _NOTE, theme.faint)


def _second_row_right(canvas: Canvas, look: Look, heading: Heading) -> float:
    """Draw the change or the pill; give back where it begins."""
    right, base = canvas.width - MARGIN, _ROWS[1]
    if heading.stale_s is not None:
        return late_pill(canvas, look, heading.stale_s, right, base).left
    if heading.verdict is not None:
        text, rising = heading.verdict
    elif heading.change is not None:
        text, rising = change_words(heading.change, heading.window_s, look.numbers)
    else:
        return right
    colour = look.theme.muted if rising is None else look.theme.side(rising)
    return canvas.write(text, (right, base), _CHANGE, colour, across="right").left


def change_words(change: float, window_s: float, numbers: Numbers) -> tuple[str, bool | None]:
    """The words for a change, and whether it rose; None when it rounds to nothing.

    >>> change_words(-0.341, 21600, Numbers())
    ('▼ 0.34% in 6 h', False)
    """
    size = numbers.percent(abs(change), signed=False)
    if size == numbers.percent(0):
        return f"{size} in {numbers.span(window_s)}", None
    arrow = "\N{BLACK UP-POINTING TRIANGLE}" if change > 0 else "\N{BLACK DOWN-POINTING TRIANGLE}"
    return f"{arrow} {size} in {numbers.span(window_s)}", change > 0


def late_pill(canvas: Canvas, look: Look, stale_s: float, right: float, base: float) -> Rect:
    """A pill, its right edge at `right`, that says how old the newest fact is."""
    return _draw_pill(canvas, look, f"delayed {look.numbers.span(stale_s)}", right, base)


def _draw_pill(canvas: Canvas, look: Look, text: str, right: float, base: float) -> Rect:
    theme = look.theme
    box = Rect(right - width(text, _CHANGE) - 28, base - 32, right, base + 12)
    canvas.curves.pill(box, theme.liquidation, radius=10)
    ground = theme.liquidation
    canvas.write(text, (right - 14, base), _CHANGE, theme.tag_text, across="right", ground=ground)
    return box


def _pill_room(text: str) -> float:
    """Pixels from a word to the right edge of the pill after it."""
    return width(text, _CHANGE) + 28 + 20 if text else 0.0
