"""The dealing range as it stands, from swings that were told and candles that were kept."""

from collections.abc import Sequence
from itertools import pairwise

from core.detection import Detection
from core.market import TIMEFRAME_NS, Candle
from usecases.chart_marks import DealingRange


def dealing_range(found: Sequence[Detection], candles: Sequence[Candle]) -> DealingRange | None:
    """The last confirmed swing low to the last confirmed swing high, trailed by wicks.

    ``candles`` need only reach as far back as it takes to confirm a swing (50 by default): the
    farthest price since a swing lies beyond all that came before it, so that once it is older than
    that it has become the newest swing itself.

    A hole between candles begins the range anew, for nobody saw how far price went in it. None
    before one swing of each kind was told, or where the two are at one price.
    """
    since_ns = _unbroken_since(candles)
    swings = {
        each.kind: each
        for each in found
        if each.kind in {"swing_high", "swing_low"} and each.formed_ns >= since_ns
    }
    high, low = swings.get("swing_high"), swings.get("swing_low")
    if high is None or low is None or high.level is None or low.level is None:
        return None
    after_high = [each.high for each in candles if each.open_ns > high.formed_ns]
    after_low = [each.low for each in candles if each.open_ns > low.formed_ns]
    top, bottom = max(high.level, *after_high), min(low.level, *after_low)
    return DealingRange(bottom, top) if bottom < top else None


def _unbroken_since(candles: Sequence[Candle]) -> int:
    """The opening of the first candle after the last hole; 0 where there is none."""
    return max(
        (
            after.open_ns
            for before, after in pairwise(candles)
            if after.open_ns - before.open_ns > TIMEFRAME_NS[after.timeframe]
        ),
        default=0,
    )
