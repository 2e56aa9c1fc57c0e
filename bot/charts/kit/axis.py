"""Axes: prices at the right of a pane, times under it, and the tag of the last price."""

from dataclasses import dataclass
from typing import Final

from bot.charts.kit.canvas import Canvas, Dashes
from bot.charts.kit.look import Look
from bot.charts.kit.moments import NS, Times
from bot.charts.kit.numbers import ENGLISH, Numbers
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale, multiples, nice_step, tick_decimals, time_ticks
from bot.charts.kit.text import MEDIUM, SEMIBOLD, Font, width
from bot.charts.theme import Theme

LABEL: Final = Font(24)
TAG: Final = Font(27, SEMIBOLD)

_MINUTE_S: Final = 60
_SECONDS: Final = "00:00:00"
_PRICES: Final = 9
_TIMES: Final = 6
_TIME_GAP: Final = 36
_EDGE: Final = 10
"""Pixels from the end of the scale within which a price would stick out of the pane."""
_CLEAR: Final = 40
"""Pixels around the tag in which no other price is written."""


@dataclass(frozen=True, slots=True)
class PriceAxis:
    """The round prices of a vertical scale, in words of one width; `tag` is the last price.

    >>> axis = PriceAxis(LinearScale(97250, 98800, 1000, 200), 98068.3, 1)
    >>> axis.words[0], axis.tag_words
    ('97,400', '98,068')
    """

    scale: LinearScale
    tag: float
    decimals: int
    """The instrument's own, which the tag does not exceed."""
    numbers: Numbers = ENGLISH

    @property
    def step(self) -> float:
        """Between two prices written: round, and never finer than the instrument's own tick."""
        step = nice_step(max((self.scale.high - self.scale.low) / _PRICES, 10.0**-self.decimals))
        while tick_decimals(step) > self.decimals:
            step = nice_step(step * 1.01)
        return step

    @property
    def marks(self) -> list[float]:
        return multiples(self.step, self.scale.low, self.scale.high)

    @property
    def words(self) -> list[str]:
        return [self.numbers.price(mark, tick_decimals(self.step)) for mark in self.marks]

    @property
    def tag_words(self) -> str:
        """To a hundredth of a step: finer would not be seen in the picture."""
        return self.numbers.price(self.tag, min(self.decimals, tick_decimals(self.step / 100)))

    @property
    def room(self) -> float:
        """Pixels the column takes, gaps included."""
        widest = max([width(word, LABEL) for word in self.words], default=0)
        return max(widest + 28, width(self.tag_words, TAG) + 32)

    def draw_grid(self, canvas: Canvas, theme: Theme, pane: Rect) -> None:
        for mark in self.marks:
            y = self.scale(mark)
            canvas.fill(Rect(pane.left, y, pane.right, y + 1), theme.grid)

    def draw_words(
        self, canvas: Canvas, theme: Theme, left: float, avoid: tuple[float, ...] = ()
    ) -> None:
        """The prices, from `left`; none within 40 px of the tag or of the heights in `avoid`."""
        for mark, word in zip(self.marks, self.words, strict=True):
            y = self.scale(mark)
            clear = all(abs(y - other) >= _CLEAR for other in (self.scale(self.tag), *avoid))
            if clear and self.scale.end + _EDGE <= y <= self.scale.start - _EDGE:
                canvas.write(word, (left, y + LABEL.cap_height / 2), LABEL, theme.muted)

    def draw_tag(self, canvas: Canvas, theme: Theme, pane: Rect, left: float) -> Rect:
        """The last price: dashed across the pane, and in a tag beside it."""
        y = self.scale(self.tag)
        dashes = Dashes(colour=theme.text, alpha=0.55)
        canvas.dashes(y, pane.left, pane.right, dashes)
        return draw_tag(canvas, theme, self.tag_words, left, y)


def draw_tag(canvas: Canvas, theme: Theme, words: str, left: float, y: float) -> Rect:
    """The words in a pill that begins at `left` and is centred on `y`."""
    box = Rect(left, y - 23, left + width(words, TAG) + 20, y + 23)
    canvas.curves.pill(box, theme.tag)
    base = y + TAG.cap_height / 2
    canvas.write(words, (left + 10, base), TAG, theme.tag_text, ground=theme.tag)
    return box


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Round times under a pane; `scale` takes seconds since `origin_ns`, so floats stay exact."""

    scale: LinearScale
    origin_ns: int

    def x(self, at_ns: int) -> float:
        return self.scale((int(at_ns) - self.origin_ns) / NS)

    def draw(self, canvas: Canvas, look: Look, pane: Rect, base: float) -> None:
        """Times centred under their places, midnight as a brighter date; none sticks out."""
        first = self.origin_ns + int(self.scale.low * NS)
        last = self.origin_ns + int(self.scale.high * NS)
        step, marks = time_ticks(first, last, _TIMES, look.times)
        if step < _MINUTE_S:
            # Seconds make the words longer: as many as stand apart.
            room = int(pane.width / (width(_SECONDS, LABEL) + _TIME_GAP))
            step, marks = time_ticks(first, last, room, look.times)
        for mark in marks:
            word, midnight = time_words(mark, step, look.times)
            font = Font(LABEL.size, MEDIUM) if midnight else LABEL
            half = width(word, font) / 2
            if pane.left <= self.x(mark) - half and self.x(mark) + half <= pane.right:
                colour = look.theme.text if midnight else look.theme.muted
                canvas.write(word, (self.x(mark), base), font, colour, across="middle")


def time_words(at_ns: int, step_s: int, times: Times) -> tuple[str, bool]:
    """A mark's words (seconds only when marks are closer than a minute), and if it is midnight."""
    if times.is_midnight(at_ns):
        return times.day(at_ns), True
    return (times.clock_seconds(at_ns) if step_s < _MINUTE_S else times.clock(at_ns)), False
