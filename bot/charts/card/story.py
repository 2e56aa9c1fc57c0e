"""What the chart of a card tells, before a pixel is set: prices, the event, its level or zone."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.kit.candles import Candles
from bot.charts.kit.scale import padded
from bot.charts.theme import Colour

Floats = npt.NDArray[np.float64]

_PAD: Final = 0.07
_ROW: Final = 0.08
_FARTHEST: Final = 2.0
"""Times the range of the prices that a zone may add to it; one farther off is only pointed at."""
_LEAST: Final = 0.002
"""Share of the price that counts as its range at least: a calm market is no reason to point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The level or zone the event is about; a level has no height."""

    low: float
    high: float
    words: str
    since_ns: int | None = None
    """When a zone formed; None where that is not known, or long ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceStory:
    """Prices (checked, two of them or candles), and what happened at the event."""

    times_ns: npt.NDArray[np.int64]
    prices: Floats
    candles: Candles | None
    decimals: int
    event_ns: int
    event_price: float | None
    mark: Mark | None
    colour: Colour

    def since(self, first: int) -> "PriceStory":
        """The story from the candle of this index on."""
        if self.candles is None or not first:
            return self
        candles = self.candles.since(first)
        times = np.array([candles.open_time_ns[0], self.times_ns[-1]])
        return replace(self, candles=candles, times_ns=times)

    @property
    def first_ns(self) -> int:
        return int(self.times_ns[0])

    @property
    def shows_event(self) -> bool:
        """Whether the event lies in the window, or so shortly after that the window can grow."""
        last = int(self.times_ns[-1])
        near = self.first_ns <= self.event_ns <= last + (last - self.first_ns) // 4
        return near and self.event_price is not None

    @property
    def ends_with_event(self) -> bool:
        """Whether the event is the newest thing there is: the tag of the last price says its."""
        return self.shows_event and self.event_ns >= int(self.times_ns[-1])

    @property
    def last_ns(self) -> int:
        last = int(self.times_ns[-1])
        return max(last, self.event_ns) if self.shows_event else last

    @property
    def traded(self) -> tuple[float, float]:
        """The lowest and the highest price to be drawn."""
        lows, highs = self.prices, self.prices
        if self.candles is not None:
            lows, highs = self.candles.low, self.candles.high
        event = [] if self.event_price is None else [self.event_price]
        return min([float(lows.min()), *event]), max([float(highs.max()), *event])

    @property
    def marked(self) -> bool:
        """Whether the level or zone is near enough to be drawn at its place."""
        if self.mark is None:
            return False
        low, high = self.traded
        room = max(high - low, low * _LEAST) * _FARTHEST
        return low - room <= self.mark.high and self.mark.low <= high + room

    @property
    def extremes(self) -> tuple[float, float]:
        """What the price axis spans."""
        low, high = self.traded
        if self.mark is not None and self.marked:
            room = (high - low) * _FARTHEST
            low = min(low, max(self.mark.low, low - room))
            high = max(high, min(self.mark.high, high + room))
        return self._with_room(*padded(low, high, _PAD))

    def _with_room(self, low: float, high: float) -> tuple[float, float]:
        """The range with a row more where the mark lies outermost, for its words."""
        row, mark = (high - low) * _ROW, self.mark
        if mark is None or not self.marked:
            return low, high
        below, above = mark.low <= self.traded[0], mark.high >= self.traded[1]
        return low - row * below, high + row * above
