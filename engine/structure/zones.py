"""The open zones of a chart: who waits for which price, and what a candle reaches."""

from bisect import bisect_right
from math import inf, nextafter
from typing import cast

import msgspec

from core.detection import Detection, DetectionId, Direction
from core.market import Timeframe
from engine.structure.bar import Bar
from engine.structure.course import FLIPPED, Course, Step, Zone


class _Life(msgspec.Struct, gc=False):
    """A zone, its edges as its side sees them, its next stage, and what it becomes at the end."""

    zone: Zone
    edges: tuple[float, float, float, float]
    step: Step
    heir: Course | None


class Zones:
    """All open zones of a chart; tells each stage that a candle reaches, once a zone.

    A zone waits for its next stage alone, and of all that wait on one side for a wick, or for a
    close, only the one with the nearest trigger must be looked at: zones of every kind and of both
    tracks stand in one order. Cost O(1) amortised a candle (what is new waits near the end of its
    queue). At most ``most`` zones wait on a side for a wick, and as many for a close, far more than
    a market leaves open; then the farthest from price is let go.

    Attributes
    ----------
    below, above
        The first prices at which anything can happen: no candle strictly between them needs to be
        read, and most candles stay there.
    """

    def __init__(self, subject: str, timeframe: Timeframe, *, most: int = 3_000) -> None:
        self.below, self.above = -inf, inf
        # Bearish zones are kept upside down, so that both sides wait for a price to fall.
        self._falls = _Side(subject, timeframe, most, "bullish")
        self._rises = _Side(subject, timeframe, most, "bearish")

    def add(self, zone: Zone, course: Course) -> None:
        """Follow a zone from the next candle on."""
        if zone.side == "bullish":
            self._falls.add(zone, course)
            self.below = self._falls.nearest()
        else:
            self._rises.add(zone, course)
            self.above = -self._rises.nearest()

    def read(self, bar: Bar, found: list[Detection]) -> None:
        """Add the stages that this candle reaches: bullish zones first, the nearest zone first.

        ``level`` is the edge that was reached, ``numbers["price"]`` what came to it.
        """
        ended: list[tuple[Zone, Course]] = []
        if bar.low <= self.below:
            self._falls.take(bar.low, bar.close, bar, found, ended)
            self.below = self._falls.nearest()
        if bar.high >= self.above:
            self._rises.take(-bar.high, -bar.close, bar, found, ended)
            self.above = -self._rises.nearest()
        # What a candle made is not reached by it.
        found += [self._inherited(zone, heir, bar) for zone, heir in ended]

    def _inherited(self, zone: Zone, course: Course, bar: Bar) -> Detection:
        side, teller = FLIPPED[zone.side], course.teller
        name = teller.later(course.kind, zone.name)
        self.add(Zone(name=name, side=side, low=zone.low, high=zone.high), course)
        return teller.tell(
            course.kind,
            name,
            bar,
            side=side,
            formed_ns=bar.open_ns,
            low=zone.low,
            high=zone.high,
            of=zone.name,
            numbers={"size": zone.high - zone.low},
        )


class _Queue:
    """Lives in the order of the price that they wait for, the nearest last, and those prices.

    What price has passed is gone, so what is new nearly always belongs near the end. Under all
    prices lies one that is never reached, so that the nearest can always be asked for.
    """

    __slots__ = ("lives", "prices")

    def __init__(self) -> None:
        self.prices: list[float] = [-inf]
        self.lives: list[_Life] = []


class _Side:
    """The zones of one side, each waiting for the wick or the close that its next stage needs."""

    __slots__ = ("_closes", "_most", "_side", "_subject", "_timeframe", "_up", "_wicks")

    def __init__(self, subject: str, timeframe: Timeframe, most: int, side: Direction) -> None:
        self._subject = subject
        self._timeframe: Timeframe = timeframe
        self._most = most
        self._side: Direction = side
        self._up = side == "bullish"
        self._wicks = _Queue()
        self._closes = _Queue()

    def nearest(self) -> float:
        """The first price at which one can go on; a close is never beyond the wick."""
        return max(self._wicks.prices[-1], self._closes.prices[-1])

    def add(self, zone: Zone, course: Course) -> None:
        """Let a life begin."""
        near, far = (zone.high, zone.low) if self._up else (-zone.low, -zone.high)
        # Strictly below a number is at or below the next smaller one.
        edges = (near, (near + far) / 2, far, nextafter(far, -inf))
        step = course.first[self._side]
        self._wait(_Life(zone, edges, step, course.heir), step)

    def take(
        self,
        wick: float,
        close: float,
        bar: Bar,
        found: list[Detection],
        ended: list[tuple[Zone, Course]],
    ) -> None:
        """Let each zone go through the stages that a candle reaches; then it waits again."""
        for queue, reach in ((self._wicks, wick), (self._closes, close)):
            prices, lives = queue.prices, queue.lives
            while reach <= prices[-1]:
                del prices[-1]
                life = lives.pop()
                step: Step | None = life.step
                while step is not None:
                    price = close if step.by_close else wick
                    if price > life.edges[step.place]:
                        life.step = step
                        self._wait(life, step)
                        break
                    found.append(self._told(step, life, price, bar))
                    step = step.next
                else:
                    if life.heir is not None:
                        ended.append((life.zone, life.heir))

    def _wait(self, life: _Life, step: Step) -> None:
        """Put a life where it belongs; where there are too many, let the farthest go."""
        queue, price = self._closes if step.by_close else self._wicks, life.edges[step.place]
        prices = queue.prices
        if price >= prices[-1]:
            prices.append(price)
            queue.lives.append(life)
        else:
            place = bisect_right(prices, price)
            prices.insert(place, price)
            queue.lives.insert(place - 1, life)
        if len(queue.lives) > self._most:
            del prices[1], queue.lives[0]

    def _told(self, step: Step, life: _Life, price: float, bar: Bar) -> Detection:
        # Most of what a chart tells is told here, so it is written out.
        zone, edge = life.zone, life.edges[step.shown]
        return Detection(
            cast("DetectionId", zone.name + step.end),
            step.kind,
            self._subject,
            bar.open_ns,
            bar.close_ns,
            bar.seen_ns,
            step.side,
            self._timeframe,
            zone.low,
            zone.high,
            edge if self._up else -edge,
            zone.name,
            bar.late_ns,
            {"price": price if self._up else -price},
            {},
        )
