"""Zones that price may come back to, and the stages of their lives."""

from bisect import insort_right
from collections.abc import Sequence
from math import inf, nextafter
from typing import Literal, cast

import msgspec

from core.detection import Detection, DetectionId, Direction
from engine.structure.bar import Bar
from engine.structure.teller import Teller

FLIPPED: dict[Direction, Direction] = {"bullish": "bearish", "bearish": "bullish"}
"""The other side."""

Depth = Literal["near", "half", "far", "beyond"]
_DEPTHS: tuple[Depth, ...] = ("near", "half", "far", "beyond")
_FAR, _BEYOND = 2, 3


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """One stage: how deep price must come into a zone, and by what.

    ``depth`` is the near edge, the middle or the far edge, as price comes back to the zone, each
    reached at the edge itself, or strictly ``beyond`` the far one. ``by`` says whether a ``wick``
    that goes so far is enough, or the ``close`` must lie there. A stage that ``flips`` is told with
    the other side than the zone's.
    """

    kind: str
    depth: Depth
    by: Literal["wick", "close"] = "wick"
    flips: bool = False


class Zone(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of prices: a ``bullish`` one lies below the price, a ``bearish`` one above.

    ``name`` is the detection that told of it.
    """

    name: DetectionId
    side: Direction
    low: float
    high: float


class OpenZones:
    """Open zones of one kind; tells each stage that a candle reaches, once a zone.

    ``stages`` are given in the order in which a life goes through them: what reaches one has
    reached those before it. So a zone waits for its next stage alone, and of the zones of a side
    only the one with the nearest trigger must be looked at. Cost O(1) amortised a candle; of each
    side at most ``most`` zones are kept that wait for a wick, and as many for a close, far more
    than a market leaves open; then the farthest from price is let go.

    Attributes
    ----------
    below, above
        The first prices at which anything can happen: no candle strictly between them needs to be
        read, and most candles stay there.
    ended
        The zones that went through their last stage with the candle that was read last.
    """

    def __init__(self, teller: Teller, stages: Sequence[Stage], *, most: int = 500) -> None:
        self.below, self.above = -inf, inf
        self.ended: list[Zone] = []
        # Bearish zones are kept upside down, so that both sides wait for a price to fall.
        self._falls = _Side(teller, stages, most, "bullish")
        self._rises = _Side(teller, stages, most, "bearish")

    def add(self, zone: Zone) -> None:
        """Follow a zone from the next candle on."""
        if zone.side == "bullish":
            self._falls.add(zone)
            self.below = self._falls.nearest
        else:
            self._rises.add(zone)
            self.above = -self._rises.nearest

    def read(self, bar: Bar) -> list[Detection]:
        """The stages that this candle reaches: bullish zones first, the nearest zone first.

        ``level`` is the edge that was reached, ``numbers["price"]`` what came to it.
        """
        found: list[Detection] = []
        if self.ended:
            self.ended = []
        if bar.low <= self.below:
            self._falls.take(bar.low, bar.close, bar, found, self.ended)
            self.below = self._falls.nearest
        if bar.high >= self.above:
            self._rises.take(-bar.high, -bar.close, bar, found, self.ended)
            self.above = -self._rises.nearest
        return found


class _Life(msgspec.Struct, gc=False):
    """A zone, its edges as its side sees them, and its next stage: which, and at what price."""

    zone: Zone
    edges: tuple[float, float, float, float]
    number: int
    price: float


class _Step(msgspec.Struct, frozen=True, gc=False):
    """A stage as it is told and waited for on one side."""

    kind: str
    end: str
    side: Direction
    place: int
    by_close: bool


class _Side:
    """The zones of one side, each waiting for the wick or the close that its next stage needs.

    Both queues are in the order of the price that is waited for, the nearest last. What is new
    nearly always waits nearest, because what price has passed is gone; the rest is put in place.
    """

    __slots__ = ("_closes", "_most", "_steps", "_teller", "_up", "_wicks", "nearest")

    def __init__(self, teller: Teller, stages: Sequence[Stage], most: int, side: Direction) -> None:
        self._teller = teller
        self._steps = [
            _Step(
                kind=teller.kind(stage.kind),
                end=teller.end(stage.kind),
                side=FLIPPED[side] if stage.flips else side,
                place=_DEPTHS.index(stage.depth),
                by_close=stage.by == "close",
            )
            for stage in stages
        ]
        self._most = most
        self._up = side == "bullish"
        self._wicks: list[_Life] = []
        self._closes: list[_Life] = []
        self.nearest = -inf
        """The first price at which one can go on; a close is never beyond the wick."""

    def add(self, zone: Zone) -> None:
        """Let a life begin."""
        near, far = (zone.high, zone.low) if self._up else (-zone.low, -zone.high)
        # Strictly below a number is at or below the next smaller one.
        edges = (near, (near + far) / 2, far, nextafter(far, -inf))
        self._wait(_Life(zone, edges, 0, near), self._steps[0])
        self._look()

    def take(
        self, wick: float, close: float, bar: Bar, found: list[Detection], ended: list[Zone]
    ) -> None:
        """Let each zone go through the stages that a candle reaches; then it waits again."""
        last = len(self._steps)
        for queue, reach in ((self._wicks, wick), (self._closes, close)):
            while queue and reach <= queue[-1].price:
                life = queue.pop()
                number = life.number
                while number < last:
                    step = self._steps[number]
                    price = close if step.by_close else wick
                    if price > life.edges[step.place]:
                        life.number = number
                        self._wait(life, step)
                        break
                    found.append(self._told(step, life, price, bar))
                    number += 1
                else:
                    ended.append(life.zone)
        self._look()

    def _told(self, step: _Step, life: _Life, price: float, bar: Bar) -> Detection:
        # Most of what a chart tells is told here, so it is written out.
        zone, teller = life.zone, self._teller
        edge = life.edges[step.place] if step.place < _BEYOND else life.edges[_FAR]
        return Detection(
            cast("DetectionId", zone.name + step.end),
            step.kind,
            teller.subject,
            bar.open_ns,
            bar.close_ns,
            bar.seen_ns,
            step.side,
            teller.timeframe,
            zone.low,
            zone.high,
            edge if self._up else -edge,
            zone.name,
            bar.late_ns,
            {"price": price if self._up else -price},
            {},
        )

    def _wait(self, life: _Life, step: _Step) -> None:
        queue = self._closes if step.by_close else self._wicks
        life.price = price = life.edges[step.place]
        if not queue or price >= queue[-1].price:
            queue.append(life)
        else:
            insort_right(queue, life, key=_price)
        if len(queue) > self._most:
            del queue[0]

    def _look(self) -> None:
        nearest = self._wicks[-1].price if self._wicks else -inf
        if self._closes:
            nearest = max(nearest, self._closes[-1].price)
        self.nearest = nearest


def _price(life: _Life) -> float:
    return life.price
