"""Equal highs and lows, and the pools of liquidity they grow into."""

from collections import deque
from collections.abc import Sequence
from math import inf

import msgspec

from core.detection import Detection, DetectionId, Direction
from engine.structure.bar import Bar, Extreme, Swing
from engine.structure.concept import Alarm, Setting
from engine.structure.raid import Outcome, Raid

# Far more untouched levels of one side than a market keeps; the number only bounds the memory.
_MOST_OPEN = 1_000

# Where price is likely to be turned, seen from the level: equal highs lie above it.
_LEADS: dict[Extreme, Direction] = {"high": "bearish", "low": "bullish"}
_KINDS: dict[Outcome, str] = {"sweep": "pool_swept", "run": "pool_run"}


class _Shelf(msgspec.Struct, gc=False):
    """Swings at one price: ``level`` is the farthest of them, ``near`` the one next to price.

    ``reach`` is the farthest wick since it was passed. Prices are negated where they are of lows,
    so that one rule reads both sides. ``name`` is the swing's; once there are two, the pool's.
    """

    name: DetectionId
    level: float
    near: float
    reach: float
    members: int = 1


class Pools:
    """Swings of one kind at one price: ``equal_highs`` and ``equal_lows``, and how they end.

    A newly confirmed swing makes a pair with the nearest earlier one of its kind if the two lie at
    most ``options.equal_atr`` average true ranges apart, no candle in between has a wick beyond the
    farther of the two, and none closed beyond the earlier one. Behind such levels many stops rest:
    buy-side liquidity above equal highs (``bearish``: price comes for it and turns, or is turned
    before), sell-side below equal lows (``bullish``). An earlier swing that was passed by a wick
    waits for the next swing of its kind alone.

    The pair is told once, as the pool: ``level`` is the farther swing, ``low`` and ``high`` the
    band of both, ``formed_ns`` the newer one's candle. Each further swing inside the tolerance and
    not beyond the level is a ``pool_grown``; a wick strictly beyond ends the pool with
    ``pool_swept`` or ``pool_run``, by the rules of ``Sweeps``. All of them name the pool in ``of``;
    ``numbers`` hold ``members``, at birth and growth also ``apart_atr``. Until the average true
    range is known there is nothing to measure by, and no pair.

    Untouched levels are ordered by price, the newest the nearest, so only the top of each side's
    stack is looked at, and of those passed by a wick only the farthest can still find its pair.
    Cost O(1) amortised a candle; at most 1,000 levels a side, then the farthest is let go.
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._tolerance = setting.options.equal_atr
        self._patience = setting.options.sweep_candles
        self._least = setting.options.min_sweep_atr
        self._untouched: dict[Extreme, deque[_Shelf]] = {
            "high": deque(maxlen=_MOST_OPEN),
            "low": deque(maxlen=_MOST_OPEN),
        }
        self._passed: dict[Extreme, _Shelf | None] = {"high": None, "low": None}
        self._raids: list[tuple[_Shelf, Raid]] = []
        self._below, self._above = -inf, inf
        self.alarm = Alarm()

    def read(self, bar: Bar) -> Sequence[Detection]:
        """The pools that this candle ends, and those that the swings it confirms make or feed."""
        if bar.high > self._above:
            self._pass("high", bar.high, bar.close, bar)
        if bar.low < self._below:
            self._pass("low", -bar.low, -bar.close, bar)
        found = self._ended(bar) if self._raids else []
        for swing in bar.swings:
            found += self._placed(swing, bar)
            self._look(swing.kind)
        self.alarm.above = self._above
        # While it is not decided what a raid was, every candle counts.
        self.alarm.below = inf if self._raids else self._below
        return found

    def _look(self, kind: Extreme) -> None:
        """Remember the nearest price that passes anything."""
        untouched, passed = self._untouched[kind], self._passed[kind]
        nearest = untouched[-1].level if untouched else inf
        if passed is not None:
            # No wick below a passed level goes beyond its reach.
            nearest = min(nearest, passed.level)
        if kind == "high":
            self._above = nearest
        else:
            self._below = -nearest

    def _pass(self, kind: Extreme, wick: float, close: float, bar: Bar) -> None:
        """Take from the stack what the candle's wick passed."""
        untouched = self._untouched[kind]
        while untouched and wick > untouched[-1].level:
            shelf = untouched.pop()
            if shelf.members == 1:
                self._passed[kind] = shelf
            else:
                price = _price(kind, shelf.level)
                raid = Raid(name=shelf.name, kind=kind, price=price, formed_ns=bar.open_ns)
                self._raids.append((shelf, raid))
        passed = self._passed[kind]
        if passed is not None:
            if close > passed.level:
                self._passed[kind] = None
            else:
                passed.reach = max(passed.reach, wick)
        self._look(kind)

    def _ended(self, bar: Bar) -> list[Detection]:
        found, waiting = [], []
        for shelf, raid in self._raids:
            outcome = raid.outcome(bar, self._patience)
            if outcome is None:
                waiting.append((shelf, raid))
            elif outcome == "run" or bar.spans(raid.beyond, self._least):
                numbers = {"members": float(shelf.members), **raid.numbers(bar)}
                found.append(
                    self._told(
                        _KINDS[outcome],
                        raid.kind,
                        shelf,
                        bar,
                        side=raid.side(outcome),
                        formed_ns=raid.formed_ns,
                        numbers=numbers,
                    )
                )
        self._raids = waiting
        return found

    def _placed(self, swing: Swing, bar: Bar) -> list[Detection]:
        """Put a new swing onto its side's stack, alone or with the one it equals."""
        kind, untouched = swing.kind, self._untouched[swing.kind]
        price = _price(kind, swing.price)
        shelf = self._equal(kind, price, bar.atr)
        if shelf is None:
            untouched.append(_Shelf(swing.name, price, price, price))
            return []
        apart = abs(shelf.level - price)
        born = shelf.members == 1
        shelf.level, shelf.near = max(shelf.level, price), min(shelf.near, price)
        shelf.members += 1
        untouched.append(shelf)
        told = f"equal_{kind}s" if born else "pool_grown"
        if born:
            shelf.name = self._teller.name(told, swing.open_ns)
        numbers = {"members": float(shelf.members), "apart_atr": apart / bar.atr if bar.atr else 0}
        return [
            self._told(
                told,
                kind,
                shelf,
                bar,
                side=_LEADS[kind],
                formed_ns=swing.open_ns,
                numbers=numbers,
                member=swing,
            )
        ]

    def _equal(self, kind: Extreme, price: float, atr: float | None) -> _Shelf | None:
        """The earlier level that a new swing equals, taken from where it stood."""
        passed, untouched = self._passed[kind], self._untouched[kind]
        self._passed[kind] = None
        if atr is None:
            return None
        apart = self._tolerance * atr
        nearest = untouched[-1] if untouched and untouched[-1].level - price <= apart else None
        if passed is not None and passed.reach <= price:
            past = price - passed.level
            if past <= apart and (nearest is None or past <= nearest.level - price):
                return passed
        return untouched.pop() if nearest is not None else None

    def _told(
        self,
        told: str,
        kind: Extreme,
        shelf: _Shelf,
        bar: Bar,
        *,
        side: Direction,
        formed_ns: int,
        numbers: dict[str, float],
        member: Swing | None = None,
    ) -> Detection:
        edges = (_price(kind, shelf.near), _price(kind, shelf.level))
        born = told.startswith("equal")
        if told == "pool_grown":
            name = self._teller.name(told, formed_ns, kind)
        else:
            name = shelf.name if born else self._teller.later(told, shelf.name)
        return self._teller.tell(
            told,
            name,
            bar,
            side=side,
            formed_ns=formed_ns,
            low=min(edges),
            high=max(edges),
            level=edges[1],
            of=None if born else shelf.name,
            numbers=numbers,
            texts={} if member is None else {"swing": member.name},
        )


def _price(kind: Extreme, way: float) -> float:
    """Between a price and its place on the way from the market outward, both ways."""
    return way if kind == "high" else -way
