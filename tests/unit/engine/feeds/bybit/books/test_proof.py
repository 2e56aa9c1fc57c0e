"""Specification of the proof between depths: copies of one sequence have equal levels."""

from core.gaps import Gap
from engine.feeds.bybit.books.keeper import Outcome, Resync
from engine.feeds.bybit.books.shelf import BookShelf
from engine.feeds.bybit.frames import Book, BookFrame
from tests.support.facts import NOON, SECOND

SHALLOW, DEEP = "orderbook.50.ETHUSDT", "orderbook.200.ETHUSDT"


class Market:
    """Two depths of one book, told frame by frame."""

    def __init__(self) -> None:
        self.shelf = BookShelf(["ETHUSDT"], depth=50, proof_depths=(50, 200), category="linear")
        self.steps: list[Outcome] = []
        self.now_ns = NOON
        self._u = {SHALLOW: 0, DEEP: 0}

    def tells(self, topic: str, seq: int, bid: str = "1", *, kind: str = "delta") -> None:
        """The size of the best bid, at a sequence."""
        self._u[topic] += 1
        asks = [("3500.1", "1")] if kind == "snapshot" else []
        data = Book(s="ETHUSDT", b=[("3499.9", bid)], a=asks, u=100 + self._u[topic], seq=seq)
        ts = self.now_ns // 1_000_000
        frame = BookFrame(topic=topic, type=kind, ts=ts, data=data, cts=ts)
        self.steps += self.shelf.frame(frame, self.now_ns)

    def both(self, seq: int, shallow: str = "1", deep: str = "1", *, kind: str = "delta") -> None:
        self.now_ns += SECOND
        self.tells(SHALLOW, seq, shallow, kind=kind)
        self.tells(DEEP, seq, deep, kind=kind)

    def proven_ns(self, topic: str) -> int:
        return self.shelf.journals[topic].proven_ns

    @property
    def holes(self) -> list[Gap]:
        return [step for step in self.steps if isinstance(step, Gap) and step.until_ns is None]


def a_market() -> Market:
    market = Market()
    market.both(10, kind="snapshot")
    return market


def test_equal_copies_of_one_sequence_prove_each_other() -> None:
    market = a_market()

    market.both(20, "7", "7")

    assert market.proven_ns(SHALLOW) == market.proven_ns(DEEP) == market.now_ns
    assert market.holes == []


def test_copies_of_different_sequences_are_not_compared() -> None:
    market = a_market()
    proven_ns = market.proven_ns(SHALLOW)

    market.now_ns += 10 * SECOND
    market.tells(SHALLOW, 20, "7")
    market.tells(DEEP, 21, "9")

    assert market.proven_ns(SHALLOW) == proven_ns
    assert market.holes == []


def test_it_does_not_matter_which_depth_comes_first() -> None:
    market = a_market()

    market.now_ns += SECOND
    market.tells(DEEP, 20, "7")
    market.tells(SHALLOW, 20, "7")

    assert market.proven_ns(DEEP) == market.now_ns


def test_one_difference_may_be_two_parts_of_one_sequence() -> None:
    market = a_market()

    market.both(20, "7", "8")
    market.both(30, "9", "9")

    assert market.holes == []
    assert market.proven_ns(SHALLOW) == market.now_ns


def test_a_difference_at_two_sequences_breaks_both_books_and_has_them_taken_anew() -> None:
    market = a_market()

    market.both(20, "7", "8")
    market.both(30, "9", "8")

    assert [gap.topic for gap in market.holes] == [SHALLOW, DEEP]
    reason = f"{SHALLOW} differs from {DEEP}: bid 3499.9 is 9 here and 8 there"
    assert market.holes[0].reason == reason
    assert [step.topic for step in market.steps if isinstance(step, Resync)] == [SHALLOW, DEEP]


def test_a_book_that_is_not_in_sync_is_never_compared() -> None:
    market = a_market()
    market._u[SHALLOW] += 1  # noqa: SLF001  a frame that was lost on the way
    market.both(20)

    market.both(30, "1", "2")
    market.both(40, "1", "2")

    assert [gap.topic for gap in market.holes] == [SHALLOW]
    assert market.holes[0].reason.startswith("update id")


def test_each_pair_is_compared_once_a_second_at_most() -> None:
    market = a_market()

    for seq in range(20, 60):
        market.tells(SHALLOW, seq)
        market.tells(DEEP, seq)

    score, _ = market.shelf.scores["ETHUSDT"]
    assert score.equal == 1


def test_a_proof_that_fails_right_after_new_snapshots_is_not_acted_on_for_a_minute() -> None:
    market = a_market()
    market.both(20, "7", "8")
    market.both(30, "7", "8")

    market.both(40, "7", "8", kind="snapshot")
    market.both(50, "7", "8")
    market.both(60, "7", "8")

    score, _ = market.shelf.scores["ETHUSDT"]
    assert score.different > 1
    assert len(market.holes) == 2
