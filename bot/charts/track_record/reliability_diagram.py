"""The reliability diagram: chances said across, what happened upwards, and how many under it."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.kit.canvas import Across, Canvas
from bot.charts.kit.header import MARGIN
from bot.charts.kit.labels import Places
from bot.charts.kit.look import Look
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale
from bot.charts.kit.text import Font, shortened, width
from bot.charts.theme import Theme
from core.reliability import Reliability

Points = npt.NDArray[np.float64]

_TICK: Final = Font(22)
_QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_HISTOGRAM: Final = (8, 56)
"""Pixels between the square and the histogram under it, and the histogram's height."""
_DOTS: Final = (5.0, 11.0)
"""Radii of the smallest and the largest bin."""
BAND: Final = 0.24
COLUMN: Final = 0.75
"""Opacities of the band and of the histogram's columns."""
_THINNEST: Final = 3.0
_CAP: Final = 5
_EVENT_BEYOND: Final = 40
"""Pixels that the name of the event may reach beyond the square."""
_DIAGONAL_DOTS: Final = 64
DOT: Final = 3.0
"""How wide a dot of the diagonal is."""
_CORNERS: Final = (("more often", "than said"), ("less often", "than said"))


@dataclass(frozen=True, slots=True)
class Diagram:
    """Draws into a square `pane`; the histogram and the words of both axes stand around it."""

    canvas: Canvas
    look: Look
    pane: Rect

    @property
    def theme(self) -> Theme:
        return self.look.theme

    @property
    def x(self) -> LinearScale:
        return LinearScale(0, 1, self.pane.left, self.pane.right)

    @property
    def y(self) -> LinearScale:
        return LinearScale(0, 1, self.pane.bottom, self.pane.top)

    @property
    def foot(self) -> Rect:
        """The histogram's pane."""
        top = self.pane.bottom + _HISTOGRAM[0]
        return Rect(self.pane.left, top, self.pane.right, top + _HISTOGRAM[1])

    def draw(self, record: Reliability | None, event: str) -> None:
        """The whole diagram; hatched where nothing has been resolved yet.

        `event` says what happened or did not.
        """
        self._draw_frame()
        self._draw_names(event)
        if record is None:
            for pane in (self.pane, self.foot):
                self.canvas.hatch(pane, self.theme.hatch)
            at = self.pane.centre_x, self.pane.centre_y
            halo = self.theme.halo
            words = "no forecast has been resolved yet"
            self.canvas.write(words, at, _TICK, self.theme.text, across="middle", halo=halo)
            return
        self._draw_band(record)
        self._draw_diagonal()
        taken = [*self._draw_steps(record), *self._draw_dots(record)]
        self._draw_corners(taken)
        self._draw_histogram(record.histogram)

    def _draw_frame(self) -> None:
        canvas, theme = self.canvas, self.theme
        for pane in (self.pane, self.foot):
            canvas.fill(pane, theme.panel)
        base = self.foot.bottom + 30
        for share in _QUARTERS:
            x, y = self.x(share), self.y(share)
            canvas.fill(Rect(self.pane.left, y, self.pane.right, y + 1), theme.grid)
            canvas.fill(Rect(x, self.pane.top, x + 1, self.pane.bottom), theme.grid)
            words = self.look.numbers.percent(share * 100, decimals=0, signed=False)
            left = self.pane.left - 10, y + _TICK.cap_height / 2
            canvas.write(words, left, _TICK, theme.muted, across="right")
            canvas.write(words, (x, base), _TICK, theme.muted, across="middle")

    def _draw_names(self, event: str) -> None:
        """Of the axes: what happened, upwards, and what was said, across."""
        canvas, theme, above = self.canvas, self.look.theme, self.pane.top - 20
        canvas.write("said", (MARGIN, self.foot.bottom + 30), _TICK, theme.text)
        name = canvas.write("happened:", (MARGIN, above), _TICK, theme.text)
        room = self.pane.right + _EVENT_BEYOND - name.right - 7
        canvas.write(shortened(event, _TICK, room), (name.right + 7, above), _TICK, theme.muted)

    def _draw_band(self, record: Reliability) -> None:
        """Where the line of a perfectly calibrated forecaster lies nine times out of ten."""
        low, high = self.y(record.band_low), self.y(record.band_high)
        x = self.x(record.said)
        if len(x) == 1:
            x, low, high = np.array([x[0] - _THINNEST, x[0] + _THINNEST]), low[[0, 0]], high[[0, 0]]
        # A band that is no higher than a hair is still there.
        thin = np.maximum(0.0, _THINNEST - (low - high)) / 2
        shape = np.column_stack([np.r_[x, x[::-1]], np.r_[high - thin, (low + thin)[::-1]]])
        self.canvas.curves.polygon(shape, self.theme.muted, alpha=BAND)

    def _draw_diagonal(self) -> None:
        at = np.linspace(0, 1, _DIAGONAL_DOTS)
        dots = dotted(np.column_stack([self.x(at), self.y(at)]))
        self.canvas.curves.line(dots, self.theme.muted, DOT)

    def _draw_steps(self, record: Reliability) -> list[Rect]:
        """The recalibrated share as steps that change midway between two forecasts."""
        steps = _steps(self.x(record.said), self.y(record.happened))
        self.canvas.curves.line(steps, self.theme.halo, 6, alpha=0.8)
        self.canvas.curves.line(steps, self.theme.accent, 3.2)
        runs = zip(steps[:-1].tolist(), steps[1:].tolist(), strict=True)
        return [_box(one, other) for one, other in runs]

    def _draw_dots(self, record: Reliability) -> list[Rect]:
        """Bins of as many forecasts each: area by how many, and Wilson's 95 % interval."""
        most = max(each.happened.n for each in record.bins)
        boxes = []
        for each in record.bins:
            x = self.x(each.said)
            top, foot = (self.y(end) for end in reversed(each.happened.interval()))
            bar = Rect(x - 1, top, x + 1, foot)
            self.canvas.fill(bar, self.theme.text, 0.8)
            for y in (top, foot):
                self.canvas.fill(Rect(x - _CAP, y - 1, x + _CAP, y + 1), self.theme.text, 0.8)
            radius = max(_DOTS[0], _DOTS[1] * (each.happened.n / most) ** 0.5)
            spot = x, self.y(each.happened.share)
            rim = (self.theme.panel, 2.0)
            self.canvas.curves.disc(spot, radius, self.theme.text, rim=rim)
            boxes.append(bar.grown(radius))
        return boxes

    def _draw_corners(self, taken: list[Rect]) -> None:
        """Which side of the diagonal is which, where the record leaves room."""
        places = Places(self.pane.grown(-8))
        places.occupy(*taken)
        pane, wide, high = self.pane.grown(-16), width(_CORNERS[0][0], _TICK), 46.0
        upper = Rect(pane.left, pane.top, pane.left + wide, pane.top + high)
        lower = Rect(pane.right - wide, pane.bottom - high, pane.right, pane.bottom)
        for lines, box in zip(_CORNERS, (upper, lower), strict=True):
            if places.find([box]) is None:
                continue
            for line, base in zip(lines, (box.top + 17, box.bottom - 3), strict=True):
                at = box.left if box is upper else box.right, base
                across: Across = "left" if box is upper else "right"
                ink, ground = self.theme.faint, self.theme.panel
                self.canvas.write(line, at, _TICK, ink, across=across, ground=ground)

    def _draw_histogram(self, counts: tuple[int, ...]) -> None:
        most, foot = max(counts), self.foot
        wide = foot.width / len(counts)
        for place, count in enumerate(counts):
            if count:
                left, tall = foot.left + wide * place, max(2.0, (foot.height - 4) * count / most)
                bar = Rect(left + 1, foot.bottom - tall, left + wide - 1, foot.bottom)
                self.canvas.fill(bar, self.theme.accent, COLUMN)


def _steps(x: Points, y: Points) -> Points:
    """A level line at each height, with upright ones midway between two of them."""
    if len(x) == 1:
        return np.array([(x[0] - 10, y[0]), (x[0] + 10, y[0])])
    rises = np.flatnonzero(np.diff(y))
    middle = (x[rises + 1] + x[rises]) / 2
    edges = np.r_[x[0], np.repeat(middle, 2), x[-1]]
    return np.column_stack([edges, np.repeat(y[np.r_[rises, -1]], 2)])


def dotted(points: Points) -> Points:
    """A line that a round pen draws as a dot at each point: one path costs a tenth of many discs.

    >>> dotted(np.array([(0.0, 0.0), (9.0, 9.0)])).shape
    (6, 2)
    """
    touch, lifted = points + np.array([0.01, 0.0]), np.full_like(points, np.nan)
    return np.stack([points, touch, lifted], axis=1).reshape(-1, 2)


def _box(one: list[float], other: list[float]) -> Rect:
    xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Rect(xs[0], ys[0], xs[1], ys[1]).grown(4)
