"""Order books against the venue's REST answer, about once a minute a symbol."""

from collections.abc import Iterable

from core.gaps import Gap
from core.time_units import SECOND_NS
from engine.feeds.bybit.books.comparison import difference
from engine.feeds.bybit.books.keeper import BookKeeper, Resync
from engine.feeds.bybit.books.proof import Score
from engine.feeds.bybit.books.tape import Sides
from engine.feeds.bybit.rest import RestBook
from engine.feeds.bybit.rest.requests import order_book
from engine.feeds.bybit.topics import Category, book_depth, symbol_of

_EVERY_NS = 60 * SECOND_NS
_SELDOM_NS = 3_600 * SECOND_NS
# Tapes run this long before the question is asked: so far may the answer lag the stream.
_LEAD_NS = 5 * SECOND_NS
# The answer may be ahead of the stream by what is on its way to us.
_AHEAD_NS = 3 * SECOND_NS
_PATIENCE_NS = 30 * SECOND_NS
_UPDATE_DEPTH = 1000


class RestWitness:
    """Compares the books of one symbol with what REST says of it.

    Tapes of all books run for a few seconds around the question, so that an answer from a moment
    ago finds the book as it was then. The 1000-level book is compared by update id, the others by
    sequence, where a frame of theirs carries the answer's. No common moment is no failure. After a
    difference the next round comes later, as one that comes back says more about the proof.

    Parameters
    ----------
    keepers
        The books of one symbol, at least one.
    category
        Their market.
    """

    def __init__(self, keepers: Iterable[BookKeeper], *, category: Category) -> None:
        self._keepers = {book_depth(keeper.topic): keeper for keeper in keepers}
        self._category = category
        self._symbol = symbol_of(next(iter(self._keepers.values())).topic)
        self._next_ns = 0
        self._every_ns = _EVERY_NS
        self._until_ns = 0
        self._taping = self._asked = False
        self._answer: RestBook | None = None
        self._doubted: set[int] = set()
        self.score = Score()

    @property
    def purpose(self) -> str:
        """What the request is for, as its answer will say."""
        return f"proof.{self._symbol}"

    def begin(self, at_ns: int) -> None:
        """Give up the round that runs, if one does, and let the next one begin at a moment."""
        self._rest(at_ns)
        self._next_ns = at_ns

    def tick(self, now_ns: int) -> tuple[str | None, list[Gap | Resync]]:
        """The path to ask for now, if any, and what the last answer says once it can be said."""
        if self._answer is not None:
            return None, self._judge(self._answer, now_ns)
        if self._asked and now_ns >= self._until_ns:
            self.score.not_comparable += 1
            self._rest(now_ns)
        elif self._taping and not self._asked and now_ns >= self._until_ns:
            self._asked = True
            self._until_ns = now_ns + _PATIENCE_NS
            return order_book(self._category, self._symbol, max(self._keepers)), []
        elif not self._taping and now_ns >= self._next_ns and self._has_a_book():
            self._taping = True
            self._until_ns = now_ns + _LEAD_NS
            for keeper in self._keepers.values():
                keeper.start_tape()
        return None, []

    def answered(self, answer: RestBook | None, now_ns: int) -> list[Gap | Resync]:
        """REST answered; None when it will not."""
        if not self._asked:
            return []
        if answer is None:
            self.score.not_comparable += 1
            self._rest(now_ns)
            return []
        self._answer = answer
        self._until_ns = now_ns + _AHEAD_NS
        return self._judge(answer, now_ns)

    def _has_a_book(self) -> bool:
        return any(keeper.book.in_sync for keeper in self._keepers.values())

    def _judge(self, answer: RestBook, now_ns: int) -> list[Gap | Resync]:
        if now_ns < self._until_ns and any(map(self._may_still_come, self._keepers.values())):
            return []
        steps: list[Gap | Resync] = []
        different = self.score.different
        for depth, keeper in self._keepers.items():
            ours = self._then(depth, keeper, answer)
            if ours is None:
                self.score.not_comparable += 1
            else:
                steps += self._compared(depth, keeper, ours, answer, now_ns)
        failed = self.score.different > different
        self._every_ns = min(2 * self._every_ns, _SELDOM_NS) if failed else _EVERY_NS
        self._rest(now_ns)
        return steps

    def _may_still_come(self, keeper: BookKeeper) -> bool:
        answer = self._answer
        return keeper.tape is not None and answer is not None and keeper.book.sequence < answer.seq

    def _then(self, depth: int, keeper: BookKeeper, answer: RestBook) -> Sides | None:
        if keeper.tape is None:
            return None
        if depth == _UPDATE_DEPTH:
            return keeper.tape.at_update(answer.u)
        return keeper.tape.at_sequence(answer.seq)

    def _compared(
        self, depth: int, keeper: BookKeeper, ours: Sides, answer: RestBook, now_ns: int
    ) -> list[Gap | Resync]:
        first = difference(ours, (dict(answer.bids), dict(answer.asks)), depth)
        if not first:
            self.score.equal += 1
            self._doubted.discard(depth)
            keeper.journal.proven_ns = now_ns
            return []
        # Of one sequence the answer and a frame may hold different parts: it counts twice in a row.
        if depth != _UPDATE_DEPTH and depth not in self._doubted:
            self._doubted.add(depth)
            self.score.not_comparable += 1
            return []
        self._doubted.discard(depth)
        self.score.different += 1
        return keeper.broken(f"the book differs from REST: {first}", keeper.book.at_ns, now_ns)

    def _rest(self, now_ns: int) -> None:
        self._next_ns = now_ns + self._every_ns
        self._taping = self._asked = False
        self._answer = None
        for keeper in self._keepers.values():
            keeper.tape = None
