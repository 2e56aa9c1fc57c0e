"""The dealing range: where price stands between its low and its high, and the optimal entry."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import Literal

from core.detection import Detection, Direction
from engine.structure.bar import Bar, Swing
from engine.structure.concept import Alarm, Setting

_MIDDLE = 0.5

# The zone of the optimal trade entry: shares of a leg given back, as Inner Circle Traders draw it.
_NEAR, _FAR = 0.618, 0.79

# What a share may be off by rounding, many times over.
_HAIR = 1e-9

# Where the halves and the zone of the entry meet, as shares, by the way of the impulse.
_EDGES: dict[Direction | None, tuple[float, ...]] = {
    None: (_MIDDLE,),
    "bullish": (1 - _FAR, 1 - _NEAR, _MIDDLE),
    "bearish": (_MIDDLE, _NEAR, _FAR),
}

# Between which shares nothing changes: from each edge, or the low, to the next one, or the high.
_BETWEEN = {
    way: [(low + _HAIR, high - _HAIR) for low, high in pairwise((0, *edges, 1))]
    for way, edges in _EDGES.items()
}

_Half = Literal["premium", "discount"]

# What is dear is sold, what is cheap is bought.
_ENTERED: dict[_Half, tuple[str, Direction]] = {
    "premium": ("premium_entered", "bearish"),
    "discount": ("discount_entered", "bullish"),
}


class DealingRange:
    """The halves of the range, and the optimal trade entry (OTE) of its last leg.

    The range reaches from the last confirmed swing low of the track to its last confirmed swing
    high, and trails: a wick beyond an end moves that end. It begins when one swing of each kind is
    confirmed, and anew after a hole between candles, whose extremes nobody saw. Everything is
    judged by a candle's close and known at it:

    * ``premium_entered`` (strictly above the middle), ``discount_entered`` (strictly below it),
      where the close before was in the other half; a close in the middle stays in the half it came
      from. The half in which the first range finds price is not entered.
    * ``equilibrium_crossed``: price went over the middle, rather than the middle over price, as it
      does where an end moves.
    * ``ote_entered``: price has given back 0.618 to 0.79 (both included) of the last impulse leg.
      The leg runs from the older end of the range to the newer one, and is an impulse where the
      last break of structure went its way. After a bullish leg the zone lies in the discount half.

    Each is told once a range, the crossing once either way; a range whose end moved is another one.
    ``low`` and ``high`` are the range's; ``level`` is its middle, for the entry the near edge of
    its zone. ``numbers`` hold ``price`` (the close) and ``share`` (0 at the low, 1 at the high),
    for the entry ``retracement``, ``zone_low`` and ``zone_high`` too. Cost O(1) a candle, memory a
    few numbers.
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._trend: Direction | None = None
        self._told: set[tuple[str, Direction]] = set()
        self.alarm = Alarm()
        self._begin_anew()

    def _begin_anew(self) -> None:
        # No candle goes beyond an end that is not known.
        self._low, self._high = -inf, inf
        self._low_at = self._high_at = -1
        self._impulse: Direction | None = None
        self._half: _Half | None = None
        self._zone: Direction | None = None
        self.alarm.below, self.alarm.above = -inf, inf

    def read(self, bar: Bar) -> Sequence[Detection]:
        """What this candle's close enters and crosses."""
        if bar.after_hole:
            self._begin_anew()
        if bar.high > self._high or bar.low < self._low or bar.swings or bar.breaks:
            self._move(bar)
        elif self.alarm.below < bar.close < self.alarm.above:
            return ()
        span = self._high - self._low
        if not 0 < span < inf:
            return ()
        share = (bar.close - self._low) / span
        self._doze(bar.close, share, span)
        return self._judged(bar, share)

    def _doze(self, close: float, share: float, span: float) -> None:
        """Find the edges on both sides of a close: between them the next ones change nothing."""
        way, low, alarm = self._impulse, self._low, self.alarm
        below, above = _BETWEEN[way][bisect_right(_EDGES[way], share)]
        below, alarm.above = low + below * span, low + above * span
        # A share is rounded: a close right at an edge is judged, and so is the one after it.
        alarm.below = below if below < close < alarm.above else inf

    def _judged(self, bar: Bar, share: float) -> Sequence[Detection]:
        """What a close enters and crosses."""
        half = "premium" if share > _MIDDLE else "discount" if share < _MIDDLE else self._half
        zone = self._impulse
        if zone and not _NEAR <= (1 - share if zone == "bullish" else share) <= _FAR:
            zone = None
        came_from, left = self._half, self._zone
        if half == came_from and zone == left:
            return ()
        self._half, self._zone = half, zone
        if came_from is None:
            return ()
        found: list[Detection] = []
        if half is not None and half != came_from:
            self._enter_half(bar, half, share, found)
        if zone is not None and zone != left:
            self._enter_zone(bar, zone, share, found)
        return found

    def _move(self, bar: Bar) -> None:
        """Follow a candle that moves an end or breaks structure."""
        if bar.breaks:
            self._trend = bar.breaks[-1].side
        if bar.high > self._high:
            self._high, self._high_at = bar.high, bar.index
            self._told.clear()
        if bar.low < self._low:
            self._low, self._low_at = bar.low, bar.index
            self._told.clear()
        for swing in bar.swings:
            self._take_end(swing)
        leg = self._high_at - self._low_at
        with_trend = leg > 0 if self._trend == "bullish" else leg < 0
        self._impulse = self._trend if with_trend else None
        self.alarm.below = inf

    def _take_end(self, swing: Swing) -> None:
        # No candle since a swing lies beyond it, so it is where the trail would be.
        if swing.kind == "high":
            moved = swing.price != self._high
            self._high, self._high_at = swing.price, swing.index
        else:
            moved = swing.price != self._low
            self._low, self._low_at = swing.price, swing.index
        if moved:
            self._told.clear()

    def _enter_half(self, bar: Bar, half: _Half, share: float, found: list[Detection]) -> None:
        middle = (self._low + self._high) / 2
        numbers = {"price": bar.close, "share": share}
        crossed: Direction | None = None
        if bar.before <= middle < bar.close:
            crossed = "bullish"
        elif bar.before >= middle > bar.close:
            crossed = "bearish"
        if crossed and self._first("equilibrium_crossed", crossed):
            found.append(self._tell("equilibrium_crossed", crossed, bar, middle, numbers))
        kind, side = _ENTERED[half]
        if self._first(kind, side):
            found.append(self._tell(kind, side, bar, middle, {**numbers}))

    def _enter_zone(self, bar: Bar, leg: Direction, share: float, found: list[Detection]) -> None:
        if not self._first("ote_entered", leg):
            return
        low, high = self._low, self._high
        end, back = (high, low - high) if leg == "bullish" else (low, high - low)
        near, far = end + _NEAR * back, end + _FAR * back
        numbers = {
            "price": bar.close,
            "share": share,
            "retracement": (bar.close - end) / back,
            "zone_low": min(near, far),
            "zone_high": max(near, far),
        }
        found.append(self._tell("ote_entered", leg, bar, near, numbers))

    def _first(self, kind: str, side: Direction) -> bool:
        """Whether this range has not told of it yet; from now on it has."""
        told = (kind, side)
        if told in self._told:
            return False
        self._told.add(told)
        return True

    def _tell(
        self, kind: str, side: Direction, bar: Bar, level: float, numbers: dict[str, float]
    ) -> Detection:
        return self._teller.tell(
            kind,
            self._teller.name(kind, bar.open_ns),
            bar,
            side=side,
            formed_ns=bar.open_ns,
            low=self._low,
            high=self._high,
            level=level,
            numbers=numbers,
        )
