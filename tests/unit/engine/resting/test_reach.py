"""Specification of which buckets are looked at for walls, and in which band of distance."""

from bisect import bisect_right

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.resting.depth import Depth
from engine.resting.options import LiquidityOptions
from engine.resting.reach import Reach, band_of
from tests.unit.engine.resting.books import a_book


@pytest.mark.parametrize(("away_bps", "band"), [(0, 0), (9.9, 0), (10, 1), (20, 2), (500, 2)])
def test_a_band_begins_at_its_border(away_bps: float, band: int) -> None:
    assert band_of(away_bps) == band


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 40), st.integers(41, 90), st.sampled_from([0.1, 0.5, 1.0]))
def test_every_bucket_between_nearest_and_farthest_is_in_one_stretch(
    nearest: int, farthest: int, step: float
) -> None:
    # A third, so that no middle lies on a border and rounding decides nothing.
    near, far = nearest + 1 / 3, farthest + 1 / 3
    bins = tuple(range(int(985 / step), int(1_016 / step)))
    book = msgspec.structs.replace(a_book(0), step=step, bins=bins, usd=(100.0,) * len(bins))
    options = LiquidityOptions(nearest_bps=near, farthest_bps=far)

    stretches = Reach(options).of(Depth(book))

    places = [at for one in stretches for at in range(one.first, one.past)]
    bids = [at for at, k in enumerate(bins) if near <= (1 - (k + 0.5) * step / 1_000) * 1e4 <= far]
    asks = [at for at, k in enumerate(bins) if near <= ((k + 0.5) * step / 1_001 - 1) * 1e4 <= far]
    assert sorted(places) == sorted(bids + asks)


def test_the_near_band_ends_where_the_next_begins() -> None:
    depth = Depth(a_book(0))

    bids = [one for one in Reach(LiquidityOptions()).of(depth) if one.side == "bullish"]

    middles = {
        one.band: [(depth.sample.bins[at] + 0.5) for at in range(one.first, one.past)]
        for one in bids
    }
    assert middles == {0: [999.5], 1: [998.5], 2: [995.5, 996.5, 997.5]}


def test_in_a_bucket_of_both_best_prices_no_side_reaches_into_the_other() -> None:
    book = msgspec.structs.replace(a_book(0), step=100.0, bins=(9, 10, 11), usd=(1.0, 1.0, 1.0))
    depth = Depth(book)

    found = Reach(LiquidityOptions(farthest_bps=5_000)).of(depth)

    assert all(
        (one.past <= depth.split) if one.side == "bullish" else (one.first >= depth.split)
        for one in found
    )
    assert bisect_right(book.bins, 10) == depth.split
