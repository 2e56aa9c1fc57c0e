"""An order book that knows whether it can be trusted."""

from collections.abc import Sequence
from enum import Enum

from core.market import BookDelta

Level = tuple[str, str]
"""A price and the size that rests there, in the venue's decimal text."""


class Applied(Enum):
    """What a frame did to a book."""

    APPLIED = "applied"
    IGNORED = "ignored"  # older than the book, or the book waits for a snapshot
    GAP = "gap"  # a frame before this one is missing: the book is no longer the venue's


class OrderBook:
    """The resting orders of one symbol, kept from snapshots and deltas of one depth.

    Prices and sizes stay in the venue's decimal text. The rule of Bybit's v5 documents (orderbook
    page, 2026-07): a snapshot, or update id 1 after a restart of the service, replaces the book; a
    delta must carry the id after the last one. A book that missed a delta keeps the state of its
    last good frame, says ``in_sync = False``, and ignores deltas until the next snapshot.

    What the ids cannot show: the loss of a restart together with exactly as many deltas as came
    since the restart before it.

    Cost: O(changes) a frame, plus O(depth) the first time after it that a best level is asked for.

    >>> book = OrderBook()
    >>> book.in_sync
    False
    """

    __slots__ = (
        "_best_ask",
        "_best_bid",
        "asks",
        "at_ns",
        "bids",
        "in_sync",
        "sequence",
        "update_id",
    )

    def __init__(self) -> None:
        self.bids: dict[str, str] = {}
        self.asks: dict[str, str] = {}
        self._best_bid: float | None = None
        self._best_ask: float | None = None
        self.update_id = 0
        self.sequence = 0
        self.at_ns = 0
        self.in_sync = False

    def apply(self, delta: BookDelta) -> Applied:
        """Take a fact in; say what came of it."""
        return self.take(
            delta.bids,
            delta.asks,
            snapshot=delta.snapshot,
            update_id=delta.update_id,
            sequence=delta.sequence,
            at_ns=delta.at_ns,
        )

    def take(
        self,
        bids: Sequence[Level],
        asks: Sequence[Level],
        *,
        snapshot: bool,
        update_id: int,
        sequence: int,
        at_ns: int,
    ) -> Applied:
        """Take one frame in; say what came of it. Size "0" removes a level."""
        # Out of sync while it changes: a frame that breaks off half-way, at a level that is no
        # pair, leaves no book behind that is called good.
        if snapshot or update_id == 1:
            self.in_sync = False
            self._replace(bids, asks)
        elif self.in_sync and update_id == self.update_id + 1:
            self.in_sync = False
            change_side(self.bids, bids)
            change_side(self.asks, asks)
        else:
            return self._pass_over(update_id, sequence, at_ns)
        self._best_bid = self._best_ask = None
        self.in_sync = True
        self.update_id = update_id
        self.sequence = sequence
        self.at_ns = at_ns
        return Applied.APPLIED

    # The best level is looked up when somebody asks for it, not with every frame: few ask, and one
    # frame may replace every level of a side, which leaves that side empty half-way through.

    @property
    def best_bid(self) -> float:
        """The highest bid; 0.0 where there is none."""
        if self._best_bid is None:
            self._best_bid = max(map(float, self.bids), default=0.0)
        return self._best_bid

    @property
    def best_ask(self) -> float:
        """The lowest ask; infinity where there is none."""
        if self._best_ask is None:
            self._best_ask = min(map(float, self.asks), default=float("inf"))
        return self._best_ask

    @property
    def crossed(self) -> bool:
        """Whether the best bid is not below the best ask, which no venue's book ever is."""
        return self.best_bid >= self.best_ask

    def top(self, levels: int) -> tuple[list[Level], list[Level]]:
        """The best ``levels`` bids (descending) and asks (ascending), in the venue's text."""
        bids = sorted(self.bids.items(), key=lambda level: -float(level[0]))
        asks = sorted(self.asks.items(), key=lambda level: float(level[0]))
        return bids[:levels], asks[:levels]

    def _pass_over(self, update_id: int, sequence: int, at_ns: int) -> Applied:
        # An old frame that comes again is old in every way. One that only its id makes old was
        # numbered anew: the frame with update id 1 is what is missing.
        is_old = update_id <= self.update_id and sequence <= self.sequence and at_ns <= self.at_ns
        if not self.in_sync or is_old:
            return Applied.IGNORED
        self.in_sync = False
        return Applied.GAP

    def _replace(self, bids: Sequence[Level], asks: Sequence[Level]) -> None:
        self.bids = dict(bids)
        self.asks = dict(asks)


def change_side(side: dict[str, str], changes: Sequence[Level]) -> None:
    """Apply a frame's changes to one side, size by price in place; size "0" removes a level."""
    for price, size in changes:
        if size == "0":
            side.pop(price, None)
        else:
            side[price] = size
