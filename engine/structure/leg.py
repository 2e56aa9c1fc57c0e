"""The leg from a swing to its break: which candle is the block, and how hard price left it."""

from typing import Protocol

from core.detection import Direction
from engine.structure.bar import Bar, Break
from engine.structure.course import FLIPPED
from engine.structure.greatest import GreatestSince
from engine.structure.options import StructureOptions
from engine.structure.recent import Recent


def zone_of(bar: Bar, options: StructureOptions) -> tuple[float, float]:
    """Low and high of a block made of this candle: the whole candle or its body."""
    if options.order_block_zone == "full":
        return bar.low, bar.high
    return min(bar.open, bar.close), max(bar.open, bar.close)


class Leg(Protocol):
    """What must be known of the candles on the way in one direction.

    The block of a break is looked for strictly between the broken swing's candle and the candle
    that broke it.
    """

    def block(self, broken: Break, breaking: Bar) -> Bar | None:
        """The candle that is the block, if there is one."""

    def displacement(self, block: Bar, breaking: Bar) -> float | None:
        """The largest body on the way from the block to the break, in average true ranges.

        Only candles that went the leg's way count, each by the average before it, the breaking one
        too; None where there is none that can be measured.
        """


class OppositeLeg:
    """The block of a break up is the last candle that closed below its open; down, the mirror.

    Nothing is done before a break: the candles since the block all went the leg's way (or nowhere),
    so there are few to look at, and at most those that ``Recent`` keeps.
    """

    def __init__(self, side: Direction, recent: Recent) -> None:
        self._side: Direction = side
        self._recent = recent

    def block(self, broken: Break, breaking: Bar) -> Bar | None:
        """The last opposite candle before the breaking one, if it is newer than the swing."""
        opposite = self._recent.last(FLIPPED[self._side], breaking.index - 1)
        return opposite if opposite and opposite.index > broken.swing.index else None

    def displacement(self, block: Bar, breaking: Bar) -> float | None:  # noqa: ARG002  it is the last of those after the block
        """The largest body since the block."""
        return max(_body_atr(bar, self._side) for bar in self._recent.after(block)) or None


class ExtremeLeg:
    """The block of a break up is the candle with the lowest low, of equal ones the last.

    The block of a break down is the mirror. Every candle is taken in, after it was asked for the
    block of its own break. Memory: two queues of 2,000 candles at most, far less where swings are
    confirmed, for what lies before the newest swing is let go.
    """

    def __init__(self, side: Direction) -> None:
        self._side: Direction = side
        self._extremes = GreatestSince()
        self._bodies = GreatestSince()

    def block(self, broken: Break, breaking: Bar) -> Bar | None:  # noqa: ARG002  it is not taken in yet
        """The extreme candle since the swing."""
        extreme = self._extremes.since(broken.swing.index)
        return extreme[1] if extreme else None

    def displacement(self, block: Bar, breaking: Bar) -> float | None:
        """The largest body since the block."""
        before = self._bodies.since(block.index)
        return max(before[0] if before else 0.0, _body_atr(breaking, self._side)) or None

    def take(self, bar: Bar) -> None:
        """Take in the next candle."""
        self._extremes.take(-bar.low if self._side == "bullish" else bar.high, bar)
        if body := _body_atr(bar, self._side):
            self._bodies.take(body, bar)

    def forget(self, index: int) -> None:
        """Let go of what lies up to a newly confirmed swing: no break looks behind it."""
        self._extremes.forget(index)
        self._bodies.forget(index)


def _body_atr(bar: Bar, side: Direction) -> float:
    """The body of a candle that went this way in average true ranges, else 0."""
    body = bar.close - bar.open if side == "bullish" else bar.open - bar.close
    return body / bar.atr if body > 0 and bar.atr else 0.0
