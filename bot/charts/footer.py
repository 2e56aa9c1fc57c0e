"""The foot of every tall picture: when the data are from (not when sent), and who drew it."""

from typing import Final

from bot.charts.canvas import Canvas
from bot.charts.header import DOT, MARGIN
from bot.charts.moments import clock, clock_seconds, day
from bot.charts.text import Font, shortened
from bot.charts.theme import Theme

PRODUCT: Final = "Whale Tracker"
FOOT: Final = 1254
"""The baseline of the last row of a tall picture."""

_FONT: Final = Font(23)
_GAP: Final = 24


def draw_footer(
    canvas: Canvas, theme: Theme, at_ns: int, note: str = "", *, seconds: bool = False
) -> None:
    """The last row; `note` stands at the left and is cut when it would meet the time."""
    time = clock_seconds(at_ns) if seconds else clock(at_ns)
    stamp = f"{day(at_ns)} {time} UTC{DOT}{PRODUCT}"
    right = canvas.width - MARGIN
    box = canvas.write(stamp, (right, FOOT), _FONT, theme.faint, across="right")
    if note:
        free = box.left - _GAP - MARGIN
        canvas.write(shortened(note, _FONT, free), (MARGIN, FOOT), _FONT, theme.faint)
