"""Specification of the order book."""

import pytest

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


def test_a_delta_that_only_its_id_makes_old_was_numbered_anew() -> None:
    book = a_book()

    applied = book.take([], [], snapshot=False, update_id=2, sequence=101, at_ns=book.at_ns)

    assert (applied, book.in_sync) == (Applied.GAP, False)


def test_a_delta_whose_sequence_began_anew_is_told_by_its_time() -> None:
    book = a_book()

    later_ns = book.at_ns + 1
    applied = book.take([], [], snapshot=False, update_id=2, sequence=3, at_ns=later_ns)

    assert applied is Applied.GAP


def test_a_frame_that_breaks_off_half_way_leaves_no_book_that_is_called_good() -> None:
    book = a_book()

    with pytest.raises(ValueError, match="not enough values"):
        book.apply(a_delta(101, bids=[("3499.8", "6"), ("3499.7",)]))  # type: ignore[list-item]

    assert not book.in_sync


def test_a_price_that_is_no_number_is_told_when_the_best_level_is_asked_for() -> None:
    book = a_book()
    book.apply(a_delta(101, bids=[("price", "1")]))

    with pytest.raises(ValueError, match="could not convert"):
        _ = book.best_bid
