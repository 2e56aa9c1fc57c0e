"""The ledger's reader and the detector, laid side by side candle by candle."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from core.detection import Detection
from core.market import TIMEFRAME_NS, Timeframe
from core.market import Candle as FedCandle
from core.online.atr import AverageTrueRange
from engine.detectors.market_structure import MarketStructure
from engine.structure.options import StructureOptions
from standins.market.exchange.candles import Candle
from standins.market.exchange.structure import EQUAL, MEMORY, RANGE_OF, SIDE, Found, Reader, Swing

REMEMBERED = MEMORY // 2
"""Candles after which the ledger forgets a swing."""

KINDS = {"fair_value_gap": "fvg", "break_of_structure": "bos", "change_of_character": "choch"}
"""The ledger's words, where the detector has others."""

SWINGS, BREAKS = frozenset({"swing_high", "swing_low"}), frozenset({"bos", "choch"})
POOLS = frozenset({"equal_highs", "equal_lows", "pool_grown"})
COMPARED = SWINGS | BREAKS | POOLS | {"fvg", "order_block", "sweep"}
"""The detector's words for what the ledger knows."""

AS_SHORT = StructureOptions(swing_length=SIDE, internal_length=0, atr_length=RANGE_OF)


class Piece(NamedTuple):
    """One piece of structure in the words of both: times in milliseconds, prices in ticks."""

    kind: str
    timeframe: Timeframe
    at_ms: int
    way: int
    low: int
    high: int


class Seen(NamedTuple):
    """A piece, when it was known, and whether the other side can know it at all."""

    piece: Piece
    known_ms: int
    compared: bool


@dataclass(slots=True)
class SideBySide:
    """Both read one timeframe; what each saw.

    ``found`` is the ledger's own words for the same candles.
    """

    timeframe: Timeframe
    true: list[Seen] = field(default_factory=list)
    told: list[Seen] = field(default_factory=list)
    looks: list[Seen] = field(default_factory=list)
    found: list[tuple[int, Found]] = field(default_factory=list)
    reader: Reader = field(default_factory=Reader)
    detector: MarketStructure = field(default_factory=lambda: MarketStructure(AS_SHORT))
    atr: AverageTrueRange = field(default_factory=lambda: AverageTrueRange(RANGE_OF))
    ranges: deque[int] = field(default_factory=lambda: deque(maxlen=RANGE_OF))
    swings: dict[str, int] = field(default_factory=dict)
    """When the detector's swings formed, by their names."""

    newest: dict[int, Swing] = field(default_factory=dict)
    pools: dict[tuple[int, int], int] = field(default_factory=dict)
    """Level of the pool that the detector put a swing into, by the swing's way and moment."""

    passed: set[tuple[int, int]] = field(default_factory=set)
    """Swings beyond which a wick has been."""

    blocks: set[Piece] = field(default_factory=set)
    trend: int = 0
    """The detector's."""

    def read(self, candle: Candle) -> None:
        """Let both take in a closed candle."""
        known = [swing for swing in self.reader.swings if not swing.broken]
        self.ranges.append(candle.high - candle.low)
        same_trend = self.reader.trend == self.trend
        found, told = self.reader.read(candle), self.detector.update(fed(candle, self.timeframe))
        fresh = [s for s in self.reader.swings if s.index == self.reader.count - SIDE]
        at = Moment(self, candle, known, fresh, same_trend=same_trend)
        self.found += [(at.known_ms, one) for one in found]
        if self.reader.count > MEMORY:
            self.true += [*at.swings(), *at.true(found)]
            self.looks += [at.look(one) for one in found if one.reason]
        said = [one for one in told if isinstance(one, Detection) and one.kind in COMPARED]
        seen = list(at.told(said))
        self.told += seen if self.reader.count > MEMORY else []
        self.newest |= {swing.way: swing for swing in fresh}
        self.passed |= {(swing.way, swing.at) for swing in known if at.beyond(swing)}
        self.atr.take(candle.high, candle.low, candle.close)


