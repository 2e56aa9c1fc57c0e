"""All order books of one connection: kept, watched and proven."""

from collections.abc import Mapping, Sequence

import msgspec

from core.conversation import Fetch, Unreadable
from core.gaps import Gap
from engine.feeds.bybit.books.keeper import BookKeeper, Outcome, Resync
from engine.feeds.bybit.books.proof import DepthProof, Score
from engine.feeds.bybit.books.witness import RestWitness
from engine.feeds.bybit.frames import BookFrame
from engine.feeds.bybit.journal import Journal
from engine.feeds.bybit.liveness import Liveness
from engine.feeds.bybit.rest import Refused, RestBook, RestDesk, Result, read_rest_book
from engine.feeds.bybit.topics import LIVENESS_DEPTH, Category, book_depth, symbol_of

# After a start the books settle first; then the symbols take turns over the minute of a round.
_FIRST_PROOF_NS = 10 * 1_000_000_000
_ROUND_NS = 60 * 1_000_000_000


class BookShelf:
    """The books of all symbols and depths of one feed.

    Level 1 is kept beside the depth that is sampled, because it is the one topic that has to speak;
    the other depths are kept to be compared.

    Parameters
    ----------
    symbols
        Instruments, as the venue writes them.
    depth
        The depth that gives samples.
    proof_depths
        Depths that are kept for comparison; none means that only REST is a witness.
    category
        The market.
    """

    def __init__(
        self,
        symbols: Sequence[str],
        *,
        depth: int,
        proof_depths: Sequence[int],
        category: Category,
    ) -> None:
        self._depth = depth
        self.keepers: dict[str, BookKeeper] = {}
        self.liveness = Liveness((), 0)
        self._roads: dict[str, tuple[BookKeeper, DepthProof | None, bool]] = {}
        self._proofs: dict[str, DepthProof] = {}
        self._witnesses: dict[str, RestWitness] = {}
        for symbol in symbols:
            self._place(symbol, depth, proof_depths, category)

    def connected(self, now_ns: int) -> None:
        """A fresh connection: every pulse is new, and the witnesses get their turns."""
        self.liveness = Liveness(self._proofs, now_ns)
        for place, witness in enumerate(self._witnesses.values()):
            turn_ns = place * _ROUND_NS // len(self._witnesses)
            witness.begin(now_ns + _FIRST_PROOF_NS + turn_ns)

    def frame(self, frame: BookFrame, now_ns: int) -> list[Outcome]:
        """Take a frame in.

        Raises
        ------
        ValueError
            If it cannot be read, or is of a topic that nobody asked for.
        """
        try:
            keeper, proof, wakes = self._roads[frame.topic]
        except KeyError:
            raise ValueError(f"a topic that nobody asked for: {frame.topic}") from None
        out = keeper.frame(frame, now_ns)
        if proof is None:
            self.liveness.heard(symbol_of(frame.topic), now_ns)
        elif (wakes or proof.awake) and now_ns >= proof.due_ns:
            return out + proof.compare(now_ns)
        return out

    def lost(self, reason: str, now_ns: int) -> list[Gap]:
        """The connection ended: every book that was good is not known any more."""
        rows: list[Gap] = []
        for keeper in self.keepers.values():
            if self._is_pulse(keeper):
                keeper.book.in_sync = False  # it tells nothing that the others do not
            elif keeper.book.in_sync:
                rows += _rows(keeper.broken(reason, keeper.book.at_ns, now_ns))
        return rows

    def withheld(self, symbol: str, reason: str, now_ns: int) -> list[Gap]:
        """The venue stopped serving a symbol, whose topics are about to be taken anew."""
        return [
            row
            for keeper in self.keepers.values()
            if symbol_of(keeper.topic) == symbol and not self._is_pulse(keeper)
            for row in _rows(keeper.broken(reason, keeper.book.at_ns, now_ns))
        ]

    def tick(self, desk: RestDesk, now_ns: int) -> list[Outcome]:
        """Let the witnesses ask what they want to ask, and say what they have to say."""
        steps: list[Outcome] = []
        for witness in self._witnesses.values():
            path, found = witness.tick(now_ns)
            steps += found
            if path is not None:
                desk.ask(witness.purpose, path)
        return steps

    def fetched(
        self, fetch: Fetch, answer: Result | Refused, now_ns: int
    ) -> list[Outcome | Unreadable]:
        """REST answered a witness, or will not."""
        witness = self._witnesses[symbol_of(fetch.purpose)]
        book: RestBook | None = None
        steps: list[Outcome | Unreadable] = []
        if isinstance(answer, Result):
            try:
                book = read_rest_book(answer)
            except msgspec.MsgspecError as error:
                reason = f"{fetch.path}: {error}"
                steps.append(Unreadable(reason=reason, frame=bytes(answer.raw)))
        return [*steps, *witness.answered(book, now_ns)]

    def journal_of(self, depth: int, symbol: str) -> Journal:
        """The account of one depth of a symbol."""
        return self.keepers[f"orderbook.{depth}.{symbol}"].journal

    @property
    def journals(self) -> dict[str, Journal]:
        """The account of every book topic."""
        return {topic: keeper.journal for topic, keeper in self.keepers.items()}

    @property
    def scores(self) -> Mapping[str, tuple[Score, Score]]:
        """How the comparisons of each symbol went: between depths, and with REST."""
        return {
            symbol: (self._proofs[symbol].score, witness.score)
            for symbol, witness in self._witnesses.items()
        }

    def _is_pulse(self, keeper: BookKeeper) -> bool:
        """Whether a book is kept only because it has to speak."""
        return LIVENESS_DEPTH == book_depth(keeper.topic) != self._depth

    def _place(
        self, symbol: str, depth: int, proof_depths: Sequence[int], category: Category
    ) -> None:
        depths = dict.fromkeys((depth, LIVENESS_DEPTH, *proof_depths))
        keepers = {
            levels: BookKeeper(f"orderbook.{levels}.{symbol}", sampled=levels == depth)
            for levels in depths
        }
        self.keepers |= {keeper.topic: keeper for keeper in keepers.values()}
        level_one = keepers.pop(LIVENESS_DEPTH)
        self._roads[level_one.topic] = (level_one, None, False)
        proof = self._proofs[symbol] = DepthProof(keepers.values())
        for levels, keeper in keepers.items():
            self._roads[keeper.topic] = (keeper, proof, levels > min(keepers))
        if keepers:
            self._witnesses[symbol] = RestWitness(keepers.values(), category=category)


def _rows(steps: list[Gap | Resync]) -> list[Gap]:
    return [step for step in steps if isinstance(step, Gap)]
