"""The leg from a swing to its break: which candle is the block, and how hard price left it."""

from core.detection import Direction
from engine.structure.bar import Bar, Break
from engine.structure.greatest import GreatestSince
from engine.structure.options import StructureOptions


def zone_of(bar: Bar, options: StructureOptions) -> tuple[float, float]:
    """Low and high of a block made of this candle: the whole candle or its body."""
    if options.order_block_zone == "full":
        return bar.low, bar.high
    return min(bar.open, bar.close), max(bar.open, bar.close)


class Leg:
    """What must be known of the candles on the way in one direction.

    The block of a break up is looked for strictly between the broken swing's candle and the candle
    that broke it: the last one that closed below its open (``opposite``), or the one with the
    lowest low, of equal ones the last (``extreme``). A break down is the mirror. Where there is no
    such candle, there is no block.

    The body that counts is the largest since the block. Since the last opposite candle that is one
    running number; since an extreme it needs a queue.

    Cost O(1) amortised a candle; memory one candle for ``opposite``, for ``extreme`` at most two
    queues of 2,000, far less where swings are confirmed, for what lies before the newest swing is
    let go.
    """

    def __init__(self, side: Direction, options: StructureOptions) -> None:
        self._up = side == "bullish"
        self._by_extreme = options.order_block == "extreme"
        self._opposite: Bar | None = None
        self._body = 0.0
        self._extremes = GreatestSince()
        self._bodies = GreatestSince()

    def block(self, broken: Break) -> Bar | None:
        """The candle that is the block; asked before the breaking candle is taken in."""
        since = broken.swing.index
        if self._by_extreme:
            extreme = self._extremes.since(since)
            return extreme[1] if extreme else None
        opposite = self._opposite
        return opposite if opposite and opposite.index > since else None

    def displacement(self, block: Bar, breaking: Bar) -> float | None:
        """The largest body on the way from the block to the break, in average true ranges.

        Only candles that went the leg's way count, each by the average before it, the breaking one
        too; None where there is none that can be measured.
        """
        body = self._body
        if self._by_extreme:
            before = self._bodies.since(block.index)
            body = before[0] if before else 0.0
        return max(body, self._body_atr(breaking)) or None

    def take(self, bar: Bar) -> None:
        """Take in a candle after the block of its break was asked for."""
        body = bar.close - bar.open if self._up else bar.open - bar.close
        if self._by_extreme:
            self._extremes.take(-bar.low if self._up else bar.high, bar)
            if body > 0 and bar.atr:
                self._bodies.take(body / bar.atr, bar)
        elif body < 0:
            self._opposite, self._body = bar, 0.0
        elif bar.atr:
            self._body = max(self._body, body / bar.atr)

    def forget(self, index: int) -> None:
        """Let go of what lies up to a newly confirmed swing: no break looks behind it."""
        if self._by_extreme:
            self._extremes.forget(index)
            self._bodies.forget(index)

    def _body_atr(self, bar: Bar) -> float:
        body = bar.close - bar.open if self._up else bar.open - bar.close
        return body / bar.atr if body > 0 and bar.atr else 0.0
