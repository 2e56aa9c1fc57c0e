"""One order book topic: kept, checked, sampled, and asked for again when it lost a frame."""

from dataclasses import dataclass

import msgspec

from core.book import Applied, OrderBook
from core.depth import sample
from core.gaps import Gap
from core.market import BookDelta, BookSample
from engine.feeds.bybit.topics import VENUE, symbol_of

_SECOND_NS = 1_000_000_000
# A snapshot follows a subscription within a fifth of a second (measured on the venue); a second
# request before five seconds have passed would only be answered by two snapshots.
_PATIENCE_NS = 5 * _SECOND_NS


@dataclass(frozen=True, slots=True)
class Resync:
    """The topic must be subscribed anew: the venue then begins with a snapshot."""

    topic: str


class BookKeeper:
    """The book of one topic and what is known of its completeness.

    A sample is taken when a frame is the first of a new second of venue time, from the book as it
    stood before that frame. A book that is not in sync, or that is crossed, gives none.
    """

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self.book = OrderBook()
        self._symbol = symbol_of(topic)
        self._sampled_second = 0
        self._complete = False
        self._hole: Gap | None = None
        self._asked_ns = 0

    def received(self, delta: BookDelta) -> list[BookSample | Gap | Resync]:
        """Take a frame in."""
        out: list[BookSample | Gap | Resync] = [*self._sample(delta.at_ns, delta.seen_ns)]
        applied = self.book.apply(delta)
        if applied is Applied.GAP:
            expected = self.book.update_id + 1
            reason = f"update id {delta.update_id} came where {expected} was due"
            return [*out, *self.broken(reason, delta.at_ns, delta.seen_ns)]
        if applied is Applied.IGNORED and not self.book.in_sync and self._hole is None:
            reason = "a change came before any snapshot"
            return [*out, *self.broken(reason, delta.at_ns, delta.seen_ns)]
        if applied is Applied.APPLIED and self.book.crossed:
            return [*out, *self.broken("best bid not below best ask", delta.at_ns, delta.seen_ns)]
        if applied is Applied.APPLIED and self._hole is not None:
            out.append(
                msgspec.structs.replace(
                    self._hole,
                    healing="healed by a snapshot",
                    until_ns=delta.at_ns,
                    seen_ns=delta.seen_ns,
                )
            )
            self._hole = None
        return out

    def broken(self, reason: str, at_ns: int, seen_ns: int) -> list[Gap | Resync]:
        """The book is not the venue's any more: say so once, and ask for a snapshot."""
        self.book.in_sync = False
        self._complete = False
        if self._hole is not None:
            return []
        self._asked_ns = seen_ns
        self._hole = Gap(
            source=VENUE,
            subject=f"{VENUE}:{self._symbol}",
            topic=self.topic,
            reason=reason,
            healing="a new snapshot was asked for",
            since_ns=at_ns,
            until_ns=None,
            seen_ns=seen_ns,
        )
        return [self._hole, Resync(self.topic)]

    def overdue(self, now_ns: int) -> bool:
        """Whether the snapshot that was asked for should have come by now; asks once a patience."""
        if self._hole is None or now_ns - self._asked_ns < _PATIENCE_NS:
            return False
        self._asked_ns = now_ns
        return True

    def _sample(self, at_ns: int, seen_ns: int) -> list[BookSample]:
        second = at_ns // _SECOND_NS
        book = self.book
        if second == self._sampled_second or not book.in_sync or not book.bids or not book.asks:
            return []
        self._sampled_second = second
        complete, self._complete = self._complete, True
        return [
            sample(
                book,
                venue=VENUE,
                symbol=self._symbol,
                at_ns=second * _SECOND_NS,
                seen_ns=seen_ns,
                complete=complete,
            )
        ]
