"""What the marks of the reliability diagram mean."""

from typing import Final

import numpy as np

from bot.charts.kit.canvas import Canvas
from bot.charts.kit.look import Look
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import Font
from bot.charts.track_record.reliability_diagram import BAND, COLUMN, DOT, dotted
from core.reliability import Reliability

_FONT: Final = Font(22)
_ROW: Final = 34
_MARK: Final = 44
_SLOPE: Final = np.column_stack([np.linspace(0, 44, 7), np.linspace(9, -9, 7)])
_STEP: Final = np.array([(0.0, 6.0), (22.0, 6.0), (22.0, -6.0), (44.0, -6.0)])


def draw_key(canvas: Canvas, look: Look, record: Reliability | None, box: Rect) -> None:
    """Five rows from the top of `box`, a mark and its words each."""
    tallest = look.numbers.price(max(record.histogram), 0) if record else "0"
    groups = f"{len(record.bins)} groups" if record and len(record.bins) > 1 else "all of them"
    words = (
        "what happened, recalibrated",
        f"{groups}, 95% interval",
        "9 in 10 perfect forecasters lie here",
        "as often as said",
        f"forecasts, tallest {tallest}",
    )
    for place, line in enumerate(words):
        middle = box.top + 12 + _ROW * place
        _draw_mark(canvas, look, place, box.left, middle)
        at = box.left + _MARK + 18, middle + _FONT.cap_height / 2
        canvas.write(line, at, _FONT, look.theme.muted)


def _draw_mark(canvas: Canvas, look: Look, place: int, left: float, middle: float) -> None:
    theme, curves = look.theme, canvas.curves
    block = Rect(left, middle - 9, left + _MARK, middle + 9)
    match place:
        case 0:
            curves.line(_STEP + np.array([left, middle]), theme.accent, 3.2)
        case 1:
            stem = Rect(left + 21, middle - 13, left + 23, middle + 13)
            canvas.fill(stem, theme.text, 0.8)
            curves.disc((left + 22, middle), 8, theme.text)
        case 2:
            canvas.fill(block, theme.muted, BAND)
        case 3:
            curves.line(dotted(_SLOPE + np.array([left, middle])), theme.muted, DOT)
        case _:
            for x, tall in ((0, 8), (12, 18), (24, 14), (36, 6)):
                bar = Rect(left + x, block.bottom - tall, left + x + 10, block.bottom)
                canvas.fill(bar, theme.accent, COLUMN)
