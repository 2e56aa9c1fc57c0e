"""Specification of the comparison of two copies of one book."""

import pytest

from engine.feeds.bybit.books.comparison import difference
from engine.feeds.bybit.books.tape import Sides


def a_copy(bids: str, asks: str = "11:1") -> Sides:
    """Levels as "price:size price:size"."""
    sides = [dict(level.split(":") for level in side.split()) for side in (bids, asks)]
    return sides[0], sides[1]


def test_the_deeper_copy_may_go_on_where_the_shallower_one_ends() -> None:
    shallow, deep = a_copy("10:1 9:2"), a_copy("10:1 9:2 8:3 7:4", "11:1 12:5")

    assert difference(shallow, deep, levels=2) == "ask 12 is 0 here and 5 there"
    assert difference(a_copy("10:1"), a_copy("10:1 9:2", "11:1 12:5"), levels=1) == ""


def test_a_size_is_the_same_however_it_is_written() -> None:
    assert difference(a_copy("10.0:1.50"), a_copy("10:1.5"), levels=50) == ""


@pytest.mark.parametrize(
    ("bids", "said"),
    [
        ("10:1 9:3", "bid 9 is 2 here and 3 there"),
        ("10:1", "bid 9 is 2 here and 0 there"),
        ("10:1 9.5:7 9:2", "bid 9.5 is 0 here and 7 there"),
        ("12:1 10:1 9:2", "bid 12 is 0 here and 1 there"),
    ],
    ids=["another size", "a level too many", "a level missing", "another best"],
)
def test_the_best_level_that_differs_is_named(bids: str, said: str) -> None:
    assert difference(a_copy("10:1 9:2"), a_copy(bids), levels=2) == said


def test_a_copy_that_is_not_full_is_the_whole_book() -> None:
    assert difference(a_copy("10:1"), a_copy("10:1 9:2"), levels=50) != ""


def test_two_empty_sides_are_equal() -> None:
    assert difference(({}, {}), ({}, {}), levels=50) == ""
