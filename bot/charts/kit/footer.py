"""The foot of every tall picture: when the data are from (not when sent), and who drew it."""

from typing import Final

from bot.charts.kit.canvas import Canvas
from bot.charts.kit.header import DOT, MARGIN
from bot.charts.kit.look import Look
from bot.charts.kit.text import Font, shortened

PRODUCT: Final = "Whale Tracker"
FOOT: Final = 1254
"""The baseline of the last row of a tall picture."""

_FONT: Final = Font(23)
_GAP: Final = 24


def draw_footer(
    canvas: Canvas, look: Look, at_ns: int, note: str = "", *, seconds: bool = False
) -> None:
    """The last row; `note` stands at the left and is cut when it would meet the time."""
    stamp = f"{stamped(look, at_ns, seconds=seconds)}{DOT}{PRODUCT}"
    right = canvas.width - MARGIN
    box = canvas.write(stamp, (right, FOOT), _FONT, look.theme.faint, across="right")
    if note:
        free = box.left - _GAP - MARGIN
        canvas.write(shortened(note, _FONT, free), (MARGIN, FOOT), _FONT, look.theme.faint)


def stamped(look: Look, at_ns: int, *, seconds: bool) -> str:
    """A moment in full: day, time and zone."""
    times = look.times
    time = times.clock_seconds(at_ns) if seconds else times.clock(at_ns)
    return f"{times.day(at_ns)} {time} {times.zone_name(at_ns)}"
