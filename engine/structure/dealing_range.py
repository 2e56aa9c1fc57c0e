"""The dealing range: where price stands between its low and its high, and the optimal entry."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import inf
from typing import Literal

from core.detection import Detection, Direction
from engine.structure.bar import Bar, Swing
from engine.structure.concept import Setting

_MIDDLE = 0.5

# The zone of the optimal trade entry: shares of a leg given back, as Inner Circle Traders draw it.
_NEAR, _FAR = 0.618, 0.79

# What a share may be off by rounding, many times over.
_HAIR = 1e-9

_Half = Literal["premium", "discount"]

# What is dear is sold, what is cheap is bought.
_SIDE: dict[_Half, Direction] = {"premium": "bearish", "discount": "bullish"}


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
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._low: float | None = None
        self._high: float | None = None
        self._low_at = self._high_at = -1
        self._impulse: Direction | None = None
        self._half: _Half | None = None
        self._zone: Direction | None = None
        self._edges: list[float] = []
        self.below, self.above = -inf, inf

    def read(self, bar: Bar) -> Sequence[Detection]:
        """What this candle's close enters and crosses."""
        if bar.after_hole:
            self._begin_anew()
        low, high = self._low, self._high
        if bar.swings or bar.breaks or (high and bar.high > high) or (low and bar.low < low):
            self._move(bar)
            low, high = self._low, self._high
        elif self.below < bar.close < self.above:
            return ()
        if low is None or high is None or low == high:
            return ()
        self._doze(bar.close, (high - low) * _HAIR)
        return self._judged(bar, low, high)

    def _doze(self, close: float, hair: float) -> None:
        """Find the edges on both sides of a close: between them the next ones change nothing."""
        place = bisect_right(self._edges, close)
        self.below = self._edges[place - 1] + hair
        self.above = self._edges[place] - hair if place < len(self._edges) else -inf
        # A share is rounded: a close right at an edge is judged, and so is the one after it.
        if not self.below < close < self.above:
            self.below = inf

    def _judged(self, bar: Bar, low: float, high: float) -> Sequence[Detection]:
        """What a close enters and crosses."""
        share = (bar.close - low) / (high - low)
        half = "premium" if share > _MIDDLE else "discount" if share < _MIDDLE else self._half
        zone = self._impulse
        if zone and not _NEAR <= (1 - share if zone == "bullish" else share) <= _FAR:
            zone = None
        if half == self._half and zone == self._zone:
            return ()
        came_from, self._half = self._half, half
        left, self._zone = self._zone, zone
        found: list[Detection] = []
        if came_from is not None and half is not None and half != came_from:
            found += self._entered_half(bar, half, (low + high) / 2, share)
        if came_from is not None and zone is not None and zone != left:
            found += self._entered_zone(bar, zone, low, high)
        return found

    def _move(self, bar: Bar) -> None:
        """Follow a candle that moves an end or breaks structure."""
        if bar.breaks:
            self._trend = bar.breaks[-1].side
        self._trail(bar)
        for swing in bar.swings:
            self._take_end(swing)
        leg = self._high_at - self._low_at
        with_trend = leg > 0 if self._trend == "bullish" else leg < 0
        self._impulse = self._trend if with_trend else None
        self._draw()

    def _draw(self) -> None:
        """Where the range, its halves and the zone of the entry begin and end, from the bottom."""
        low, high = self._low, self._high
        self.below, self._edges = inf, []
        if low is None or high is None:
            return
        if self._impulse == "bullish":
            back = high - low
            self._edges = [low, high - _FAR * back, high - _NEAR * back, (low + high) / 2, high]
        elif self._impulse == "bearish":
            back = high - low
            self._edges = [low, (low + high) / 2, low + _NEAR * back, low + _FAR * back, high]
        else:
            self._edges = [low, (low + high) / 2, high]

    def _trail(self, bar: Bar) -> None:
        if self._high is not None and bar.high > self._high:
            self._high, self._high_at = bar.high, bar.index
            self._told.clear()
        if self._low is not None and bar.low < self._low:
            self._low, self._low_at = bar.low, bar.index
            self._told.clear()

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

    def _entered_half(
        self, bar: Bar, half: _Half, middle: float, share: float
    ) -> Iterator[Detection]:
        numbers = {"price": bar.close, "share": share}
        before = bar.before
        if before <= middle < bar.close:
            yield from self._once("equilibrium_crossed", "bullish", bar, middle, numbers)
        elif before >= middle > bar.close:
            yield from self._once("equilibrium_crossed", "bearish", bar, middle, numbers)
        yield from self._once(f"{half}_entered", _SIDE[half], bar, middle, numbers)

    def _entered_zone(
        self, bar: Bar, leg: Direction, low: float, high: float
    ) -> Iterator[Detection]:
        end, back = (high, low - high) if leg == "bullish" else (low, high - low)
        near, far = end + _NEAR * back, end + _FAR * back
        numbers = {
            "price": bar.close,
            "share": (bar.close - low) / (high - low),
            "retracement": (bar.close - end) / back,
            "zone_low": min(near, far),
            "zone_high": max(near, far),
        }
        yield from self._once("ote_entered", leg, bar, near, numbers)

    def _once(
        self, kind: str, side: Direction, bar: Bar, level: float, numbers: dict[str, float]
    ) -> Iterator[Detection]:
        if (kind, side) in self._told:
            return
        self._told.add((kind, side))
        yield self._teller.tell(
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
