"""What the colours and marks of a heat map mean, in dollars."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.charts.heatmap.heat import HeatLimits, palette
from bot.charts.heatmap.wall_ends import bracket, draw_bracket
from bot.charts.heatmap.wall_life import WallLife
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.curves import triangle
from bot.charts.kit.header import MARGIN
from bot.charts.kit.look import Look
from bot.charts.kit.numbers import Numbers
from bot.charts.kit.prints import Prints
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import Font, width
from bot.charts.theme import Colour

_NOTE: Final = Font(22)
_WORD: Final = Font(23)
_ROWS: Final = (1158, 1190, 1221)
_BAR: Final = (330, 22)
_SECOND: Final = 392
_GAP: Final = 20
_LINE: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What was drawn over the cells, and so has to be explained."""

    trades: Prints
    trades_s: float
    """Seconds that a bubble adds up."""
    liquidations: Prints
    ends: list[WallLife]
    quoted: bool
    """Best bid and ask instead of one line."""
    unnamed_gap: bool
    """A span without data too narrow for words."""
    beyond: bool
    """A good part of the pane lies beyond the depth that was recorded."""


def draw_legend(canvas: Canvas, look: Look, limits: HeatLimits, marks: Marks) -> None:
    """The colour bar with its limits and middle, and every kind of mark that was drawn."""
    _draw_scale(canvas, look, limits)
    canvas.write(_trades(marks, look.numbers), (_SECOND, _ROWS[0]), _NOTE, look.theme.muted)
    flow = _Flow(canvas, look)
    for word, rising in (("buy", True), ("sell", False)):
        flow.disc(word, rising=rising)
    if len(marks.liquidations.usd):
        flow.triangle("long liq.", up=False)
        flow.triangle("short liq.", up=True)
    pulled = [wall.usd for wall in marks.ends if wall.fate == "pulled"]
    if pulled:
        flow.bracket(f"pulled wall \N{GREATER-THAN OR EQUAL TO} {look.numbers.usd(min(pulled))}")
    if marks.quoted:
        flow.quotes("best ask, bid")
    if marks.unnamed_gap:
        flow.swatch("no data", look.theme.page, hatched=True)
    if marks.beyond:
        flow.swatch("beyond the book", look.theme.panel, hatched=False)


class _Flow:
    """Keys side by side in two rows, the most needed first; one without a place is left out."""

    def __init__(self, canvas: Canvas, look: Look) -> None:
        self._canvas, self._theme = canvas, look.theme
        self._x, self._row = float(_SECOND), 1

    def disc(self, word: str, *, rising: bool) -> None:
        for x, base in self._key(word, 30):
            self._canvas.curves.disc((x + 11, base - 8), 11, self._theme.side(rising))

    def triangle(self, word: str, *, up: bool) -> None:
        for x, base in self._key(word, 30):
            shape = triangle((x + 11, base - 8), 22, points_up=up)
            self._canvas.curves.polygon(shape, self._theme.liquidation)

    def bracket(self, word: str) -> None:
        for x, base in self._key(word, 30):
            draw_bracket(self._canvas, self._theme, bracket(x + 14, base - 18, base + 2))

    def quotes(self, word: str) -> None:
        """The ask stands above, as in the picture."""
        for x, base in self._key(word, 32):
            for rising, y in ((False, base - 14), (True, base - 3)):
                line = np.array([(x, y), (x + 22, y)])
                self._canvas.curves.line(line, self._theme.side(rising), _LINE)

    def swatch(self, word: str, ground: Colour, *, hatched: bool) -> None:
        for x, base in self._key(word, 38):
            box = Rect(x, base - 19, x + 28, base + 3)
            self._canvas.fill(box.grown(1), self._theme.hatch)
            self._canvas.fill(box, ground)
            if hatched:
                self._canvas.hatch(box, self._theme.hatch)

    def _key(self, word: str, room: float) -> Iterator[tuple[float, float]]:
        """Write the word `room` pixels after its mark; yield the mark's place, if there is one."""
        if self._x + room + width(word, _WORD) > self._canvas.width - MARGIN:
            self._x, self._row = float(_SECOND), self._row + 1
        if self._row < len(_ROWS):
            x, base = self._x, _ROWS[self._row]
            box = self._canvas.write(word, (x + room, base), _WORD, self._theme.muted)
            self._x = box.right + _GAP
            yield x, base


def _trades(marks: Marks, numbers: Numbers) -> str:
    if not len(marks.trades.usd):
        return "no trades in this window"
    sizes = marks.trades.usd.min(), marks.trades.usd.max()
    low, high = (numbers.usd(float(size)) for size in sizes)
    span = numbers.span(marks.trades_s)
    return f"trades of {span} \N{GREATER-THAN OR EQUAL TO} {low}, largest {high}"


def _draw_scale(canvas: Canvas, look: Look, limits: HeatLimits) -> None:
    (wide, high), usd = _BAR, look.numbers.usd
    canvas.write("resting size per cell", (MARGIN, _ROWS[0]), _NOTE, look.theme.muted)
    colours = palette(look.theme)[np.linspace(0, 255, wide).astype(np.int64)]
    canvas.paste(MARGIN, _ROWS[1] - 20, np.repeat(colours[None], high, axis=0))
    low = f"\N{LESS-THAN OR EQUAL TO}{usd(limits.low)}"
    top = f"\N{GREATER-THAN OR EQUAL TO}{usd(limits.high)}"
    right = MARGIN + wide
    left_box = canvas.write(low, (MARGIN, _ROWS[2]), _NOTE, look.theme.muted)
    right_box = canvas.write(top, (right, _ROWS[2]), _NOTE, look.theme.muted, across="right")
    middle = usd(limits.middle)
    half = width(middle, _NOTE) / 2 + 10
    if left_box.right < MARGIN + wide / 2 - half and MARGIN + wide / 2 + half < right_box.left:
        at = MARGIN + wide / 2, _ROWS[2]
        canvas.write(middle, at, _NOTE, look.theme.muted, across="middle")
