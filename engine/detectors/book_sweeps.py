"""Sweeps of the book: one taker order that ate its way through many prices."""

from dataclasses import dataclass

from core.detection import Detection, Move
from core.market import BookSample, Candle, Trade
from core.taker import TakerOrder, TakerOrders, order_detection


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepOptions:
    """What counts as a sweep. Wrong choices are refused when they are made.

    Parameters
    ----------
    levels
        Least number of price levels that one order took from.
    bps
        Least distance it walked, in basis points: where ticks are fine, many levels lie within a
        hair. On recordings of ETHUSDT one order in a thousand walks two; five is about one in an
        ordinary half hour.
    least_usd
        Least size in quote currency: an empty book is swept by anybody.
    """

    levels: int = 5
    bps: float = 5.0
    least_usd: float = 50_000.0

    def __post_init__(self) -> None:
        """Refuse what would call every trade a sweep."""
        if self.levels < 2:  # noqa: PLR2004 - one level is a plain trade
            raise ValueError(f"levels {self.levels}: a sweep takes from 2 or more")
        for name in ("bps", "least_usd"):
            value = getattr(self, name)
            if not 0 <= value < float("inf"):
                raise ValueError(f"{name} {value}: take 0 or more")


_DEFAULTS = SweepOptions()


class BookSweeps:
    """``book_sweep``: one taker order over at least ``levels`` prices and ``bps`` basis points.

    All three bounds of the options must be reached; equality counts. Levels are those that printed:
    an empty tick on the way is none. Prints of one venue time and side are one order
    (``core.taker``), told when it is certain that none follows; trades that were learned late
    belong to none.

    ``low`` and ``high`` are the range it took, ``level`` its average price; ``numbers`` hold
    ``usd``, ``size``, ``prints``, ``levels``, ``bps``; ``texts`` the first print's id.

    Cost: O(1) a trade. Memory: two orders.
    """

    def __init__(self, options: SweepOptions = _DEFAULTS) -> None:
        self._options = options
        self._orders = TakerOrders()

    def update(self, fact: Trade | BookSample | Candle) -> list[Detection | Move]:
        """The orders that this fact ends, if they were sweeps."""
        ended = self._orders.over(fact)
        return [_told(order) for order in ended if self._is_sweep(order)] if ended else []

    def _is_sweep(self, order: TakerOrder) -> bool:
        least = self._options
        return (
            order.levels >= least.levels
            and order.usd >= least.least_usd
            and order.walked_bps >= least.bps
        )


def _told(order: TakerOrder) -> Detection:
    return order_detection("book_sweep", order, numbers={"bps": order.walked_bps}, texts={})
