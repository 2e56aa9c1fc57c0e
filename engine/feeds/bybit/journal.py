"""What is known of one topic: what came, when, its holes, and when it was last proven."""

import msgspec

from core.gaps import Gap, Lost
from engine.feeds.bybit.topics import VENUE, subject_of

# A snapshot follows a subscription within a fifth of a second (measured on the venue); a second
# request before five seconds have passed would only be answered by two snapshots.
_PATIENCE_NS = 5 * 1_000_000_000


class Journal:
    """The account of one topic, over all connections.

    A topic has one open hole at most: what happens to it while it has one belongs to that one.
    ``gaps`` counts the holes that were opened.

    Attributes
    ----------
    frames, at_ns, seen_ns
        Frames that came; the venue's time of the last one, and ours.
    hole
        The row of the ledger that is open, if there is one.
    proven_ns
        When the topic was last compared with another source and found equal.
    """

    __slots__ = ("_asked_ns", "at_ns", "frames", "gaps", "hole", "proven_ns", "seen_ns", "topic")

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self.frames = 0
        self.at_ns = 0
        self.seen_ns = 0
        self.gaps = 0
        self.proven_ns = 0
        self.hole: Gap | None = None
        self._asked_ns = 0

    def frame(self, at_ns: int, seen_ns: int) -> None:
        """A frame came."""
        self.frames += 1
        self.at_ns = at_ns
        self.seen_ns = seen_ns

    def open(self, reason: str, healing: str, *, since_ns: int, seen_ns: int) -> list[Gap]:
        """Open a hole, unless one is open already."""
        if self.hole is not None:
            return []
        gap = Gap(
            source=VENUE,
            subject=subject_of(self.topic),
            topic=self.topic,
            reason=reason,
            healing=healing,
            since_ns=since_ns,
            until_ns=None,
            seen_ns=seen_ns,
        )
        self.note(gap)
        return [gap]

    def close(
        self, healing: str, *, until_ns: int, seen_ns: int, lost: Lost = "nothing"
    ) -> list[Gap]:
        """Close the open hole, if there is one, with how it was healed and what of it is lost."""
        if self.hole is None:
            return []
        # A snapshot of a quiet book carries the time of its last change, which may lie before the
        # moment at which the hole was noticed.
        until_ns = max(until_ns, self.hole.since_ns)
        closed = msgspec.structs.replace(
            self.hole, healing=healing, until_ns=until_ns, seen_ns=seen_ns, lost=lost
        )
        self.note(closed)
        return [closed]

    def asked(self, now_ns: int) -> None:
        """A snapshot is on its way."""
        self._asked_ns = now_ns

    def overdue(self, now_ns: int) -> bool:
        """Whether a snapshot that ends the open hole should have come by now.

        Says so once a patience: it is then taken to be asked for again.
        """
        if self.hole is None or now_ns - self._asked_ns < _PATIENCE_NS:
            return False
        self._asked_ns = now_ns
        return True

    def note(self, gap: Gap) -> None:
        """A row of this topic that goes into the ledger, whoever found it."""
        same = self.hole is not None and self.hole.since_ns == gap.since_ns
        if gap.until_ns is None:
            self.gaps += not same
            self.hole = gap
        elif same:
            self.hole = None
