"""Breaks of structure: with the trend (BOS) and against it (CHoCH)."""

from collections.abc import Sequence
from math import inf
from typing import Literal

from core.detection import Detection, Direction
from engine.structure.bar import Bar, Break, Swing
from engine.structure.concept import Alarm, Setting


class Breaks:
    """Candles that go beyond the newest swing, told as ``bos`` and ``choch``.

    A swing high breaks up when a candle closes strictly above it (``break_by="close"``), or when
    its high does (``"wick"``); a swing low breaks down, the mirror. The level is the newest
    confirmed swing of its kind; a newer one takes the place of an older one that never broke, and
    each breaks once. The first break of a chart, and each that goes with the one before, is a break
    of structure (``bos``); one against it is a change of character (``choch``), which turns the
    trend.

    A swing counts from the candle after the one that confirmed it. Nothing is missed by that: no
    candle between a swing and its confirmation lies beyond it, or it would be no swing. A level
    outlives a hole between candles.

    A break is formed at its candle and known at that candle's close. ``level`` is the swing's
    price, ``of`` names the swing, ``numbers`` hold ``price`` (the close or wick that broke it),
    ``candles`` (how many ago the swing was), and where known ``atr``. By wick one candle may break
    both ways: a rising one is read low first, any other high first, so that its close has the last
    word. Cost O(1) a candle, memory two swings.
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._by_wick = setting.options.break_by == "wick"
        self._high: Swing | None = None
        self._low: Swing | None = None
        self._trend: Direction | None = None
        self.alarm = Alarm()

    def read(self, bar: Bar) -> Sequence[Detection]:
        """The breaks that this candle makes; they are put into the bar."""
        high, low = self._high, self._low
        top, bottom = (bar.high, bar.low) if self._by_wick else (bar.close, bar.close)
        found: Sequence[Detection] = ()
        if (high and top > high.price) or (low and bottom < low.price):
            found = self._broken(bar, top, bottom)
        for swing in bar.swings:
            if swing.kind == "high":
                self._high = swing
            else:
                self._low = swing
        # A close beyond a level has a wick beyond it too.
        self.alarm.above = self._high.price if self._high else inf
        self.alarm.below = self._low.price if self._low else -inf
        return found

    def _broken(self, bar: Bar, top: float, bottom: float) -> list[Detection]:
        passed = []
        high, low = self._high, self._low
        if high and top > high.price:
            passed.append((high, top))
            self._high = None
        if low and bottom < low.price:
            passed.append((low, bottom))
            self._low = None
        if bar.bullish:
            passed.reverse()
        return [self._break(bar, swing, price) for swing, price in passed]

    def _break(self, bar: Bar, swing: Swing, price: float) -> Detection:
        side: Direction = "bullish" if swing.kind == "high" else "bearish"
        kind: Literal["bos", "choch"] = "bos" if self._trend in {None, side} else "choch"
        self._trend = side
        broken = Break(kind=kind, side=side, swing=swing, name=self._teller.later(kind, swing.name))
        bar.breaks += (broken,)
        numbers = {"price": price, "candles": float(bar.index - swing.index)}
        if bar.atr is not None:
            numbers["atr"] = bar.atr
        return self._teller.tell(
            kind,
            broken.name,
            bar,
            side=side,
            formed_ns=bar.open_ns,
            level=swing.price,
            of=swing.name,
            numbers=numbers,
        )
