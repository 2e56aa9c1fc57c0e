"""Specification of a book's depth asked by price."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.resting.depth import Depth
from engine.resting.options import LiquidityOptions
from tests.unit.engine.resting.books import a_book


@settings(max_examples=50, deadline=None)
@given(st.floats(1, 10_000), st.integers(985, 1_000), st.integers(1, 20))
def test_depth_is_the_plain_sum_of_the_buckets_of_a_side(wall: float, low: int, width: int) -> None:
    book = a_book(0, p996=wall)
    past = min(low + width, 1_001)
    plain = sum(usd for k, usd in zip(book.bins, book.usd, strict=True) if low <= k < past)

    assert Depth(book).usd("bullish", low, low + width) == pytest.approx(plain)


def test_a_bucket_that_holds_both_best_prices_counts_for_either_side() -> None:
    book = msgspec.structs.replace(a_book(0, p1001=900), best_bid=1_001.2, best_ask=1_001.3)

    depth = Depth(book)

    assert depth.usd("bullish", 1_001, 1_002) == depth.usd("bearish", 1_001, 1_002) == 900


def test_a_price_below_the_last_bid_is_out_of_sight() -> None:
    depth = Depth(a_book(0))

    assert depth.sees("bullish", 991, 992)
    assert not depth.sees("bullish", 990, 991)


@pytest.mark.parametrize(
    "wrong", [{"hold_share": 1.1}, {"rest_s": 0}, {"leave_bps": 5}, {"wall_times": 0}]
)
def test_options_that_no_book_can_be_read_with_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="take"):
        LiquidityOptions(**wrong)
