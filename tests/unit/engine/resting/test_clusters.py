"""Specification of walls in one book: what is large enough, and what belongs together.

A dollar is a bucket and 10 bps; 100 dollars are ordinary.
"""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.market import BookSample
from engine.resting.clusters import Cluster, walls
from engine.resting.depth import Depth
from engine.resting.options import LiquidityOptions
from engine.resting.reach import BANDS, Reach
from tests.unit.engine.resting.books import a_book

WIDE = LiquidityOptions(cluster_bps=30, farthest_bps=70)


def seen(
    book: BookSample, *, least: float = 850, watched: frozenset[int] = frozenset()
) -> list[Cluster]:
    depth = Depth(book)
    return walls(depth, Reach(WIDE).of(depth), [least] * BANDS, WIDE, watched)


@settings(max_examples=50, deadline=None)
@given(st.floats(1, 10_000), st.floats(1, 10_000))
def test_clusters_do_not_overlap_and_hold_what_depth_says(bid: float, ask: float) -> None:
    book = a_book(0, p996=bid, p995=ask, p1004=ask)
    found = seen(book, least=200)

    for one in found:
        assert Depth(book).usd(one.side, one.low, one.high) == pytest.approx(one.usd)
    edges = sorted((one.low, one.high) for one in found)
    assert all(high <= low for (_, high), (low, _) in pairwise(edges))


@pytest.mark.parametrize(("usd", "count"), [(850.0, 1), (849.0, 0)])
def test_a_wall_begins_at_a_bucket_of_at_least_that_size(usd: float, count: int) -> None:
    assert len(seen(a_book(0, p996=usd))) == count


def test_an_order_laid_out_over_buckets_is_one_wall() -> None:
    (wall,) = seen(a_book(0, p996=900, p995=450, p997=449))

    assert (wall.low, wall.high, wall.usd) == (995, 997, 1_350)


def test_the_largest_comes_first_whatever_its_side() -> None:
    found = seen(a_book(0, p996=900, p1005=5_000))

    assert [one.side for one in found] == ["bearish", "bullish"]


def test_a_wall_that_is_watched_does_not_hide_another_beside_it() -> None:
    (wall,) = seen(a_book(0, p996=900, p995=1_500), watched=frozenset({995}))

    assert (wall.low, wall.high) == (996, 997)


def test_each_distance_has_its_own_measure() -> None:
    depth = Depth(a_book(0, p999=900, p996=900))
    options = LiquidityOptions(nearest_bps=1)

    (wall,) = walls(depth, Reach(options).of(depth), [1_000, 1_000, 850], options)

    assert wall.low == 996
