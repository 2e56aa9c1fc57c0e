"""Large trades: single taker orders that stand out by size."""

from dataclasses import dataclass

from core.detection import Detection, Move
from core.market import BookSample, Candle, Trade
from core.online.sketch import RollingSketch
from core.taker import TakerOrder, TakerOrders, order_detection
from core.time_units import DAY_NS, MINUTE_NS


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeTradeOptions:
    """From which size on a trade is large. Wrong choices are refused when they are made.

    Parameters
    ----------
    floor_usd
        An order of so much quote currency is large anywhere. A million is what people call a
        whale's order on a large perpetual.
    share
        An order larger than this share of the instrument's own orders of the last 24 hours is large
        for it. One in a thousand is left at 0.999.
    least_usd
        The least for that second way: one in a thousand of a sleepy market is still small money.
    least_orders
        Orders that must be known before the second way is open: the 99.9th percentile of fewer than
        some thousands is one single order.
    """

    floor_usd: float = 1_000_000.0
    share: float = 0.999
    least_usd: float = 100_000.0
    least_orders: int = 5_000

    def __post_init__(self) -> None:
        """Refuse what would call everything large, or nothing."""
        if not 0 < self.least_usd <= self.floor_usd < float("inf"):
            raise ValueError(
                f"least_usd {self.least_usd} and floor_usd {self.floor_usd}: take more than 0, "
                "and no more for the first than for the second"
            )
        if not 0 < self.share < 1:
            raise ValueError(f"share {self.share}: take more than 0 and less than 1")
        if self.least_orders < 1:
            raise ValueError(f"least_orders {self.least_orders}: take 1 or more")


_DEFAULTS = LargeTradeOptions()


class LargeTrades:
    """``large_trade``: a taker order of ``floor_usd`` or more, or larger than its market's usual.

    Prints of one venue time and side are one order (``core.taker``); it is told when it is certain
    that none follows. Equality counts as large for ``floor_usd`` and ``least_usd``, not for the
    percentile. The percentile is of the last 24 hours, reckoned anew each minute of venue time and
    right to 1 %; an order counts in it only after it was judged. Trades that were learned late are
    neither told nor counted.

    ``level`` is the average price, ``low`` and ``high`` the range; ``numbers`` hold ``usd``,
    ``size``, ``prints``, ``levels``, and ``usual_usd``, the percentile, where it is known;
    ``texts`` the first print's id and ``by``, what made it large: ``floor`` or ``share``.

    Cost: O(1) a trade. Memory: a sketch of 24 hours (``core.online.sketch``), bounded.
    """

    def __init__(self, options: LargeTradeOptions = _DEFAULTS) -> None:
        self._options = options
        self._orders = TakerOrders()
        self._sizes = RollingSketch(DAY_NS)
        self._usual_usd: float | None = None
        self._reckoned = -1

    def update(self, fact: Trade | BookSample | Candle) -> list[Detection | Move]:
        """The orders that this fact ends, if they were large."""
        ended = self._orders.over(fact)
        return [found for order in ended for found in self._judged(order)] if ended else []

    def _judged(self, order: TakerOrder) -> list[Detection]:
        self._reckon(order.at_ns)
        usual, options = self._usual_usd, self._options
        by = ""
        if order.usd >= options.floor_usd:
            by = "floor"
        elif usual is not None and order.usd >= options.least_usd and order.usd > usual:
            by = "share"
        self._sizes.take(order.at_ns, min(max(order.usd, 1e-9), 1e12))
        return [_told(order, by, usual)] if by else []

    def _reckon(self, at_ns: int) -> None:
        """The percentile, once a minute: it takes a look at some hundred buckets."""
        minute = at_ns // MINUTE_NS
        if minute == self._reckoned:
            return
        self._reckoned = minute
        self._sizes.forward(at_ns)
        known = self._sizes.count >= self._options.least_orders
        self._usual_usd = self._sizes.at(self._options.share) if known else None


def _told(order: TakerOrder, by: str, usual_usd: float | None) -> Detection:
    usual = {} if usual_usd is None else {"usual_usd": usual_usd}
    return order_detection("large_trade", order, numbers=usual, texts={"by": by})
