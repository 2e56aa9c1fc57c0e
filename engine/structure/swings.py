"""Swings: the turning points from which market structure is read."""

from collections.abc import Sequence
from typing import Literal

from core.detection import Detection, Direction
from engine.structure.bar import Bar, Extreme, Swing
from engine.structure.concept import Setting

# A turn from a high leads down, one from a low leads up.
_LEADS: dict[Extreme, Direction] = {"high": "bearish", "low": "bullish"}


class Swings:
    """Confirmed turning points, told as ``swing_high`` and ``swing_low``.

    A swing high is a candle whose high lies strictly above the highs of the ``length`` candles
    before it, and at or above those of the ``length`` candles after it: of equal highs the first
    one is the swing. A swing low is the mirror. This is Williams' fractal (Trading Chaos, 1995, two
    candles on each side) with a chosen length. One candle may be both.

    It is formed at its own candle and known at the close of the ``length``-th candle after; nothing
    is told before, and nothing told is taken back. ``level`` is its price; ``numbers`` hold
    ``length``, and where known ``atr`` (before its candle) and ``before`` (price of the swing of
    the same kind before it); ``texts`` the ``label`` against that one: HH, HL, LH or LL, and none
    for an equal one. A hole between candles starts the count of neighbours anew; the swing before
    is remembered across it.

    How a candle stands among its neighbours is known once a chart (``Recent``); here one comparison
    each is left. Cost O(1) a candle, memory two prices.
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._length = setting.length
        self._recent = setting.recent
        self._before: dict[Extreme, float] = {}

    def read(self, bar: Bar) -> Sequence[Detection]:
        """The swings that this candle confirms, the high first; they are put into the bar."""
        turn = self._recent.bars[-1 - self._length]
        oldest = turn.index - self._length
        top, bottom = turn.high_rival < oldest, turn.low_rival < oldest
        if not top and not bottom:
            return ()
        found = [self._swing("high", turn.high, turn, bar)] if top else []
        if bottom:
            found.append(self._swing("low", turn.low, turn, bar))
        return found

    def _swing(self, kind: Extreme, price: float, turn: Bar, bar: Bar) -> Detection:
        before = self._before.get(kind)
        self._before[kind] = price
        told = f"swing_{kind}"
        swing = Swing(
            kind=kind,
            price=price,
            index=turn.index,
            open_ns=turn.open_ns,
            name=self._teller.name(told, turn.open_ns),
            label=_label(kind, price, before),
        )
        bar.swings += (swing,)
        numbers = {"length": float(self._length)}
        if turn.atr is not None:
            numbers["atr"] = turn.atr
        if before is not None:
            numbers["before"] = before
        return self._teller.tell(
            told,
            swing.name,
            bar,
            side=_LEADS[kind],
            formed_ns=turn.open_ns,
            level=price,
            numbers=numbers,
            texts={"label": swing.label} if swing.label else {},
        )


def _label(
    kind: Extreme, price: float, before: float | None
) -> Literal["HH", "HL", "LH", "LL", ""]:
    if before is None or price == before:
        return ""
    if kind == "high":
        return "HH" if price > before else "LH"
    return "HL" if price > before else "LL"
