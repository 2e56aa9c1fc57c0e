"""The running result of every signal taken, over the band of what luck alone gives."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.kit.axis import TimeAxis
from bot.charts.kit.canvas import Canvas, Dashes
from bot.charts.kit.labels import spread
from bot.charts.kit.look import Look
from bot.charts.kit.moments import NS
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale, padded
from bot.charts.kit.text import SEMIBOLD, Font, width
from core.luck import Running

Floats = npt.NDArray[np.float64]

_NOTE: Final = Font(22)
_END: Final = Font(25, SEMIBOLD)
_BAND: Final = 0.24
_GAP: Final = 12
_APART: Final = 27


@dataclass(frozen=True, slots=True)
class _End:
    """The last value of a line, in words beside it."""

    value: float
    words: str
    font: Font


@dataclass(frozen=True, slots=True)
class RunningLine:
    """Draws into `frame`: the pane at its left, where the lines ended at its right."""

    canvas: Canvas
    look: Look
    frame: Rect
    result: Running

    @property
    def ends(self) -> list[_End]:
        """The result's own end and those of luck, the highest first."""
        percent, result = self.look.numbers.percent, self.result
        luck = [float(side[-1]) for side in (result.high, result.low)]
        ends = [_End(value, f"{percent(value, decimals=0)} luck", _NOTE) for value in luck]
        own = float(result.total[-1])
        return sorted(
            [*ends, _End(own, percent(own, decimals=0), _END)], key=lambda end: -end.value
        )

    @property
    def pane(self) -> Rect:
        room = max(width(end.words, end.font) for end in self.ends) + _GAP
        frame = self.frame
        return Rect(frame.left, frame.top, round(frame.right - room), frame.bottom)

    @property
    def y(self) -> LinearScale:
        """One scale for wins and losses, with zero in sight."""
        columns = (self.result.total, self.result.low, self.result.high)
        low = min(0.0, *(float(each.min()) for each in columns))
        high = max(0.0, *(float(each.max()) for each in columns))
        return LinearScale(*padded(low, high, 0.06), self.frame.bottom, self.frame.top)

    @property
    def times(self) -> TimeAxis:
        first, last = int(self.result.times_ns[0]), int(self.result.times_ns[-1])
        seconds = max(1.0, (last - first) / NS)
        pane = self.pane
        return TimeAxis(LinearScale(0, seconds, pane.left, pane.right - 4), first)

    def draw(self, base: float) -> None:
        """Band, zero, line and ends; dates on the baseline `base`."""
        canvas, theme, pane, result = self.canvas, self.look.theme, self.pane, self.result
        canvas.fill(pane, theme.panel)
        x = self.times.scale((result.times_ns - int(result.times_ns[0])) / NS)
        total, low, high = (self.y(each) for each in (result.total, result.low, result.high))
        if len(x) == 1:
            # A single result is a short level line, so that it is seen at all.
            x, total, low, high = (np.repeat(each, 2) for each in (x, total, low, high))
            x[1] += _GAP
        band = np.column_stack([np.r_[x, x[::-1]], np.r_[high, low[::-1]]])
        canvas.curves.polygon(band, theme.muted, alpha=_BAND)
        zero = Dashes(colour=theme.muted, on=6, off=6, thick=2)
        canvas.dashes(self.y(0.0) - 1, pane.left, pane.right, zero)
        canvas.curves.line(np.column_stack([x, total]), theme.line, 2.8)
        self.times.draw(canvas, self.look, pane, base)
        self._draw_ends(pane.right + _GAP)

    def _draw_ends(self, left: float) -> None:
        theme, ends = self.look.theme, self.ends
        top, foot = self.frame.top + 12, self.frame.bottom - 12
        places = spread([self.y(end.value) for end in ends], _APART, top, foot)
        for end, place in zip(ends, places, strict=True):
            own = end.font == _END
            colour = theme.side(self.result.beaten) if own else theme.muted
            self.canvas.write(end.words, (left, place + end.font.cap_height / 2), end.font, colour)


def draw_no_result(canvas: Canvas, look: Look, frame: Rect) -> None:
    """Hatched: there is nothing to add up yet."""
    canvas.hatch(frame, look.theme.hatch)
    at, halo = (frame.centre_x, frame.centre_y + 8), look.theme.halo
    canvas.write("no result yet", at, _NOTE, look.theme.text, across="middle", halo=halo)
