"""Specification of order books in the conversation with Bybit."""

from core.gaps import Gap
from core.market import BookSample
from engine.feeds.bybit import BybitFeed
from tests.support.bybit import BOOK, Venue
from tests.support.facts import NOON, SECOND


def a_venue() -> Venue:
    venue = Venue(BybitFeed(["ETHUSDT"], proof_depths=(), timeframes=()))
    venue.connect()
    venue.book(kind="snapshot")
    return venue


def test_deltas_in_a_row_keep_the_book() -> None:
    venue = a_venue()

    venue.book(bids=[["3499.95", "7"]])
    venue.book(bids=[["3499.9", "0"]])

    book = venue.feed.books[BOOK]
    assert book.top(5)[0] == [("3499.95", "7")]
    assert venue.told(Gap) == []


def test_one_lost_frame_is_one_gap_and_one_request_for_a_snapshot() -> None:
    venue = a_venue()

    venue.book(skip=1)
    venue.book()
    venue.book()

    (gap,) = venue.told(Gap)
    assert gap.reason == "update id 103 came where 102 was due"
    assert venue.asked("unsubscribe") == [[BOOK]]
    assert venue.asked("subscribe")[-1] == [BOOK]
    assert len(venue.asked("subscribe")) == 2


def test_a_change_before_any_snapshot_is_a_gap_too() -> None:
    venue = Venue(BybitFeed(["ETHUSDT"], proof_depths=(), timeframes=()))
    venue.connect()

    venue.book()
    venue.book()

    (gap,) = venue.told(Gap)
    assert gap.reason == "a change came before any snapshot"
    assert venue.asked("subscribe")[1:] == [[BOOK]]


def test_a_snapshot_heals_the_gap_and_the_ledger_says_when() -> None:
    venue = a_venue()
    venue.book(skip=3, at_s=1)

    venue.book(kind="snapshot", at_s=2)

    opened, healed = venue.told(Gap)
    assert (opened.until_ns, healed.since_ns) == (None, opened.since_ns)
    assert healed.until_ns > healed.since_ns
    assert venue.feed.books[BOOK].in_sync


def test_a_snapshot_that_does_not_come_is_asked_for_again() -> None:
    venue = a_venue()
    venue.book(skip=1)

    venue.later(4)
    patient = len(venue.asked("subscribe"))
    venue.later(2)

    assert (patient, len(venue.asked("subscribe"))) == (2, 3)


def test_a_crossed_book_is_never_sampled() -> None:
    venue = a_venue()
    venue.book(bids=[["3500.1", "1"]], at_s=0.5)
    before = len(venue.told(BookSample))

    venue.book(at_s=1.5)

    (gap,) = venue.told(Gap)
    assert len(venue.told(BookSample)) == before
    assert gap.reason == "best bid not below best ask"
    assert not venue.feed.books[BOOK].in_sync


def test_a_book_with_a_price_that_is_no_number_is_asked_for_again() -> None:
    venue = a_venue()
    venue.book(bids=[["price", "1"]], at_s=0.5)

    venue.book(at_s=1.5)
    venue.book(at_s=1.6)

    (gap,) = venue.told(Gap)
    assert gap.topic == BOOK
    assert not venue.feed.books[BOOK].in_sync
    assert venue.asked("unsubscribe") == [[BOOK]]


def test_a_book_is_sampled_once_a_second_of_venue_time() -> None:
    venue = a_venue()

    for tenth in range(1, 31):
        venue.book(at_s=tenth / 10)

    seconds = [sample.at_ns // SECOND - NOON // SECOND for sample in venue.told(BookSample)]
    assert seconds == [0, 1, 2, 3]


def test_a_book_that_is_not_in_sync_gives_no_sample() -> None:
    venue = a_venue()
    venue.book(skip=1, at_s=0.5)
    before = len(venue.told(BookSample))

    venue.book(at_s=1.5)
    venue.book(at_s=2.5)

    assert len(venue.told(BookSample)) == before


def test_the_first_sample_after_a_gap_says_that_something_is_missing() -> None:
    venue = a_venue()
    venue.book(at_s=1)
    venue.book(at_s=2)
    venue.book(skip=1, at_s=2.5)
    venue.book(kind="snapshot", at_s=3)

    venue.book(at_s=4)
    venue.book(at_s=5)

    complete = [sample.complete for sample in venue.told(BookSample)]
    assert complete == [False, True, False, True]


def test_a_lost_connection_makes_the_book_stale_until_the_next_snapshot() -> None:
    venue = a_venue()

    venue.lose("1006")
    stale = venue.feed.books[BOOK].in_sync
    venue.connect()
    venue.book(kind="snapshot", at_s=9)

    assert not stale
    assert venue.feed.books[BOOK].in_sync
    assert [gap.topic for gap in venue.told(Gap)] == [BOOK, "*", "*", BOOK]


def test_level_one_that_is_sampled_is_a_book_like_any_other() -> None:
    venue = Venue(BybitFeed(["ETHUSDT"], depth=1, proof_depths=(), timeframes=()))
    venue.connect()
    venue.book(kind="snapshot", depth=1)
    venue.book(kind="snapshot", depth=1, at_s=1)
    venue.book(kind="snapshot", depth=1, at_s=2)

    venue.lose("1006")
    venue.connect()
    venue.book(kind="snapshot", depth=1, at_s=8)
    venue.book(kind="snapshot", depth=1, at_s=9)

    opened, closed = venue.rows("orderbook.1.ETHUSDT")
    assert (opened.since_ns, closed.until_ns) == (NOON + 2 * SECOND, NOON + 8 * SECOND)
    assert [sample.complete for sample in venue.told(BookSample)] == [False, True, False]
