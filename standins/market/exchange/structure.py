"""What structure a row of closed candles holds: the plain definitions, read once a candle closes.

These are the definitions of the literature (ICT, smart money concepts) in their most common form,
written as slow loops over the last candles, so that they are easy to check by eye. Nothing is
found before it can be known, and nothing found is ever taken back.

=====================  =======================================================================
fair value gap         three candles; the middle one moves the gap's way and the first and the
                       third do not touch. Known at the close of the third.
swing high, low        higher (lower) than `SIDE` candles before and no lower than `SIDE` after.
                       Known `SIDE` later.
equal highs, lows      two swings of a kind whose prices differ by `EQUAL` of the average range,
                       nothing between them beyond the farther one.
sweep                  a wick goes beyond a swing, by more than what counts as equal, and the
                       candle closes back inside.
break of structure     the close goes beyond the last unbroken swing, with the trend;
change of character    the same against the trend.
order block            the last candle against the move before a break.
=====================  =======================================================================
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from standins.market.exchange.candles import Candle

SIDE = 3
MEMORY = 120
RANGE_OF = 14
EQUAL = 0.1
NEARLY_EQUAL = 0.3
"""Up to here two swings look equal to the eye and are not."""

MEETING = 0.4
"""Wicks that meet by this share of the middle candle's body or less look like a gap."""

DISPLACED = 0.7
"""Of an average range; a smaller body leaves nothing that looks like a gap."""

Way = int
"""1 up, -1 down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One piece of structure: prices in ticks, ``at`` the start of the candle it is named after."""

    kind: str
    way: Way
    at: int
    low: int
    high: int
    reason: str = ""
    """Why it is only a look-alike; empty for the real thing."""


@dataclass(slots=True)
class Swing:
    """A swing that was confirmed; ``way`` 1 is a high."""

    way: Way
    at: int
    price: int
    index: int
    swept: bool = False
    broken: bool = False


@dataclass(slots=True)
class Reader:
    """Reads one timeframe."""

    candles: deque[Candle] = field(default_factory=lambda: deque(maxlen=MEMORY))
    swings: list[Swing] = field(default_factory=list)
    trend: Way = 0
    count: int = 0

    def read(self, candle: Candle) -> list[Found]:
        """Take in a closed candle; what it completes."""
        self.candles.append(candle)
        self.count += 1
        if len(self.candles) < RANGE_OF:
            return []
        found = [*self._gaps(), *self._passed(candle), *self._swung()]
        self.swings = [swing for swing in self.swings if self.count - swing.index < MEMORY // 2]
        return found

    def _gaps(self) -> Iterator[Found]:
        first, middle, third = self.candles[-3], self.candles[-2], self.candles[-1]
        for way in (1, -1):
            body = (middle.close - middle.open) * way
            near, far = (first.high, third.low) if way > 0 else (first.low, third.high)
            gap = (far - near) * way
            if body <= 0:
                continue
            low, high = sorted((near, far))
            if gap > 0:
                yield Found(kind="fair_value_gap", way=way, at=middle.start, low=low, high=high)
            elif -gap <= body * MEETING and body > DISPLACED * self._usual_range():
                why = "the wicks of its neighbours meet"
                yield Found(
                    kind="fair_value_gap", way=way, at=middle.start, low=low, high=high, reason=why
                )

    def _passed(self, candle: Candle) -> Iterator[Found]:
        """Swings the candle went through, by its close or only by its wick."""
        usual = self._usual_range()
        for swing in self.swings:
            reach = candle.high if swing.way > 0 else candle.low
            if swing.broken or (reach - swing.price) * swing.way <= 0:
                continue
            if (candle.close - swing.price) * swing.way > 0:
                yield from self._broken(swing)
            elif not swing.swept and (reach - swing.price) * swing.way > EQUAL * usual:
                swing.swept = True
                low, high = sorted((swing.price, reach))
                yield Found(kind="sweep", way=swing.way, at=candle.start, low=low, high=high)
                why = "a wick went through, the close did not"
                yield Found(
                    kind="break", way=swing.way, at=candle.start, low=low, high=high, reason=why
                )

    def _broken(self, swing: Swing) -> Iterator[Found]:
        newest = swing is self._last(swing.way)
        swing.broken = True
        if not newest:
            return
        kind = "change_of_character" if self.trend == -swing.way else "break_of_structure"
        self.trend = swing.way
        at = self.candles[-1].start
        yield Found(kind=kind, way=swing.way, at=at, low=swing.price, high=swing.price)
        since = list(self.candles)[swing.index - self.count :]
        against = [each for each in since if (each.close - each.open) * swing.way < 0]
        if against:
            block = against[-1]
            yield Found(
                kind="order_block", way=swing.way, at=block.start, low=block.low, high=block.high
            )

    def _last(self, way: Way) -> Swing | None:
        of_kind = [swing for swing in self.swings if swing.way == way and not swing.broken]
        return of_kind[-1] if of_kind else None

    def _swung(self) -> Iterator[Found]:
        """The swing that is confirmed now, and an earlier one it is equal to."""
        if len(self.candles) < 2 * SIDE + 1:
            return
        around = list(self.candles)[-2 * SIDE - 1 :]
        middle = around[SIDE]
        for way, price in ((1, attrgetter("high")), (-1, attrgetter("low"))):
            # Of two candles that reach the same price the earlier one is the swing: the later one
            # opened where it closed.
            before = all((price(middle) - price(each)) * way > 0 for each in around[:SIDE])
            after = all((price(middle) - price(each)) * way >= 0 for each in around[SIDE + 1 :])
            if before and after:
                swing = Swing(way, middle.start, price(middle), self.count - SIDE)
                yield from self._equal(swing, price)
                self.swings.append(swing)

    def _equal(self, swing: Swing, price: Callable[[Candle], int]) -> Iterator[Found]:
        before = self._last(swing.way)
        if before is None or before.swept:
            return
        apart, usual = abs(swing.price - before.price), self._usual_range()
        outer = max(swing.price * swing.way, before.price * swing.way)
        between = list(self.candles)[before.index - self.count : -SIDE - 1]
        if apart > NEARLY_EQUAL * usual or any(price(c) * swing.way > outer for c in between):
            return
        low, high = sorted((swing.price, before.price))
        kind = "equal_highs" if swing.way > 0 else "equal_lows"
        why = "" if apart <= EQUAL * usual else "farther apart than a tenth of the average range"
        yield Found(kind=kind, way=swing.way, at=swing.at, low=low, high=high, reason=why)

    def _usual_range(self) -> float:
        newest = list(self.candles)[-RANGE_OF:]
        return sum(candle.high - candle.low for candle in newest) / RANGE_OF
