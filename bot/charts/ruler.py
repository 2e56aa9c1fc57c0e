"""Premium and discount: where in the visible range the price stands."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.charts.axis import PriceAxis
from bot.charts.canvas import Canvas, Dashes
from bot.charts.rect import Rect
from bot.charts.scale import LinearScale
from bot.charts.text import MEDIUM, Font
from bot.charts.theme import Theme, blend

_WORD: Final = Font(23, MEDIUM)
_WIDE: Final = 6
_TINT: Final = 0.05
_CLEAR: Final = 36


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and the highest price in sight.

    >>> Range(100.0, 200.0).percent(150.0), Range(100.0, 200.0).name(158.0)
    (50.0, 'premium')
    >>> Range(100.0, 100.0).percent(100.0)
    50.0
    """

    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    def percent(self, price: float) -> float:
        """0 at the low, 100 at the high; a flat range stands at its middle."""
        if self.high <= self.low:
            return 50.0
        return (price - self.low) / (self.high - self.low) * 100

    def name(self, price: float) -> str:
        """Premium above the middle, discount below, equilibrium within 2.5 % of it."""
        place = self.percent(price) - 50
        if abs(place) <= 2.5:  # noqa: PLR2004  # the middle twentieth, as the literature draws it
            return "equilibrium"
        return "premium" if place > 0 else "discount"


def draw_range(canvas: Canvas, theme: Theme, span: Range, scale: LinearScale, pane: Rect) -> None:
    """Faint tints above and below the middle, and the middle itself."""
    top, middle, foot = scale(span.high), scale(span.middle), scale(span.low)
    # Mixed by hand because nothing but the panel is under it: an opaque fill costs a tenth.
    above, below = (blend(theme.panel, tint, _TINT) for tint in (theme.down, theme.up))
    canvas.fill(Rect(pane.left, top, pane.right, middle), above)
    canvas.fill(Rect(pane.left, middle, pane.right, foot), below)
    line = Dashes(colour=theme.muted, on=10, off=6, alpha=0.6)
    canvas.dashes(middle, pane.left, pane.right, line)


def draw_ruler(
    canvas: Canvas, theme: Theme, span: Range, axis: PriceAxis, pane: Rect
) -> tuple[float, ...]:
    """A strip at the pane's edge from premium to discount; returns the heights of its words."""
    top, foot = round(axis.scale(span.high)), round(axis.scale(span.low))
    height = max(1, foot - top)
    share = np.linspace(0, 1, height)[:, None]
    colours = np.array(theme.down) * (1 - share) + np.array(theme.up) * share
    strip = np.full((height, _WIDE, 4), 255, dtype=np.uint8)
    strip[..., :3] = np.rint(colours).astype(np.uint8)[:, None, :]
    canvas.paste(round(pane.right), top, strip)
    return tuple(_draw_words(canvas, theme, span, axis, pane))


def _draw_words(
    canvas: Canvas, theme: Theme, span: Range, axis: PriceAxis, pane: Rect
) -> list[float]:
    drawn = []
    ends = (("premium", span.high, theme.down), ("discount", span.low, theme.up))
    for word, value, colour in ends:
        y = axis.scale(value)
        # The last price may stand at the very end of the range; its tag says more than the word.
        if abs(y - axis.scale(axis.tag)) >= _CLEAR:
            base = y + _WORD.cap_height / 2
            canvas.write(word, (pane.right + 16, base), _WORD, colour)
            drawn.append(y)
    return drawn
