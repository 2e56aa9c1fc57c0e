"""Specification of a heatmap column: resting size in price buckets."""

import pytest

from core.book import OrderBook
from core.depth import bucket_step, sample
from core.market import BookSample
from tests.support.facts import NOON, a_delta, a_snapshot


def a_sample(book: OrderBook) -> BookSample:
    return sample(book, venue="bybit", symbol="ETHUSDT", at_ns=NOON, seen_ns=NOON, complete=True)


def test_size_is_counted_in_quote_currency_in_the_bucket_of_its_price() -> None:
    book = OrderBook()
    book.apply(a_snapshot())

    column = a_sample(book)

    assert column.step == 0.1
    assert column.bins == (34998, 34999, 35001, 35002)
    assert column.usd == pytest.approx((17499.0, 6999.8, 3500.1, 14000.8))


def test_levels_of_one_bucket_are_summed() -> None:
    book = OrderBook()
    bids = [("3499.91", "1"), ("3499.99", "1")]
    book.apply(a_delta(1, bids=bids, asks=[("3500.1", "1")], snapshot=True))

    column = a_sample(book)

    assert column.usd[0] == pytest.approx(6999.9)


def test_a_book_with_an_empty_side_has_no_column() -> None:
    book = OrderBook()
    book.apply(a_delta(1, bids=[("1", "1")], snapshot=True))

    with pytest.raises(ValueError, match="empty side"):
        a_sample(book)


@pytest.mark.parametrize("price", [1e-5, 0.02, 1.0, 3_500.0, 98_000.0, 1e6])
def test_a_bucket_is_a_round_number_below_a_twenty_thousandth_of_the_price(price: float) -> None:
    step = bucket_step(price)

    assert price * 1e-5 < step <= price * 5e-5 * (1 + 1e-9)
