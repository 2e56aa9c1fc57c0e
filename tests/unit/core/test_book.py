"""Specification of the order book."""

from core.book import Applied, OrderBook
from tests.support.facts import a_delta, a_snapshot


def a_book() -> OrderBook:
    book = OrderBook()
    book.apply(a_snapshot(100))
    return book


def test_a_book_is_not_to_be_trusted_before_its_first_snapshot() -> None:
    book = OrderBook()

    applied = book.apply(a_delta(7, bids=[("3499.0", "1")]))

    assert (applied, book.in_sync, book.bids) == (Applied.IGNORED, False, {})


def test_a_snapshot_replaces_everything() -> None:
    book = a_book()

    book.apply(a_delta(500, bids=[("10", "1")], asks=[("11", "1")], snapshot=True))

    assert book.top(5) == ([("10", "1")], [("11", "1")])
    assert (book.best_bid, book.best_ask) == (10.0, 11.0)


def test_a_delta_sets_inserts_and_removes() -> None:
    book = a_book()

    book.apply(a_delta(101, bids=[("3499.9", "0"), ("3499.8", "6"), ("3499.7", "1")]))

    assert book.top(5)[0] == [("3499.8", "6"), ("3499.7", "1")]
    assert book.best_bid == 3499.8


def test_a_whole_side_may_be_replaced_within_one_frame() -> None:
    book = a_book()

    book.apply(a_delta(101, asks=[("3500.1", "0"), ("3500.2", "0"), ("3501.5", "3")]))

    assert book.best_ask == 3501.5
    assert not book.crossed


def test_a_missing_delta_is_a_gap_and_the_book_stays_as_it_last_was_right() -> None:
    book = a_book()

    applied = book.apply(a_delta(102, bids=[("3499.9", "0")]))

    assert (applied, book.in_sync, book.update_id) == (Applied.GAP, False, 100)
    assert book.best_bid == 3499.9


def test_after_a_gap_nothing_counts_until_a_snapshot() -> None:
    book = a_book()
    book.apply(a_delta(102))

    ignored = book.apply(a_delta(103, bids=[("1", "1")]))
    book.apply(a_snapshot(200))

    assert ignored is Applied.IGNORED
    assert book.in_sync
    assert "1" not in book.bids


def test_a_repeated_delta_changes_nothing() -> None:
    book = a_book()
    book.apply(a_delta(101, bids=[("3499.9", "9")]))

    again = book.apply(a_delta(101, bids=[("3499.9", "1")]))

    assert again is Applied.IGNORED
    assert book.bids["3499.9"] == "9"


def test_update_id_one_is_a_restart_of_the_service() -> None:
    book = a_book()

    book.apply(a_delta(1, bids=[("5", "1")], asks=[("6", "1")]))

    assert book.in_sync
    assert book.top(5) == ([("5", "1")], [("6", "1")])


def test_a_crossed_book_says_so() -> None:
    book = a_book()

    book.apply(a_delta(101, bids=[("3500.1", "1")]))

    assert book.crossed
