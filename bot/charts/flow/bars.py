"""The lower pane of a flow picture: to exchanges up, from exchanges down, the net as a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.flow.flows import Flows
from bot.charts.kit.axis import LABEL, TimeAxis
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.labels import Places
from bot.charts.kit.look import Look
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale, multiples, nice_step
from bot.charts.kit.text import SEMIBOLD, Font, ink, width
from bot.charts.theme import Colour

STRIP: Final = 44
"""Pixels above and below the scale: words stand there and bars do not."""

_WORD: Final = Font(23, SEMIBOLD)
_NOTE: Final = Font(22)
_TORN: Final = Font(22, SEMIBOLD)
_NET: Final = 3.0
_RIM: Final = 6.0
_WIDEST: Final = 48.0
_SHARE: Final = 0.76
_CLEAR: Final = 30
_MARKS: Final = 6
_UNKNOWN: Final = "no data"
_NOTHING: Final = "no labelled flow in this window"
_UP: Final = "\N{BLACK UP-POINTING TRIANGLE}"
_DOWN: Final = "\N{BLACK DOWN-POINTING TRIANGLE}"


def flow_scale(flows: Flows, pane: Rect) -> LinearScale:
    """Dollars onto the pane, zero somewhere inside, a strip for words free at both ends."""
    return LinearScale(*flows.bounds(), pane.bottom - STRIP, pane.top + STRIP)


def axis_words(scale: LinearScale, look: Look) -> list[tuple[float, str]]:
    """Round amounts and their words, signed: what leaves exchanges counts below zero."""
    step = nice_step((scale.high - scale.low) / _MARKS)
    if f"{step:e}".startswith("2.5"):
        # "$12.5M" is written "$12M", which would be another place.
        step = nice_step(step * 1.01)
    marks = multiples(step, scale.low, scale.high)
    return [(mark, look.numbers.usd(mark, signed=True)) for mark in marks]


@dataclass(frozen=True, slots=True)
class FlowBars:
    """Draws one flow's pane; `x` and `y` are its scales."""

    canvas: Canvas
    look: Look
    flows: Flows
    pane: Rect
    x: TimeAxis
    y: LinearScale

    def draw(self, whose: str) -> None:
        """Bars, line and words; `whose` is "exchanges" or the name of one."""
        theme, canvas = self.look.theme, self.canvas
        canvas.fill(self.pane, theme.panel)
        places = Places(self.pane.grown(-6))
        if self.flows.some:
            for mark, _ in axis_words(self.y, self.look):
                y = self.y(mark)
                canvas.fill(Rect(self.pane.left, y, self.pane.right, y + 1), theme.grid)
        self._draw_unknown(places)
        self._draw_bars()
        zero = round(self.y(0))
        canvas.fill(Rect(self.pane.left, zero, self.pane.right, zero + 1), theme.faint)
        self._draw_net()
        self._draw_sides(whose, places)
        if self.flows.some:
            self._draw_torn(places)
        elif self.flows.known.any():
            at = self.pane.centre_x, zero - 14
            canvas.write(_NOTHING, at, _NOTE, theme.muted, across="middle", halo=theme.panel)

    def draw_axis(self, left: float) -> None:
        """Amounts beside the pane, none in the strips of words."""
        if not self.flows.some:
            return
        for mark, words in axis_words(self.y, self.look):
            base = self.y(mark) + LABEL.cap_height / 2
            if self.pane.top + _CLEAR / 2 <= base - LABEL.cap_height:
                self.canvas.write(words, (left, base), LABEL, self.look.theme.muted)

    def _draw_unknown(self, places: Places) -> None:
        """Hatched where nobody watched, and named where the words fit."""
        theme, step = self.look.theme, self.flows.bucket_s
        for start, end in self.flows.unknown_runs():
            left, right = (round(self.x.scale(place * step)) for place in (start, end))
            box = Rect(left, self.pane.top, right, self.pane.bottom)
            self.canvas.fill(box, theme.panel)
            self.canvas.hatch(box, theme.hatch)
            if box.width > width(_UNKNOWN, _NOTE) + 16:
                at = box.centre_x, self.pane.top + STRIP + 30
                places.occupy(
                    self.canvas.write(
                        _UNKNOWN, at, _NOTE, theme.muted, across="middle", halo=theme.panel
                    )
                )

    def _span(self, bucket: int) -> tuple[float, float]:
        left, right = (self.x.scale((bucket + at) * self.flows.bucket_s) for at in (0, 1))
        wide = min((right - left) * _SHARE, _WIDEST)
        middle = (left + right) / 2
        return round(middle - wide / 2), max(round(middle + wide / 2), round(middle - wide / 2) + 2)

    def _bars(self) -> Iterator[tuple[int, float, Colour]]:
        """Bucket, signed dollars and colour of every bar; what comes in may be sold: red."""
        for signed, colour in (
            (self.flows.inflow, self.look.theme.down),
            (-self.flows.outflow, self.look.theme.up),
        ):
            for bucket in np.flatnonzero(np.nan_to_num(signed)).tolist():
                yield bucket, float(signed[bucket]), colour

    def _draw_bars(self) -> None:
        zero = round(self.y(0))
        for bucket, usd, colour in self._bars():
            left, right = self._span(bucket)
            end = round(self.y(self._clipped(usd)))
            box = Rect(left, min(end, zero - 1), right, zero)
            if usd < 0:
                box = Rect(left, zero + 1, right, max(end, zero + 2))
            if self.flows.open_last and bucket == len(self.flows) - 1:
                self._draw_open(box, colour, outer=box.top if usd > 0 else box.bottom - 2)
            else:
                self.canvas.fill(box, colour, 0.9)

    def _draw_open(self, box: Rect, colour: Colour, outer: float) -> None:
        """A bar that may still change: striped, with its end and sides drawn."""
        self.canvas.fill(box, colour, 0.2)
        self.canvas.hatch(box, colour)
        self.canvas.fill(Rect(box.left, outer, box.right, outer + 2), colour)
        for left in (box.left, box.right - 2):
            self.canvas.fill(Rect(left, box.top, left + 2, box.bottom), colour)

    def _tear(self, bucket: int, *, up: bool) -> None:
        """A jagged cut through a bar and the line on it, near their end."""
        left, right = self._span(bucket)
        end, inward = (self.y.end, 1) if up else (self.y.start, -1)
        xs = np.linspace(left - 7, right + 7, 7)
        ys = end + inward * np.array([10.0, 17.0, 10.0, 17.0, 10.0, 17.0, 10.0])
        self.canvas.curves.line(np.column_stack([xs, ys]), self.look.theme.panel, 6)

    def _clipped(self, usd: float) -> float:
        return min(max(usd, self.y.low), self.y.high)

    def _draw_net(self) -> None:
        if not self.flows.some:
            return
        points = self._steps()
        theme = self.look.theme
        self.canvas.curves.line(points, theme.halo, _RIM, alpha=0.7)
        self.canvas.curves.line(points, theme.line, _NET)

    def _steps(self) -> npt.NDArray[np.float64]:
        """Two points a bucket; the pen is lifted where nobody watched."""
        net = np.clip(self.flows.net, self.y.low, self.y.high)
        edges = self.x.scale(np.arange(len(net) + 1, dtype=np.float64) * self.flows.bucket_s)
        xs = np.column_stack([edges[:-1], edges[1:]]).ravel()
        return np.column_stack([xs, np.repeat(self.y(net), 2)])

    def _draw_sides(self, whose: str, places: Places) -> None:
        theme, pane = self.look.theme, self.pane
        left = pane.left + 12
        top, foot = pane.top + 30, pane.bottom - 14
        to = self._write(f"{_UP} to {whose}", (left, top), _WORD, theme.down)
        away = self._write(f"{_DOWN} from {whose}", (left, foot), _WORD, theme.up)
        places.occupy(to, away)
        if self.flows.some:
            net = f"net per {self.look.numbers.span(self.flows.bucket_s)}"
            box = ink(net, _NOTE, 0, 0)
            start = pane.right - 12 - box.right
            words = self._write(net, (start, foot), _NOTE, theme.text)
            y = foot - _NOTE.cap_height / 2
            line = np.array([(start - 40, y + 5), (start - 26, y + 5), (start - 26, y - 5),
                             (start - 12, y - 5)])  # fmt: skip
            self.canvas.curves.line(line, theme.line, _NET)
            places.occupy(words, Rect(start - 44, y - 10, start, y + 10))

    def _draw_torn(self, places: Places) -> None:
        """Every bar that is longer than the scale is torn, its amount stands at its end."""
        cut = [(b, usd) for b, usd, _ in self._bars() if self._clipped(usd) != usd]
        for bucket, usd in sorted(cut, key=lambda one: (-abs(one[1]), one[0])):
            self._tear(bucket, up=usd > 0)
            words = self.look.numbers.usd(usd, signed=True)
            shape = ink(words, _TORN, 0, 0)
            left, right = self._span(bucket)
            middle = (left + right) / 2
            top = self.pane.top + 14 if usd > 0 else self.pane.bottom - 14 - shape.height
            starts = (middle - shape.width / 2, right - shape.width, left, middle - shape.width)
            box = places.find([Rect(x, top, x + shape.width, top + shape.height) for x in starts])
            if box is not None:
                at = box.left - shape.left, box.top - shape.top
                self._write(words, at, _TORN, self.look.theme.text)

    def _write(self, words: str, at: tuple[float, float], font: Font, colour: Colour) -> Rect:
        return self.canvas.write(words, at, font, colour, halo=self.look.theme.panel)
