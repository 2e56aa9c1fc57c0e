"""Premium and discount: where in the dealing range the price stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.charts.kit import checks
from bot.charts.kit.axis import PriceAxis
from bot.charts.kit.canvas import Canvas, Dashes
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale
from bot.charts.kit.text import MEDIUM, Font
from bot.charts.theme import Colour, Theme, blend

_WORD: Final = Font(23, MEDIUM)
_WIDE: Final = 6
_TINT: Final = 0.05
_CLEAR: Final = 36
_EDGE: Final = 12
"""Pixels from the pane's edge at which a word stands when its end of the range is out of sight."""


@dataclass(frozen=True, slots=True)
class Range:
    """The dealing range: from the last swing low to the last swing high, or beyond by a wick.

    >>> Range(100.0, 200.0).percent(150.0), Range(100.0, 200.0).name(158.0)
    (50.0, 'premium')
    >>> Range(100.0, 100.0).percent(100.0)
    50.0
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        checks.prices([self.low, self.high], "the ends of a range")
        if self.low > self.high:
            message = f"a range ends above its beginning, not {self.low} to {self.high}"
            raise ValueError(message)

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
    """Faint tints above and below the middle, and the middle itself, as far as in sight."""
    top, middle, foot = (
        min(max(scale(price), pane.top), pane.bottom)
        for price in (span.high, span.middle, span.low)
    )
    # Mixed by hand because nothing but the panel is under it: an opaque fill costs a tenth.
    above, below = (blend(theme.panel, tint, _TINT) for tint in (theme.down, theme.up))
    canvas.fill(Rect(pane.left, top, pane.right, middle), above)
    canvas.fill(Rect(pane.left, middle, pane.right, foot), below)
    if pane.top < middle < pane.bottom:
        line = Dashes(colour=theme.muted, on=10, off=6, alpha=0.6)
        canvas.dashes(middle, pane.left, pane.right, line)


def draw_ruler(
    canvas: Canvas, theme: Theme, span: Range, axis: PriceAxis, pane: Rect
) -> tuple[float, ...]:
    """A strip at the pane's edge from premium to discount; returns the heights of its words.

    What of the range is out of sight is cut off: the colours that are left still say where in it
    the prices beside them lie.
    """
    top, foot = axis.scale(span.high), axis.scale(span.low)
    first, last = max(round(top), round(pane.top)), min(round(foot), round(pane.bottom))
    if last <= first:
        return ()
    share = ((np.arange(first, last) + 0.5 - top) / (foot - top))[:, None]
    colours = np.array(theme.down) * (1 - share) + np.array(theme.up) * share
    strip = np.full((last - first, _WIDE, 4), 255, dtype=np.uint8)
    strip[..., :3] = np.rint(np.clip(colours, 0, 255)).astype(np.uint8)[:, None, :]
    canvas.paste(round(pane.right), first, strip)
    middle = axis.scale(span.middle)
    ends = []
    if middle > pane.top + _CLEAR:
        ends.append(("premium", max(first, round(pane.top) + _EDGE), theme.down))
    if middle < pane.bottom - _CLEAR:
        ends.append(("discount", min(last, round(pane.bottom) - _EDGE), theme.up))
    return tuple(_draw_words(canvas, ends, axis.scale(axis.tag), pane.right + 16))


def _draw_words(
    canvas: Canvas, ends: list[tuple[str, int, Colour]], tag: float, left: float
) -> Iterator[float]:
    for word, y, colour in ends:
        # The last price may stand at the very end of the range; its tag says more than the word.
        if abs(y - tag) >= _CLEAR:
            canvas.write(word, (left, y + _WORD.cap_height / 2), _WORD, colour)
            yield float(y)
