"""Specification of the order book that the REST side tells."""

import msgspec
import pytest

from engine.feeds.bybit.rest import Result, read_rest_book


def test_levels_keep_the_venues_text_and_the_counters_their_meaning() -> None:
    raw = msgspec.Raw(
        b'{"s":"ETHUSDT","b":[["3500.10","2.00"]],"a":[["3500.11","1"],["3500.12","4"]],'
        b'"ts":1672765737734,"u":18521288,"seq":7961638724,"cts":1672765737733}'
    )

    book = read_rest_book(Result(raw=raw, time_ms=1))

    assert (book.symbol, book.bids, book.asks[-1]) == (
        "ETHUSDT",
        [("3500.10", "2.00")],
        ("3500.12", "4"),
    )
    assert (book.u, book.seq, book.ts, book.cts) == (
        18521288,
        7961638724,
        1672765737734,
        1672765737733,
    )


def test_a_book_without_its_counters_is_none() -> None:
    with pytest.raises(msgspec.MsgspecError):
        read_rest_book(Result(raw=msgspec.Raw(b'{"s":"ETHUSDT","b":[],"a":[]}'), time_ms=1))
