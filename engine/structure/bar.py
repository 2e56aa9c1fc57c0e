"""A closed candle among its neighbours: what every concept of a chart reads."""

from typing import Literal

import msgspec

from core.detection import DetectionId, Direction

Extreme = Literal["high", "low"]


class Swing(msgspec.Struct, gc=False):
    """A confirmed turning point of one strength.

    ``open_ns`` is the opening of the candle that made it, ``index`` that candle's number on the
    chart, ``name`` the detection that told of it. ``label`` compares it with the swing of the same
    kind before it: HH (higher high), LH, HL, LL; "" for the first one and for an equal one.
    """

    kind: Extreme
    price: float
    index: int
    open_ns: int
    name: DetectionId
    label: Literal["HH", "HL", "LH", "LL", ""] = ""


class Break(msgspec.Struct, gc=False):
    """A candle that went beyond a swing: ``bos`` with the trend, ``choch`` against it.

    ``side`` is where it leads: a broken high is bullish. ``swing`` is the level that broke,
    ``name`` the detection that told of it. The bar it stands in is the candle that broke it.
    """

    kind: Literal["bos", "choch"]
    side: Direction
    swing: Swing
    name: DetectionId


class Bar(msgspec.Struct, gc=False):
    """One closed candle, and what the concepts before have made of it.

    Prices are in quote currency, ``volume`` in base coins; ``index`` counts the chart's candles
    from 0. ``atr`` is the average true range of the candles *before* this one, so that no candle is
    measured by itself; None while too few are known. ``after_hole`` says that at least one candle
    before this one is missing; ``before`` is the close of the one before, 0 for the first.

    ``high_rival`` is the newest candle that its high does not stand out against: the last one
    before with a high at or above it, or one after it strictly above; ``low_rival`` is the mirror.
    Both are kept by ``Recent``.

    ``swings`` (confirmed by this candle) and ``breaks`` (made by it) belong to the track that is
    being read; what stands before them in the track's list fills them in.
    """

    index: int
    open_ns: int
    close_ns: int
    seen_ns: int
    late_ns: int
    open: float
    high: float
    low: float
    close: float
    volume: float
    atr: float | None
    after_hole: bool
    before: float = 0.0
    high_rival: int = -1
    low_rival: int = -1
    swings: tuple[Swing, ...] = ()
    breaks: tuple[Break, ...] = ()

    def spans(self, size: float, atrs: float) -> bool:
        """Whether a stretch of price is at least so many average true ranges.

        0 asks for nothing; anything more is met by nothing while the average is unknown.
        """
        return not atrs or (self.atr is not None and size >= atrs * self.atr)

    @property
    def bullish(self) -> bool:
        """Whether it closed above its open."""
        return self.close > self.open

    @property
    def bearish(self) -> bool:
        """Whether it closed below its open."""
        return self.close < self.open
