"""Specification of what a map tells of itself: 80 buckets around the price, by leverage."""

import pytest

from engine.stress.levels import levels_around
from engine.stress.leverage import LeverageMap


def test_each_leverage_lies_in_its_own_row_at_its_own_price() -> None:
    estimate = LeverageMap(tiers={10: 0.2, 25: 0.3, 100: 0.5})
    estimate.opened(2_000, 1_000)

    found = levels_around(estimate, 2_000)

    longs = [
        edge
        for row in (found.slow, found.fast, found.fastest)
        for edge, usd in zip(found.edges, row, strict=False)
        if usd and edge < 1_995
    ]
    assert longs == pytest.approx([1_810, 1_930, 1_990], rel=0.003)
    assert [sum(row) for row in (found.slow, found.fast, found.fastest)] == [400, 600, 1_000]


def test_what_lies_too_far_away_is_left_out() -> None:
    estimate = LeverageMap(tiers={5: 1.0})
    estimate.opened(2_000, 1_000)

    found = levels_around(estimate, 2_000)

    assert (len(found.slow), sum(found.slow)) == (80, 0)
    assert (found.edges[0], found.edges[-1]) == pytest.approx((1_774, 2_255), rel=0.003)
