"""A row of equal chips: a name at the left of each, a signed amount at its right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.charts.kit.canvas import Canvas
from bot.charts.kit.header import MARGIN
from bot.charts.kit.look import Look
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import MEDIUM, SEMIBOLD, Font, shortened

HIGH: Final = 54

_GAP: Final = 16
_PAD: Final = 18
_NAME: Final = Font(26, MEDIUM)
_AMOUNT: Final = Font(26, SEMIBOLD)


@dataclass(frozen=True, slots=True)
class Chip:
    """`rising` colours the amount as that side; None leaves it plain."""

    name: str
    amount: str
    rising: bool | None


def draw_chips(canvas: Canvas, look: Look, chips: Sequence[Chip], top: float, places: int) -> None:
    """The chips from the left, each one of `places` equal parts of the sheet's width."""
    theme = look.theme
    wide = (canvas.width - 2 * MARGIN - _GAP * (places - 1)) / places
    base = top + HIGH / 2 + _NAME.cap_height / 2
    for place, chip in enumerate(chips):
        left = MARGIN + place * (wide + _GAP)
        canvas.curves.pill(Rect(left, top, left + wide, top + HIGH), theme.panel, radius=12)
        amount = canvas.write(
            chip.amount, (left + wide - _PAD, base), _AMOUNT, theme.side(chip.rising),
            across="right", ground=theme.panel,
        )  # fmt: skip
        name = shortened(chip.name, _NAME, amount.left - 16 - left - _PAD)
        canvas.write(name, (left + _PAD, base), _NAME, theme.text, ground=theme.panel)
