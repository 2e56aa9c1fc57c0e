"""Continuous proof: the copies of one symbol's book against each other, and against REST.

Bybit sends the same book at several depths, numbers every frame of every depth with one cross
sequence, and answers a REST request with the numbers of the book it shows: ``u`` is that of the
1000-level stream (v5 documents, orderbook pages, 2026-07). Copies of one moment must be equal.

Matching-engine times are not used for it: one millisecond holds several sequences.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from core.gaps import Gap
from core.time_units import SECOND_NS
from engine.feeds.bybit.books.comparison import difference
from engine.feeds.bybit.books.keeper import BookKeeper, Resync
from engine.feeds.bybit.topics import book_depth

_COMPARED_EVERY_NS = SECOND_NS
_DISBELIEF_NS = 60 * SECOND_NS
_LONGEST_DISBELIEF_NS = 3_600 * SECOND_NS
_NEVER_NS = 1 << 63


@dataclass(slots=True, kw_only=True)
class Score:
    """How often copies were found equal, different, or of no common moment."""

    equal: int = 0
    different: int = 0
    not_comparable: int = 0


@dataclass(slots=True)
class _Pair:
    shallow: BookKeeper
    deep: BookKeeper
    depth: int
    due_ns: int = 0
    doubted_at: int = -1  # the sequence at which the two differed last
    believed_from_ns: int = 0
    disbelief_ns: int = _DISBELIEF_NS


class DepthProof:
    """The depths of one symbol against each other, whenever two of them stand at one sequence.

    A difference must show at two sequences before it counts: of one sequence the two depths may
    hold different parts. A difference that comes back after both books were taken anew says more
    about the proof than about the books; it is counted, and not acted on for a minute, then
    two, up to an hour.

    Parameters
    ----------
    keepers
        The books of one symbol.

    Attributes
    ----------
    due_ns
        Nothing has to be compared before.
    awake
        Whether a frame of the shallowest depth may bring a common sequence; a frame of a deeper one
        always may. Asking this first keeps the busiest topic fast.
    """

    def __init__(self, keepers: Iterable[BookKeeper]) -> None:
        by_depth = sorted(keepers, key=lambda keeper: book_depth(keeper.topic))
        self._pairs = [
            _Pair(shallow, deep, book_depth(shallow.topic))
            for shallow, deep in combinations(by_depth, 2)
        ]
        self._books = [keeper.book for keeper in by_depth]
        self.due_ns = 0 if self._pairs else _NEVER_NS
        self.awake = False
        self.score = Score()

    def compare(self, now_ns: int) -> list[Gap | Resync]:
        """Compare what can be compared now; each pair once a second at most."""
        steps: list[Gap | Resync] = []
        for pair in self._pairs:
            ours, theirs = pair.shallow.book, pair.deep.book
            if (
                ours.sequence == theirs.sequence
                and now_ns >= pair.due_ns
                and ours.sequence != pair.doubted_at
                and ours.in_sync
                and theirs.in_sync
            ):
                steps += self._compared(pair, now_ns)
        self.due_ns = min(pair.due_ns for pair in self._pairs)
        # Sequences only grow: a shallow book that is past all deeper ones meets none of them again
        # before their next frames.
        shallow, *deeper = self._books
        self.awake = any(shallow.sequence < deep.sequence for deep in deeper)
        return steps

    def _compared(self, pair: _Pair, now_ns: int) -> list[Gap | Resync]:
        ours, theirs = pair.shallow.book, pair.deep.book
        first = difference((ours.bids, ours.asks), (theirs.bids, theirs.asks), pair.depth)
        if not first:
            self.score.equal += 1
            pair.disbelief_ns = _DISBELIEF_NS
            pair.due_ns = now_ns + _COMPARED_EVERY_NS
            pair.doubted_at = -1
            pair.shallow.journal.proven_ns = pair.deep.journal.proven_ns = now_ns
            return []
        if pair.doubted_at < 0:
            pair.doubted_at = ours.sequence
            return []
        pair.doubted_at = -1
        self.score.different += 1
        return self._broken(pair, first, now_ns)

    def _broken(self, pair: _Pair, first: str, now_ns: int) -> list[Gap | Resync]:
        pair.due_ns = now_ns + _COMPARED_EVERY_NS
        if now_ns < pair.believed_from_ns:
            return []
        pair.believed_from_ns = now_ns + pair.disbelief_ns
        pair.disbelief_ns = min(2 * pair.disbelief_ns, _LONGEST_DISBELIEF_NS)
        reason = f"{pair.shallow.topic} differs from {pair.deep.topic}: {first}"
        return [
            step
            for keeper in (pair.shallow, pair.deep)
            for step in keeper.broken(reason, keeper.book.at_ns, now_ns)
        ]
