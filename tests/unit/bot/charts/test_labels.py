"""Specification of where words may stand."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charts.kit.labels import Places, spread
from bot.charts.kit.rect import Rect

HERE = Rect(10, 10, 50, 30)
THERE = Rect(60, 10, 90, 30)


@pytest.fixture
def places() -> Places:
    return Places(Rect(0, 0, 100, 100))


def test_the_first_free_place_is_taken_and_is_then_gone(places: Places) -> None:
    assert places.find([HERE, THERE]) == HERE
    assert places.find([HERE, THERE]) == THERE
    assert places.find([HERE, THERE]) is None


def test_a_place_outside_the_frame_is_no_place(places: Places) -> None:
    assert places.find([Rect(90, 0, 120, 10)]) is None


def test_only_what_must_be_named_may_cover_shade(places: Places) -> None:
    places.shade(HERE)

    assert places.find([HERE]) is None
    assert places.find([HERE], must=True) == HERE


def test_what_must_be_named_covers_no_other_word(places: Places) -> None:
    places.occupy(HERE)

    assert places.find([HERE], must=True) is None


@given(st.lists(st.floats(0, 900), max_size=9))
@settings(max_examples=80, deadline=None)
def test_spread_heights_keep_order_distance_and_bounds(wanted: list[float]) -> None:
    heights = spread(sorted(wanted), 74, 30, 850)

    gaps = [b - a for a, b in pairwise(heights)]
    assert all(gap >= 74 - 1e-6 for gap in gaps)
    assert all(30 - 1e-6 <= height <= 850 + 1e-6 for height in heights)