@dataclass(slots=True)
class Moment:
    """A candle's close: what stood before it, and what each side says of it."""

    chart: SideBySide
    candle: Candle
    known: list[Swing]
    fresh: list[Swing]
    same_trend: bool

    @property
    def known_ms(self) -> int:
        """When the candle closes."""
        return self.candle.start + self._step_ms

    @property
    def _step_ms(self) -> int:
        return TIMEFRAME_NS[self.chart.timeframe] // 1_000_000

    def beyond(self, swing: Swing) -> bool:
        """Whether the candle's wick is beyond a swing."""
        reach = self.candle.high if swing.way > 0 else self.candle.low
        return (reach - swing.price) * swing.way > 0

    def swings(self) -> Iterator[Seen]:
        for one in self.fresh:
            kind = "swing_high" if one.way > 0 else "swing_low"
            yield self._seen(kind, one.at, one.way, one.price, one.price)

    def true(self, found: Iterable[Found]) -> Iterator[Seen]:
        """What the ledger holds for true, in the detector's words."""
        newest = False
        for one in found:
            kind, way, low, high = KINDS.get(one.kind, one.kind), one.way, one.low, one.high
            compared = True
            if one.reason:
                continue
            if kind in BREAKS:
                newest = self.chart.newest[way].price == low
                compared = newest and self.same_trend
            elif kind == "order_block":
                block = self._piece(kind, one.at, way, low, high)
                compared = newest and block not in self.chart.blocks
                self.chart.blocks |= {block} if newest else set()
            elif kind == "sweep":
                low = high = low if way > 0 else high
                swept = [s for s in self.known if s.way == way and s.price == low]
                compared = any((way, s.at) not in self.chart.passed for s in swept)
            elif kind.startswith("equal"):
                compared = self._measures_agree(high - low) and self._no_pool_ended(way)
                low = high = self._fresh(way).price
            yield self._seen(kind, one.at, way, low, high, compared=compared)

    def look(self, one: Found) -> Seen:
        """A look-alike in the detector's words: what it would be if it were told."""
        low, high, kind = one.low, one.high, KINDS.get(one.kind, one.kind)
        if kind == "break":
            low = high = low if one.way > 0 else high
        elif kind.startswith("equal"):
            low = high = self._fresh(one.way).price
        return self._seen(kind, one.at, one.way, low, high)

    def told(self, detections: Iterable[Detection]) -> Iterator[Seen]:
        """What the detector says, as far as the ledger has a word for it."""
        remembered = False
        for one in detections:
            kind, at = one.kind, one.formed_ns // 1_000_000
            way = 1 if one.side == "bullish" else -1
            low = _ticks(one.level if one.low is None else one.low)
            high = _ticks(one.level if one.high is None else one.high)
            if kind in SWINGS:
                self.chart.swings[one.id] = at
                yield self._seen(kind, at, -way, low, high)
            elif kind in BREAKS:
                remembered = one.numbers["candles"] <= REMEMBERED
                compared = remembered and self.same_trend
                self.chart.trend = way
                yield self._seen(kind, at, way, low, high, compared=compared)
            elif kind == "order_block":
                yield self._seen(kind, at, way, low, high, compared=remembered)
            elif kind == "sweep":
                yield self._seen(kind, at, -way, low, high, compared=self._large_sweep(one))
            elif kind == "fvg":
                yield self._seen(kind, at, way, low, high)
            else:
                pair = "equal_highs" if way < 0 else "equal_lows"
                price, compared = self._fresh(-way).price, self._same_pair(-way, low, high)
                self.chart.pools[-way, at] = _ticks(one.level)
                yield self._seen(pair, at, -way, price, price, compared=compared)

    def _large_sweep(self, one: Detection) -> bool:
        assert one.of is not None
        age = (self.candle.start - self.chart.swings[one.of]) // self._step_ms
        return age <= REMEMBERED and _ticks(one.numbers["beyond"]) > EQUAL * self._usual()

    def _same_pair(self, way: int, low: int, high: int) -> bool:
        """Whether a pool has the ledger's newest unbroken, unswept swing in it."""
        partner = self._partner(way)
        if partner is None or partner.swept or not low <= partner.price <= high:
            return False
        return self._measures_agree(abs(self._fresh(way).price - partner.price))

    def _measures_agree(self, apart: int) -> bool:
        atr = self.chart.atr.value
        return atr is not None and (apart <= EQUAL * atr) is (apart <= EQUAL * self._usual())

    def _no_pool_ended(self, way: int) -> bool:
        """Whether the new swing is no further than the pool its partner belongs to, if any."""
        partner = self._partner(way)
        level = self.chart.pools.get((way, partner.at)) if partner else None
        return level is None or self._fresh(way).price * way <= level * way

    def _partner(self, way: int) -> Swing | None:
        """The newest earlier swing that is unbroken, by this candle too."""
        standing = [swing for swing in self.known if swing.way == way and not swing.broken]
        return standing[-1] if standing else None

    def _usual(self) -> float:
        return sum(self.chart.ranges) / RANGE_OF

    def _fresh(self, way: int) -> Swing:
        return next(swing for swing in self.fresh if swing.way == way)

    def _piece(self, kind: str, at_ms: int, way: int, low: int, high: int) -> Piece:
        return Piece(kind, self.chart.timeframe, at_ms, way, low, high)

    def _seen(
        self, kind: str, at_ms: int, way: int, low: int, high: int, *, compared: bool = True
    ) -> Seen:
        return Seen(self._piece(kind, at_ms, way, low, high), self.known_ms, compared)


def fed(candle: Candle, timeframe: Timeframe) -> FedCandle:
    """A candle as the feed tells it: prices in dollars, times in nanoseconds."""
    open_ns = candle.start * 1_000_000
    close_ns = open_ns + TIMEFRAME_NS[timeframe]
    return FedCandle(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=close_ns,
        seen_ns=close_ns,
        timeframe=timeframe,
        open_ns=open_ns,
        open=candle.open / 100,
        high=candle.high / 100,
        low=candle.low / 100,
        close=candle.close / 100,
        volume=candle.volume / 100,
        closed=True,
    )


def _ticks(price: float | None) -> int:
    assert price is not None
    return round(price * 100)
