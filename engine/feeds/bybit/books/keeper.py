"""One order book topic: kept, checked, sampled, and asked for again when it lost a frame."""

from dataclasses import dataclass

from core.book import Applied, OrderBook
from core.depth import sample
from core.gaps import Gap
from core.market import BookDelta, BookSample
from core.time_units import SECOND_NS
from engine.feeds.bybit.books.tape import Tape
from engine.feeds.bybit.frames import BookFrame
from engine.feeds.bybit.journal import Journal
from engine.feeds.bybit.topics import VENUE, symbol_of

_NEVER_NS = 1 << 63
_CROSSED = "best bid not below best ask"


@dataclass(frozen=True, slots=True)
class Resync:
    """The topic must be subscribed anew: the venue then begins with a snapshot.

    ``lost_since_ns`` is the venue's time after which frames were lost on the way; None where the
    book is wrong for another reason.
    """

    topic: str
    lost_since_ns: int | None = None


Outcome = BookSample | Gap | Resync


class BookKeeper:
    """The book of one topic and what is known of its completeness.

    A sample is taken when a frame is the first of a new second of venue time, from the book as it
    stood before that frame. A book that is not in sync gives none. One that is found crossed when a
    sample is due, or when a snapshot heals it, is not the venue's: it gives none and is asked for
    again.

    Parameters
    ----------
    topic
        ``orderbook.{depth}.{symbol}``.
    sampled
        Whether the book gives samples; one depth of a symbol does.
    """

    __slots__ = (
        "_complete",
        "_sampled_from_ns",
        "_sampled_until_ns",
        "book",
        "journal",
        "tape",
        "topic",
    )

    def __init__(self, topic: str, *, sampled: bool = True) -> None:
        self.topic = topic
        self.book = OrderBook()
        self.journal = Journal(topic)
        self.tape: Tape | None = None
        # The second of venue time that has its sample; all of time for a book that gives none.
        self._sampled_from_ns = 0
        self._sampled_until_ns = 0 if sampled else _NEVER_NS
        self._complete = False

    def received(self, delta: BookDelta) -> list[Outcome]:
        """Take in what a frame said."""
        self.journal.frame(delta.at_ns, delta.seen_ns)
        out = self._sampled(delta.at_ns, delta.seen_ns)
        applied = self.book.apply(delta)
        return out + self._judged(applied, delta.update_id, delta.at_ns, delta.seen_ns)

    def frame(self, frame: BookFrame, seen_ns: int) -> list[Outcome]:
        """Take a frame in: the same as ``received``, without a fact in between.

        This is the road of nine of ten frames of the venue, and written for speed.
        """
        at_ns = (frame.cts or frame.ts) * 1_000_000  # as frame.at_ns, without the call
        journal = self.journal
        journal.frames += 1
        journal.at_ns = frame.ts * 1_000_000  # a repeated book is sent anew, and matched long ago
        journal.seen_ns = seen_ns
        known = self._sampled_from_ns <= at_ns < self._sampled_until_ns
        out = [] if known else self._sampled(at_ns, seen_ns)
        data = frame.data
        snapshot = frame.type == "snapshot"
        applied = self.book.take(
            data.b, data.a, snapshot=snapshot, update_id=data.u, sequence=data.seq, at_ns=at_ns
        )
        if self.tape is not None:
            self._keep_on_tape(frame, applied)
        if applied is Applied.APPLIED and journal.hole is None:
            return out
        return out + self._judged(applied, data.u, at_ns, seen_ns)

    def broken(
        self, reason: str, at_ns: int, seen_ns: int, *, lost: bool = False
    ) -> list[Gap | Resync]:
        """The book is not the venue's any more since ``at_ns``: say so once, ask for a snapshot.

        ``lost`` tells that frames are known to be missing.
        """
        self.book.in_sync = False
        self.tape = None
        self._complete = False
        rows = self.journal.open(
            reason, "a new snapshot was asked for", since_ns=at_ns, seen_ns=seen_ns
        )
        if not rows:
            return []
        self.journal.asked(seen_ns)
        return [*rows, Resync(self.topic, at_ns if lost else None)]

    def start_tape(self) -> None:
        """Keep the book's past from now on, until it is not in sync."""
        book = self.book
        sides = (book.bids, book.asks)
        self.tape = (
            Tape(sides, update_id=book.update_id, sequence=book.sequence) if book.in_sync else None
        )

    def _judged(self, applied: Applied, update_id: int, at_ns: int, seen_ns: int) -> list[Outcome]:
        book = self.book
        if applied is Applied.GAP:
            reason = f"update id {update_id} came where {book.update_id + 1} was due"
            return [*self.broken(reason, book.at_ns, seen_ns, lost=True)]
        if applied is Applied.IGNORED:
            if book.in_sync or self.journal.hole is not None:
                return []
            return [*self.broken("a change came before any snapshot", at_ns, seen_ns)]
        if book.crossed:
            return [*self.broken(_CROSSED, at_ns, seen_ns)]
        return [*self.journal.close("healed by a snapshot", until_ns=at_ns, seen_ns=seen_ns)]

    def _keep_on_tape(self, frame: BookFrame, applied: Applied) -> None:
        data = frame.data
        if frame.type == "snapshot" or data.u == 1 or not self.book.in_sync:
            self.tape = None
        elif self.tape is not None and applied is Applied.APPLIED:
            self.tape.keep(data.b, data.a, update_id=data.u, sequence=data.seq)

    def _sampled(self, at_ns: int, seen_ns: int) -> list[Outcome]:
        book = self.book
        known = self._sampled_from_ns <= at_ns < self._sampled_until_ns
        if known or not book.in_sync or not book.bids or not book.asks:
            return []
        self._sampled_from_ns = begin_ns = at_ns // SECOND_NS * SECOND_NS
        self._sampled_until_ns = begin_ns + SECOND_NS
        if book.crossed:
            return [*self.broken(_CROSSED, book.at_ns, seen_ns)]
        complete, self._complete = self._complete, True
        return [
            sample(
                book,
                venue=VENUE,
                symbol=symbol_of(self.topic),
                at_ns=begin_ns,
                seen_ns=seen_ns,
                complete=complete,
            )
        ]
