"""The best N levels of a book as a client sees them: a snapshot, then differences."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from standins.bybit.frames import Frame, made
from standins.bybit.wire import BookBody, BookFrame, Level
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.resting import RestingBook

REPEAT_MS = 3_000
"""Depth 1 is repeated with the same ``u`` when it has not changed for so long."""

ENGINE_MS = 2
"""``cts``, the matching engine's time, lies a little before ``ts``."""

REMEMBERED = 65_536
"""Texts of prices and of sizes that are remembered: making one costs more than all the rest."""

Side = dict[int, int]


class Ladder:
    """A book with its prices in order, best first; ordered once for all depths."""

    def __init__(self, book: RestingBook) -> None:
        self._levels = (book.bids, book.asks)
        self._prices: tuple[Sequence[int], Sequence[int]] = (
            sorted(book.bids, reverse=True),
            sorted(book.asks),
        )

    def best(self, depth: int) -> tuple[Side, Side]:
        """The best levels of both sides, bids first."""
        return self._side(0, depth), self._side(1, depth)

    def _side(self, side: int, depth: int) -> Side:
        prices, levels = self._prices[side][:depth], self._levels[side]
        return dict(zip(prices, map(levels.__getitem__, prices), strict=True))


class Wording:
    """How an instrument's prices and sizes are spelled; the texts are shared by all depths."""

    def __init__(self, instrument: Instrument) -> None:
        self.symbol = instrument.symbol
        self.price = lru_cache(REMEMBERED)(instrument.price)
        self.size = lru_cache(REMEMBERED)(instrument.size)

    def difference(self, old: Side, new: Side, *, falling: bool) -> list[Level]:
        """What turns one state of a side into another, in the side's own order."""
        changed = dict(new.items() - old.items())
        changed.update(dict.fromkeys(old.keys() - new.keys(), 0))
        price, size = self.price, self.size
        return [(price(at), size(changed[at])) for at in sorted(changed, reverse=falling)]


class BookWindow:
    """Pushes one depth of one book.

    A level that falls out of the best N is sent with size 0, as on the venue, so that a client's
    book never grows beyond N levels a side. Depth 1 knows no deltas, only snapshots.

    Parameters
    ----------
    wording, depth
        How levels are spelled, and how many a side.
    first_u
        The update id before the first push.
    """

    def __init__(self, wording: Wording, depth: int, *, first_u: int) -> None:
        self.depth = depth
        self._topic = f"orderbook.{depth}.{wording.symbol}"
        self._wording = wording
        self._u = first_u
        self._bids: Side = {}
        self._asks: Side = {}
        self._pushed_ms = 0

    def push(self, ladder: Ladder, now_ms: int, seq: int) -> Iterator[Frame]:
        """The frame that tells what changed since the last one; none when nothing did."""
        bids, asks = ladder.best(self.depth)
        changed = bids != self._bids or asks != self._asks
        if not changed and (self.depth > 1 or now_ms - self._pushed_ms < REPEAT_MS):
            return
        first = not self._bids
        self._u += changed
        kind = "snapshot" if first or self.depth == 1 else "delta"
        old_bids, old_asks = ({}, {}) if kind == "snapshot" else (self._bids, self._asks)
        body = BookBody(
            self._wording.symbol,
            self._wording.difference(old_bids, bids, falling=True),
            self._wording.difference(old_asks, asks, falling=False),
            self._u,
            seq,
        )
        self._bids, self._asks, self._pushed_ms = bids, asks, now_ms
        yield made(BookFrame(self._topic, kind, now_ms, body, now_ms - ENGINE_MS))
