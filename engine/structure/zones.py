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


class Zone(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of prices: a ``bullish`` one lies below the price, a ``bearish`` one above.

    ``name`` is the detection that told of it.
    """

    name: DetectionId
    side: Direction
    low: float
    high: float

    def edge(self, depth: Depth) -> float:
        """The price at a depth of the zone."""
        if depth == "half":
            return (self.low + self.high) / 2
        return self.high if (depth == "near") == (self.side == "bullish") else self.low


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
        self._below = self._above = -inf

    def add(self, zone: Zone) -> None:
        """Follow a zone from the next candle on."""
        falls = zone.side == "bullish"
        for waiting in self._falls if falls else self._rises:
            waiting.add(zone, 1 if falls else -1)
        self._look()

    def reached(self, bar: Bar) -> list[tuple[Stage, Zone]]:
        """The stages that this candle reaches: bullish zones first, stage by stage, nearest first.

        They are no longer waited for; whoever calls this tells of them (``told``).
        """
        found: list[tuple[Stage, Zone]] = []
        # Bearish zones are kept upside down, so that both sides wait for a price to fall.
        if bar.low <= self._below:
            for waiting in self._falls:
                waiting.take(bar.close if waiting.by_close else bar.low, found)
        if -bar.high <= self._above:
            for waiting in self._rises:
                waiting.take(-bar.close if waiting.by_close else -bar.high, found)
        if found:
            self._look()
        return found

    def read(self, bar: Bar) -> list[Detection]:
        """The stages that this candle reaches, told."""
        found = self.reached(bar)
        return [self.told(stage, zone, bar) for stage, zone in found] if found else []

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

    def _look(self) -> None:
        self._below = max(waiting.next for waiting in self._falls)
        self._above = max(waiting.next for waiting in self._rises)


class _Waiting:
    """The zones of one side that have not reached one stage, by rising trigger price."""

    __slots__ = ("_most", "_prices", "_zones", "by_close", "next", "stage")

    def __init__(self, stage: Stage, most: int) -> None:
        self.stage = stage
        self.by_close = stage.by == "close_beyond"
        self.next = -inf
        self._most = most
        self._prices: list[float] = []
        self._zones: list[Zone] = []

    def add(self, zone: Zone, sign: int) -> None:
        price = sign * zone.edge(self.stage.depth)
        if self.stage.by != "wick":
            # Strictly below a number is at or below the next smaller one.
            price = nextafter(price, -inf)
        place = bisect_right(self._prices, price)
        self._prices.insert(place, price)
        self._zones.insert(place, zone)
        if len(self._prices) > self._most:
            del self._prices[0], self._zones[0]
        self.next = self._prices[-1]

    def take(self, price: float, found: list[tuple[Stage, Zone]]) -> None:
        while price <= self.next:
            found.append((self.stage, self._zones.pop()))
            self._prices.pop()
            self.next = self._prices[-1] if self._prices else -inf
