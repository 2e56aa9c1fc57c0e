"""Zones that price may come back to, and the stages of their lives."""

from bisect import bisect_right
from collections.abc import Sequence
from math import inf, nextafter
from typing import Literal

import msgspec

from core.detection import Detection, DetectionId, Direction
from engine.structure.bar import Bar
from engine.structure.teller import Teller

FLIPPED: dict[Direction, Direction] = {"bullish": "bearish", "bearish": "bullish"}
"""The other side."""

Depth = Literal["near", "half", "far"]


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """One stage: how deep price must come into a zone, and by what.

    ``depth`` is the near edge, the middle or the far edge, as price comes back to the zone.
    ``by`` is a ``wick`` at or beyond it, a wick strictly beyond (``wick_beyond``), or a close
    strictly beyond (``close_beyond``). A stage that ``flips`` is told with the other side than the
    zone's.
    """

    kind: str
    depth: Depth
    by: Literal["wick", "wick_beyond", "close_beyond"] = "wick"
    flips: bool = False


class Zone(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of prices: a ``bullish`` one lies below the price, a ``bearish`` one above.

    ``name`` is the detection that told of it.
    """

    name: DetectionId
    side: Direction
    low: float
    high: float

    def edge(self, depth: Depth) -> float:
        """The price at a depth of the zone."""
        if depth == "near":
            return self.high if self.side == "bullish" else self.low
        if depth == "far":
            return self.low if self.side == "bullish" else self.high
        return (self.low + self.high) / 2


class OpenZones:
    """Open zones of one kind; tells each stage that a candle reaches, once a zone.

    Each stage of each side keeps its zones in the order of the price that they wait for, so that
    only the next one must be looked at. A new zone nearly always waits nearest to the price,
    because what price has passed is gone: it goes on top of the stack. The exceptions (a close
    triggers the stage, so wicks pass it; candles that do not open where the last one closed) are
    put in their place. Cost O(1) amortised a candle; each stage keeps at most ``most`` zones a
    side, far more than a market leaves open, then the farthest from price is let go.
    """

    def __init__(self, teller: Teller, stages: Sequence[Stage], *, most: int = 500) -> None:
        self._teller = teller
        self._falls = [_Waiting(stage, most) for stage in stages]
        self._rises = [_Waiting(stage, most) for stage in stages]
        # The first prices at which anything can happen: most candles reach neither.
        self._below, self._above = -inf, inf

    def add(self, zone: Zone) -> None:
        """Follow a zone from the next candle on."""
        # Bearish zones are kept upside down, so that both sides wait for a price to fall.
        if zone.side == "bullish":
            for waiting in self._falls:
                waiting.add(zone, zone.edge(waiting.depth))
            self._below = _nearest(self._falls)
        else:
            for waiting in self._rises:
                waiting.add(zone, -zone.edge(waiting.depth))
            self._above = -_nearest(self._rises)

    def reached(self, bar: Bar) -> Sequence[tuple[Stage, Zone]]:
        """The stages that this candle reaches: bullish zones first, stage by stage, nearest first.

        They are no longer waited for; whoever calls this tells of them (``told``).
        """
        if bar.low > self._below and bar.high < self._above:
            return ()
        found: list[tuple[Stage, Zone]] = []
        if bar.low <= self._below:
            _take(self._falls, bar.low, bar.close, found)
            self._below = _nearest(self._falls)
        if bar.high >= self._above:
            _take(self._rises, -bar.high, -bar.close, found)
            self._above = -_nearest(self._rises)
        return found

    def read(self, bar: Bar) -> Sequence[Detection]:
        """The stages that this candle reaches, told."""
        # Asked here once more: on most candles this comparison is all there is to do.
        if bar.low > self._below and bar.high < self._above:
            return ()
        return [self.told(stage, zone, bar) for stage, zone in self.reached(bar)]

    def told(self, stage: Stage, zone: Zone, bar: Bar) -> Detection:
        """A stage as a detection: ``level`` is the edge, ``numbers["price"]`` what came to it."""
        wick = bar.low if zone.side == "bullish" else bar.high
        return self._teller.tell(
            stage.kind,
            self._teller.name(stage.kind, zone.name),
            bar,
            side=FLIPPED[zone.side] if stage.flips else zone.side,
            formed_ns=bar.open_ns,
            low=zone.low,
            high=zone.high,
            level=zone.edge(stage.depth),
            of=zone.name,
            numbers={"price": bar.close if stage.by == "close_beyond" else wick},
        )


class _Waiting:
    """The zones of one side that have not reached one stage, by rising trigger price."""

    __slots__ = ("_most", "_prices", "_strictly", "_zones", "by_close", "depth", "next", "stage")

    def __init__(self, stage: Stage, most: int) -> None:
        self.stage = stage
        self.depth = stage.depth
        self.by_close = stage.by == "close_beyond"
        self._strictly = stage.by != "wick"
        self.next = -inf
        self._most = most
        self._prices: list[float] = []
        self._zones: list[Zone] = []

    def add(self, zone: Zone, price: float) -> None:
        if self._strictly:
            # Strictly below a number is at or below the next smaller one.
            price = nextafter(price, -inf)
        if price >= self.next:
            self._prices.append(price)
            self._zones.append(zone)
            self.next = price
        else:
            place = bisect_right(self._prices, price)
            self._prices.insert(place, price)
            self._zones.insert(place, zone)
        if len(self._prices) > self._most:
            del self._prices[0], self._zones[0]

    def take(self, price: float, found: list[tuple[Stage, Zone]]) -> None:
        while price <= self.next:
            found.append((self.stage, self._zones.pop()))
            self._prices.pop()
            self.next = self._prices[-1] if self._prices else -inf


def _nearest(stages: Sequence[_Waiting]) -> float:
    return max([waiting.next for waiting in stages])


def _take(
    stages: Sequence[_Waiting], wick: float, close: float, found: list[tuple[Stage, Zone]]
) -> None:
    for waiting in stages:
        price = close if waiting.by_close else wick
        if price <= waiting.next:
            waiting.take(price, found)
