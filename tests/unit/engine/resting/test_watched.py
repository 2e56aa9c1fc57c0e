"""Specification of the walls of a book that are watched, and of how they are found."""

import pytest

from engine.resting.clusters import Cluster
from engine.resting.wall import Wall
from engine.resting.watched import Watched


def a_wall(low: float, high: float) -> Wall:
    return Wall.of(Cluster("bullish", low, high, 900.0), at_ns=1)


def watching(*walls: Wall) -> Watched:
    watched = Watched()
    for wall in walls:
        watched.add(wall)
    return watched


@pytest.mark.parametrize(("price", "low"), [(99, None), (100, 100), (101.9, 100), (102, 102)])
def test_a_price_finds_the_wall_from_its_low_up_to_its_high(price: float, low: int | None) -> None:
    watched = watching(a_wall(102, 103), a_wall(100, 102))

    found = watched.at(price)

    assert (found.low if found else None) == low


def test_between_two_walls_there_is_none() -> None:
    assert watching(a_wall(100, 101), a_wall(105, 106)).at(103) is None


def test_a_wall_may_be_removed_while_all_are_looked_at() -> None:
    watched = watching(a_wall(100, 101), a_wall(105, 107))

    for wall, first, past in watched.placed(1.0):
        assert (first, past) == (wall.low, wall.high)
        watched.remove(wall)

    assert list(watched.placed(1.0)) == []
    assert watched.at(100) is None


def test_larger_buckets_are_watched_whole() -> None:
    watched = watching(a_wall(100, 101))

    assert watched.numbers(1.0) == {100}
    assert watched.numbers(50.0) == {2}


def test_no_more_than_forty_are_watched() -> None:
    watched = watching(*(a_wall(low, low + 1) for low in range(100, 150)))

    assert len(watched.numbers(1.0)) == 40
