"""Candles and their volume, on whole pixels."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.kit import checks
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale
from bot.charts.theme import Theme

Floats = npt.NDArray[np.float64]

_THINNEST: Final = 8
_WIDEST: Final = 22
_GAP: Final = 2
_WICK: Final = 2
_VOLUME_ALPHA: Final = 0.55


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candles:
    """Columns of one length, oldest first.

    Times are UTC nanoseconds of the opening; volume is in any unit.

    Raises
    ------
    ValueError
        There are none, times do not rise, a price is not positive, volume is negative, or a
        candle's high is below its low, open or close.
    """

    open_time_ns: npt.NDArray[np.int64]
    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats

    def __post_init__(self) -> None:
        if not len(self.open_time_ns):
            message = "no candles to draw"
            raise ValueError(message)
        checks.same_length("the columns of candles", *self._columns())
        checks.times(self.open_time_ns, "opening times")
        for name in ("open", "high", "low", "close"):
            checks.prices(getattr(self, name), f"the candles' {name} prices")
        checks.amounts(self.volume, "volumes")
        inside = (self.high >= np.maximum(self.open, self.close)) & (
            self.low <= np.minimum(self.open, self.close)
        )
        if not inside.all():
            message = f"candle {int(np.argmin(inside))} opens or closes outside its high and low"
            raise ValueError(message)

    def _columns(self) -> list[npt.NDArray[np.generic]]:
        return [self.open_time_ns, self.open, self.high, self.low, self.close, self.volume]

    def __len__(self) -> int:
        return len(self.open_time_ns)

    def since(self, first: int) -> "Candles":
        """The candles from the index `first` on."""
        return Candles(
            open_time_ns=self.open_time_ns[first:],
            open=self.open[first:],
            high=self.high[first:],
            low=self.low[first:],
            close=self.close[first:],
            volume=self.volume[first:],
        )

    @property
    def bar_ns(self) -> int:
        """The time one candle takes: the usual distance of two; a minute when there is only one."""
        if len(self) == 1:
            return 60 * 10**9
        return int(np.median(np.diff(self.open_time_ns)))


@dataclass(frozen=True, slots=True)
class Slots:
    """Places of candles in a pane: of one width, by time, the newest at the right before a gutter.

    A missing candle leaves its place empty, so that a gap in the data is seen as one.
    """

    right: float
    """The right edge of the newest candle's place."""
    step: int
    newest_ns: int
    bar_ns: int

    @classmethod
    def fit(cls, candles: Candles, pane: Rect, gutter: float) -> "Slots":
        """Places as wide as the pane allows, 8 to 22 pixels."""
        bar, newest = candles.bar_ns, int(candles.open_time_ns[-1])
        count = (newest - int(candles.open_time_ns[0])) // bar + 1
        room = int(pane.width - gutter)
        step = max(_THINNEST, min(_WIDEST, room // count))
        return cls(round(pane.right - gutter), step, newest, bar)

    def left(self, at_ns: int) -> float:
        """The left edge of the place a time falls into."""
        return self.right - self.step * ((self.newest_ns - int(at_ns)) // self.bar_ns + 1)

    def middle(self, at_ns: int) -> float:
        return self.left(at_ns) + self.body / 2

    @property
    def body(self) -> int:
        """Pixels a candle's body is wide."""
        return self.step - max(_GAP, round(self.step * 0.28))

    def first_visible(self, candles: Candles, pane: Rect) -> int:
        """The index of the oldest candle that still fits."""
        room = int((self.right - pane.left) // self.step)
        oldest = self.newest_ns - (room - 1) * self.bar_ns
        return int(np.searchsorted(candles.open_time_ns, oldest))

    def gaps(self, candles: Candles) -> list[tuple[float, float]]:
        """Left and right edges of runs of missing candles."""
        holes = np.flatnonzero(np.diff(candles.open_time_ns) > 1.5 * self.bar_ns)
        times = candles.open_time_ns
        return [(self.left(times[i]) + self.step, self.left(times[i + 1])) for i in holes]


def candle_boxes(candles: Candles, slots: Slots, scale: LinearScale) -> list[Rect]:
    """Of each candle its wick, two pixels wide, and its body, at least two high."""
    boxes: list[Rect] = []
    tops, bottoms = scale(candles.high), scale(candles.low)
    opens, closes = scale(candles.open), scale(candles.close)
    for i, at in enumerate(candles.open_time_ns):
        left = slots.left(at)
        stem = left + slots.body // 2 - _WICK // 2
        head, foot = sorted((round(opens[i]), round(closes[i])))
        boxes.append(Rect(stem, tops[i], stem + _WICK, max(bottoms[i], tops[i] + 1)))
        boxes.append(Rect(left, head, left + slots.body, max(foot, head + 2)))
    return boxes


def draw_candles(
    canvas: Canvas, theme: Theme, candles: Candles, slots: Slots, scale: LinearScale
) -> list[Rect]:
    """Draw wicks and bodies; gives back the boxes covered."""
    boxes = candle_boxes(candles, slots, scale)
    for i, rising in enumerate(candles.close >= candles.open):
        for box in boxes[2 * i : 2 * i + 2]:
            canvas.fill(box, theme.side(bool(rising)))
    return boxes


def draw_volume(canvas: Canvas, theme: Theme, candles: Candles, slots: Slots, pane: Rect) -> None:
    """Bars from the foot of the pane, the largest as high as the pane less four pixels."""
    largest = float(candles.volume.max())
    if not largest:
        return
    for at, rising, share in zip(
        candles.open_time_ns,
        candles.close >= candles.open,
        candles.volume / largest,
        strict=True,
    ):
        left, top = slots.left(at), pane.bottom - max(1, share * (pane.height - 4))
        bar = Rect(left, top, left + slots.body, pane.bottom)
        canvas.fill(bar, theme.side(bool(rising)), _VOLUME_ALPHA)
