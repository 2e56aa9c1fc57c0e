"""What the colours and marks of a heat map mean, in dollars."""

from typing import Final

import numpy as np

from bot.charts.canvas import Canvas
from bot.charts.curves import triangle
from bot.charts.header import MARGIN
from bot.charts.heat import HeatLimits, palette
from bot.charts.look import Look
from bot.charts.numbers import Numbers
from bot.charts.prints import Prints
from bot.charts.text import Font, width

_NOTE: Final = Font(22)
_WORD: Final = Font(23)
_ROWS: Final = (1158, 1190, 1221)
_BAR: Final = (330, 22)
_SECOND: Final = 392
_GAP: Final = 20


def draw_legend(
    canvas: Canvas, look: Look, limits: HeatLimits, shown: Prints, liquidations: Prints
) -> None:
    """The colour bar with its limits and middle, and the marks with the range of trades drawn."""
    _draw_scale(canvas, look, limits)
    canvas.write(_trades(shown, look.numbers), (_SECOND, _ROWS[0]), _NOTE, look.theme.muted)
    x: float = _SECOND
    for word, rising in (("buy", True), ("sell", False)):
        canvas.curves.disc((x + 11, _ROWS[1] - 8), 11, look.theme.side(rising))
        x = canvas.write(word, (x + 30, _ROWS[1]), _WORD, look.theme.muted).right + _GAP
    if len(liquidations.usd):
        for word, up in (("long liq.", False), ("short liq.", True)):
            shape = triangle((x + 11, _ROWS[1] - 8), 22, points_up=up)
            canvas.curves.polygon(shape, look.theme.liquidation)
            x = canvas.write(word, (x + 30, _ROWS[1]), _WORD, look.theme.muted).right + _GAP


def _trades(shown: Prints, numbers: Numbers) -> str:
    if not len(shown.usd):
        return "no trades in this window"
    low, high = (numbers.usd(float(size)) for size in (shown.usd.min(), shown.usd.max()))
    return f"trades \N{GREATER-THAN OR EQUAL TO} {low}, largest {high}"


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
