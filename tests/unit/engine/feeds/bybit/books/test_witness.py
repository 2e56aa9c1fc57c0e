"""Specification of the proof by REST: the book at the moment of the answer, not at its arrival."""

from core.gaps import Gap
from engine.feeds.bybit import BybitFeed
from tests.support.bybit import BOOK, Venue

DEEP = "orderbook.1000.ETHUSDT"
PROOF = "proof.ETHUSDT"


def a_venue(depth: int = 1000) -> Venue:
    """A connection that stands for so long that the witness is about to ask."""
    venue = Venue(BybitFeed(["ETHUSDT"], depth=depth, proof_depths=(), timeframes=()))
    venue.connect()
    venue.accept()
    venue.book(kind="snapshot", depth=depth)
    venue.later(5)
    venue.level_one()
    venue.pong()
    venue.later(5)
    return venue


def asked(venue: Venue) -> Venue:
    venue.level_one()
    venue.later(5)
    return venue


def answer(venue: Venue, update_id: int, bid: str) -> None:
    """REST shows a book: the size of its best bid, under an update id."""
    venue.rest(
        PROOF,
        {
            "s": "ETHUSDT",
            "b": [["3499.9", bid]],
            "a": [["3500.1", "1"]],
            "ts": venue.now_ns // 1_000_000,
            "u": update_id,
            "seq": update_id * 10,
        },
    )


def proven_ns(venue: Venue, topic: str = DEEP) -> int:
    return venue.feed.standings(venue.now_ns)[topic].proven_ns


def test_rest_is_asked_for_as_many_levels_as_are_kept() -> None:
    venue = asked(a_venue())

    assert "symbol=ETHUSDT&limit=1000" in venue.fetches[PROOF].path


def test_an_answer_that_equals_the_book_proves_it() -> None:
    venue = asked(a_venue())

    answer(venue, venue.update_id, "2")

    assert proven_ns(venue) == venue.now_ns
    assert venue.told(Gap) == []


def test_an_answer_from_some_seconds_ago_is_compared_with_the_book_of_that_time() -> None:
    venue = a_venue()
    venue.book(depth=1000, bids=[["3499.9", "5"]])
    then = venue.update_id
    venue.book(depth=1000, bids=[["3499.9", "6"]])
    asked(venue)
    venue.book(depth=1000, bids=[["3499.9", "7"]])

    answer(venue, then, "5")

    assert proven_ns(venue) == venue.now_ns


def test_an_answer_that_is_ahead_of_the_stream_waits_for_it() -> None:
    venue = asked(a_venue())
    answer(venue, venue.update_id + 1, "9")
    waiting = proven_ns(venue)

    venue.book(depth=1000, bids=[["3499.9", "9"]])
    venue.later(0.25)

    assert (waiting, proven_ns(venue)) == (0, venue.now_ns)


def test_an_answer_of_no_common_moment_is_no_failure() -> None:
    venue = asked(a_venue())

    answer(venue, venue.update_id - 50, "77")

    _, score = venue.feed.scores["ETHUSDT"]
    assert (score.equal, score.different, score.not_comparable) == (0, 0, 1)
    assert venue.told(Gap) == []


def test_an_answer_that_differs_breaks_the_book() -> None:
    venue = asked(a_venue())

    answer(venue, venue.update_id, "3")

    (gap,) = venue.told(Gap)
    assert gap.reason == "the book differs from REST: bid 3499.9 is 2 here and 3 there"
    assert venue.asked("subscribe")[-1] == [DEEP]


def test_a_shallow_book_is_compared_by_sequence_and_fails_by_the_second_difference() -> None:
    venue = asked(a_venue(depth=50))
    answer(venue, venue.update_id, "3")
    first = len(venue.told(Gap))

    for _ in range(13):
        venue.level_one()
        venue.later(5)
        venue.pong()
    asked(venue)
    answer(venue, venue.update_id, "3")

    assert (first, [gap.topic for gap in venue.told(Gap)]) == (0, [BOOK])


def test_it_asks_about_once_a_minute() -> None:
    venue = a_venue()

    for _ in range(120):
        venue.level_one()
        venue.later(1)
        venue.pong()
        if PROOF in venue.fetches:
            answer(venue, venue.update_id, "2")
            venue.others.clear()

    _, score = venue.feed.scores["ETHUSDT"]
    assert score.equal == 2


def test_nothing_is_asked_of_a_symbol_that_has_no_book() -> None:
    venue = Venue(BybitFeed(["NEWUSDT"], proof_depths=(), timeframes=()))
    venue.connect()

    for _ in range(10):
        venue.pong()
        venue.later(5)

    assert "proof.NEWUSDT" not in venue.fetches


def test_a_round_that_a_lost_connection_cut_short_begins_anew() -> None:
    venue = asked(a_venue())
    venue.lose("1006")
    venue.connect()
    venue.accept()

    answer(venue, venue.update_id, "3")

    _, score = venue.feed.scores["ETHUSDT"]
    assert (score.equal, score.different, score.not_comparable) == (0, 0, 0)
