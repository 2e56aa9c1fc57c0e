"""The high and low of a finished stretch of time, and what becomes of them."""

from collections.abc import Iterable, Sequence
from math import inf

import msgspec

from core.detection import Detection, DetectionId
from engine.structure.bar import Bar, Extreme
from engine.structure.concept import Alarm
from engine.structure.teller import Teller


class Extent(msgspec.Struct, gc=False):
    """The highest and the lowest price of the candles from ``start_ns`` to before ``end_ns``.

    ``whole`` says that its first candle was seen, and not only a part of it from the middle.
    """

    start_ns: int
    end_ns: int
    high: float
    low: float
    whole: bool
    candles: int = 1

    def take(self, bar: Bar) -> None:
        """Take in one of its candles."""
        self.candles += 1
        self.high = max(self.high, bar.high)
        self.low = min(self.low, bar.low)

    def missing(self, bar: Bar) -> int:
        """How many of its candles were not there."""
        step = bar.close_ns - bar.open_ns
        return max(0, -((self.start_ns - self.end_ns) // step) - self.candles)


class Quiet(msgspec.Struct, gc=False):
    """Candles between two boundaries of a clock, before they are counted to their extents.

    Between two boundaries all running extents see the same candles, so one high and one low do
    for all of them, and only a candle beyond one of the two must be taken in: at first one beyond
    the nearest end of any extent. ``since`` is the number of the first candle.
    """

    high: float = inf
    low: float = -inf
    since: int = 0

    def begin(self, extents: Iterable[Extent], bar: Bar) -> None:
        """Begin after the candle of a boundary, with the extents that run on from it."""
        self.since = bar.index + 1
        self.high = min((extent.high for extent in extents), default=inf)
        self.low = max((extent.low for extent in extents), default=-inf)

    def take(self, bar: Bar) -> None:
        """Take in a candle that may go beyond those before it."""
        self.high = max(self.high, bar.high)
        self.low = min(self.low, bar.low)

    def settle(self, extents: Iterable[Extent], bar: Bar) -> None:
        """Count the candles before this one to the extents that were running."""
        for extent in extents:
            extent.candles += bar.index - self.since
            extent.high = max(extent.high, self.high)
            extent.low = min(extent.low, self.low)


def begun(bar: Bar, start_ns: int, end_ns: int) -> Extent:
    """An extent that begins with this candle; not whole if the chart came in later."""
    whole = bar.open_ns - start_ns < bar.close_ns - bar.open_ns
    return Extent(start_ns=start_ns, end_ns=end_ns, high=bar.high, low=bar.low, whole=whole)


class _Level(msgspec.Struct, gc=False):
    kind: str
    extreme: Extreme
    price: float
    name: DetectionId
    swept: bool = False


class Finished:
    """Levels of finished stretches: each is told as ``…_swept`` and as ``…_broken``, once each.

    Swept is a wick strictly beyond that closes back, at the level or inside; broken a close
    strictly beyond, after which the level has ended. A level that was swept may still break, one
    that broke is no longer swept. A wick that went less than ``least`` average true ranges beyond
    and closed back has not swept it: the level waits for a longer one. A newer level of a kind
    takes the old one's place. Nothing happens to any candle that stays from ``below`` to ``above``.
    """

    def __init__(self, teller: Teller, least: float) -> None:
        self._teller = teller
        self._least = least
        self._levels: dict[str, _Level] = {}
        self.below, self.above = -inf, inf

    def put(self, kind: str, extreme: Extreme, price: float, name: DetectionId) -> None:
        """Follow a level from the next candle on, in place of the one of its kind before."""
        self._levels[kind] = _Level(kind, extreme, price, name)
        self._bound()

    def read(self, bar: Bar) -> Sequence[Detection]:
        """What this candle swept or broke; usually one look at the nearest level of each side."""
        if bar.high <= self.above and bar.low >= self.below:
            return ()
        found = [
            self._reached(level, bar)
            for level in [*self._levels.values()]
            if (bar.high > level.price if level.extreme == "high" else bar.low < level.price)
        ]
        self._bound()
        return [each for each in found if each is not None]

    def _reached(self, level: _Level, bar: Bar) -> Detection | None:
        high = level.extreme == "high"
        beyond = bar.high - level.price if high else level.price - bar.low
        broken = bar.close > level.price if high else bar.close < level.price
        if broken:
            del self._levels[level.kind]
        elif level.swept or not bar.spans(beyond, self._least):
            return None
        level.swept = True
        kind = f"{level.kind}_broken" if broken else f"{level.kind}_swept"
        numbers = {"beyond": beyond}
        if bar.atr:
            numbers["beyond_atr"] = beyond / bar.atr
        return self._teller.tell(
            kind,
            self._teller.later(kind, level.name),
            bar,
            side="bullish" if high == broken else "bearish",
            formed_ns=bar.open_ns,
            level=level.price,
            of=level.name,
            numbers=numbers,
        )

    def _bound(self) -> None:
        above, below = inf, -inf
        for level in self._levels.values():
            if level.extreme == "high":
                above = min(above, level.price)
            else:
                below = max(below, level.price)
        self.above, self.below = above, below


def between(bar: Bar, alarm: Alarm, quiet: Quiet, finished: Finished) -> Sequence[Detection]:
    """Take a candle in that reaches no boundary of a stretch of time; what it told of levels."""
    quiet.take(bar)
    found = finished.read(bar)
    doze(alarm, quiet, finished)
    return found


def doze(alarm: Alarm, quiet: Quiet, finished: Finished) -> None:
    """Set the prices between which no candle changes anything before the next boundary."""
    alarm.below = max(quiet.low, finished.below)
    alarm.above = min(quiet.high, finished.above)
