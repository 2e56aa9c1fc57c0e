"""An order book that knows whether it can be trusted."""

from enum import Enum

from core.market import BookDelta


class Applied(Enum):
    """What a delta did to a book."""

    APPLIED = "applied"
    IGNORED = "ignored"  # older than the book, or the book waits for a snapshot
    GAP = "gap"  # a delta before this one is missing: the book is no longer the venue's


class OrderBook:
    """The resting orders of one symbol, kept from snapshots and deltas of one depth.

    Prices and sizes stay in the venue's decimal text. The rule of Bybit's v5 documents (orderbook
    page, 2026-07): a snapshot, or update id 1 after a restart of the service, replaces the book; a
    delta must carry the id after the last one. A book that missed a delta keeps the state of its
    last good frame, says ``in_sync = False``, and ignores deltas until the next snapshot.

    Cost: O(changes) a frame, plus O(depth) when the best level of a side is removed.

    >>> book = OrderBook()
    >>> book.in_sync
    False
    """

    __slots__ = ("asks", "at_ns", "best_ask", "best_bid", "bids", "in_sync", "update_id")

    def __init__(self) -> None:
        self.bids: dict[str, str] = {}
        self.asks: dict[str, str] = {}
        self.best_bid = 0.0
        self.best_ask = float("inf")
        self.update_id = 0
        self.at_ns = 0
        self.in_sync = False

    def apply(self, delta: BookDelta) -> Applied:
        """Take one frame in; say what came of it."""
        if delta.snapshot or delta.update_id == 1:
            self._replace(delta)
            return Applied.APPLIED
        if not self.in_sync or delta.update_id <= self.update_id:
            return Applied.IGNORED
        if delta.update_id != self.update_id + 1:
            self.in_sync = False
            return Applied.GAP
        self._change(delta)
        return Applied.APPLIED

    @property
    def crossed(self) -> bool:
        """Whether the best bid is not below the best ask, which no venue's book ever is."""
        return self.best_bid >= self.best_ask

    def top(self, levels: int) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The best ``levels`` bids (descending) and asks (ascending), in the venue's text."""
        bids = sorted(self.bids.items(), key=lambda level: -float(level[0]))
        asks = sorted(self.asks.items(), key=lambda level: float(level[0]))
        return bids[:levels], asks[:levels]

    def _replace(self, delta: BookDelta) -> None:
        self.bids = dict(delta.bids)
        self.asks = dict(delta.asks)
        self._find_best_bid()
        self._find_best_ask()
        self.update_id = delta.update_id
        self.at_ns = delta.at_ns
        self.in_sync = True

    def _change(self, delta: BookDelta) -> None:
        # The best levels are looked up after the whole frame: one frame may replace every level
        # of a side, which leaves that side empty half-way through.
        lost_bid = lost_ask = False
        bids, asks = self.bids, self.asks
        for price, size in delta.bids:
            if size == "0":
                bids.pop(price, None)
                lost_bid = lost_bid or float(price) >= self.best_bid
            else:
                bids[price] = size
                self.best_bid = max(self.best_bid, float(price))
        for price, size in delta.asks:
            if size == "0":
                asks.pop(price, None)
                lost_ask = lost_ask or float(price) <= self.best_ask
            else:
                asks[price] = size
                self.best_ask = min(self.best_ask, float(price))
        if lost_bid:
            self._find_best_bid()
        if lost_ask:
            self._find_best_ask()
        self.update_id = delta.update_id
        self.at_ns = delta.at_ns

    def _find_best_bid(self) -> None:
        self.best_bid = max(map(float, self.bids), default=0.0)

    def _find_best_ask(self) -> None:
        self.best_ask = min(map(float, self.asks), default=float("inf"))
