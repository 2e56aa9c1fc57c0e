"""The best N levels of a book as a client sees them: a snapshot, then differences."""

from collections.abc import Iterator

from standins.bybit.frames import Frame, made
from standins.bybit.wire import BookBody, BookFrame, Level
from standins.market.instruments import Instrument
from standins.market.resting import RestingBook

REPEAT_MS = 3_000
"""Depth 1 is repeated with the same ``u`` when it has not changed for so long."""

ENGINE_MS = 2
"""``cts``, the matching engine's time, lies a little before ``ts``."""


class BookWindow:
    """Pushes one depth of one book.

    A level that falls out of the best N is sent with size 0, as on the venue, so that a client's
    book never grows beyond N levels a side. Depth 1 knows no deltas, only snapshots.

    Parameters
    ----------
    instrument, depth
        What, and how many levels a side.
    first_u
        The update id before the first push.
    """

    def __init__(self, instrument: Instrument, depth: int, *, first_u: int) -> None:
        self.depth = depth
        self._topic = f"orderbook.{depth}.{instrument.symbol}"
        self._instrument = instrument
        self._u = first_u
        self._bids: dict[int, int] = {}
        self._asks: dict[int, int] = {}
        self._pushed_ms = 0

    def push(self, book: RestingBook, now_ms: int, seq: int) -> Iterator[Frame]:
        """The frame that tells what changed since the last one; none when nothing did."""
        bids = {price: book.bids[price] for price in sorted(book.bids, reverse=True)[: self.depth]}
        asks = {price: book.asks[price] for price in sorted(book.asks)[: self.depth]}
        changed = bids != self._bids or asks != self._asks
        if not changed and (self.depth > 1 or now_ms - self._pushed_ms < REPEAT_MS):
            return
        first = not self._bids
        self._u += changed
        kind = "snapshot" if first or self.depth == 1 else "delta"
        old_bids, old_asks = ({}, {}) if kind == "snapshot" else (self._bids, self._asks)
        body = BookBody(
            self._instrument.symbol,
            self._difference(old_bids, bids, falling=True),
            self._difference(old_asks, asks, falling=False),
            self._u,
            seq,
        )
        self._bids, self._asks, self._pushed_ms = bids, asks, now_ms
        yield made(BookFrame(self._topic, kind, now_ms, body, now_ms - ENGINE_MS))

    def _difference(
        self, old: dict[int, int], new: dict[int, int], *, falling: bool
    ) -> list[Level]:
        changed = {price: lots for price, lots in new.items() if old.get(price) != lots}
        changed.update(dict.fromkeys(old.keys() - new.keys(), 0))
        price_text, size_text = self._instrument.price, self._instrument.size
        return [
            (price_text(price), size_text(changed[price]))
            for price in sorted(changed, reverse=falling)
        ]
