"""Taker orders: what one aggressor did, put together from the prints it made."""

from collections.abc import Mapping

from core.detection import Detection, detection_id
from core.market import BookSample, Candle, Side, Trade

SETTLED_NS = 1_000_000_000
"""A fact that is no trade ends an order only when it is so much newer: prints of one order may come
in two frames, with a frame of another topic between them."""


class TakerOrder:
    """All prints of one subject with the same venue time and the same side.

    A taker that eats several makers' orders prints once for each of them, at one time. Public
    tapes carry no order numbers, so two takers of one side within the same millisecond are taken
    for one, as the exchanges' own aggregated tapes take them.

    Attributes
    ----------
    size, usd
        Sums over the prints: base coins, quote currency.
    first_price, low, high
        Price of the first print, and the range of all.
    levels
        Price levels it took from: the first, and each that lay beyond all before it on its way.
    known_ns, seen_ns
        When it was certain that no print follows: the venue's time of the fact that said so, and
        when that fact was seen.
    """

    __slots__ = (
        "at_ns", "first_id", "first_price", "high", "known_ns", "levels", "low", "prints",
        "seen_ns", "side", "size", "subject", "usd",
    )  # fmt: skip

    def __init__(self, trade: Trade) -> None:
        self.subject = trade.subject
        self.side: Side = trade.side
        self.at_ns = self.known_ns = trade.at_ns
        self.seen_ns = trade.seen_ns
        self.first_id = trade.id
        self.first_price = self.low = self.high = trade.price
        self.levels = self.prints = 1
        self.size = trade.size
        self.usd = trade.price * trade.size

    def join(self, trade: Trade) -> None:
        """Take in one more print."""
        price = trade.price
        self.levels += price > self.high if self.side == "buy" else price < self.low
        self.low, self.high = min(self.low, price), max(self.high, price)
        self.prints += 1
        self.size += trade.size
        self.usd += price * trade.size

    @property
    def average(self) -> float:
        """What a coin cost, over all prints."""
        return self.usd / self.size

    @property
    def walked_bps(self) -> float:
        """How far it moved the price, from its first print to the farthest, in basis points."""
        farthest = self.high if self.side == "buy" else self.low
        return abs(farthest - self.first_price) / self.first_price * 10_000


def order_detection(
    kind: str, order: TakerOrder, *, numbers: Mapping[str, float], texts: Mapping[str, str]
) -> Detection:
    """What a detector finds in an order: its prices, its sums, and the detector's own numbers."""
    return Detection(
        id=detection_id(kind, order.subject, order.at_ns, order.side),
        kind=kind,
        subject=order.subject,
        formed_ns=order.at_ns,
        known_ns=order.known_ns,
        seen_ns=order.seen_ns,
        side="bullish" if order.side == "buy" else "bearish",
        low=order.low,
        high=order.high,
        level=order.average,
        numbers={
            "usd": order.usd,
            "size": order.size,
            "prints": float(order.prints),
            "levels": float(order.levels),
            **numbers,
        },
        texts={"trade": order.first_id, **texts},
    )


class TakerOrders:
    """Joins live trades into taker orders, each handed out once, when it is over.

    An order is over with the first trade of a later time. Where nobody trades, a book sample or a
    candle ends it that is at least ``SETTLED_NS`` newer. Trades that were learned late belong to
    no order, and neither does one that is older than the last, or comes when its time is over.

    Cost: O(1) a trade. Memory: two orders.

    >>> orders = TakerOrders()
    >>> def trade(at_ns, price):
    ...     return Trade(
    ...         venue="bybit", symbol="ETHUSDT", at_ns=at_ns, seen_ns=at_ns, id="t", price=price,
    ...         size=2.0, side="buy",
    ...     )
    >>> [len(orders.over(trade(*each))) for each in ((1, 10.0), (1, 11.0), (1, 11.0))]
    [0, 0, 0]
    >>> (order,) = orders.over(trade(2, 10.0))
    >>> order.prints, order.levels, order.usd, order.known_ns
    (3, 2, 64.0, 2)
    """

    def __init__(self) -> None:
        self._at_ns = -1
        self._open: dict[Side, TakerOrder] = {}

    def over(self, fact: Trade | BookSample | Candle) -> list[TakerOrder]:
        """The orders that this fact ends, in the order in which they began."""
        if isinstance(fact, Trade):
            return self._traded(fact)
        if isinstance(fact, Candle) and fact.late_ns:
            return []
        return self._end(fact) if self._open and fact.at_ns >= self._at_ns + SETTLED_NS else []

    def _traded(self, trade: Trade) -> list[TakerOrder]:
        if trade.late_ns or trade.at_ns < self._at_ns:
            return []
        ended: list[TakerOrder] = []
        if trade.at_ns > self._at_ns:
            ended = self._end(trade)
            self._at_ns = trade.at_ns
            self._open[trade.side] = TakerOrder(trade)
        elif trade.side in self._open:
            self._open[trade.side].join(trade)
        elif self._open:
            self._open[trade.side] = TakerOrder(trade)
        return ended

    def _end(self, fact: Trade | BookSample | Candle) -> list[TakerOrder]:
        ended = [*self._open.values()]
        self._open.clear()
        for order in ended:
            order.known_ns, order.seen_ns = fact.at_ns, fact.seen_ns
        return ended
