"""Specification of walls: the largest rows of the present book, how far, and since when."""

from dataclasses import replace

import numpy as np

from bot.charts.heatmap.grid import Cells, Grid, Mask, RowBook, Rows, Timeline, rows_of
from bot.charts.heatmap.wall_life import WallLife
from bot.charts.heatmap.walls import Wall, aged, top_walls
from bot.charts.kit.numbers import ENGLISH

NS = 10**9
EVERY = np.ones(20, dtype=np.bool_)


def book(rows: int = 40) -> Cells:
    return np.full((20, rows), 10.0, dtype=np.float32)


def in_rows(orders: Cells, recorded: Mask = EVERY) -> RowBook:
    """Rows of 1 from 100 on, columns of half a minute."""
    return RowBook(orders, recorded, Rows(1.0, 100, orders.shape[1]), 30)


def test_the_three_largest_of_each_side_are_named_from_the_top_down() -> None:
    orders = book()
    orders[:, [2, 8, 14, 18, 22, 28, 34, 38]] = [500, 900, 800, 700, 600, 950, 850, 750]

    walls = top_walls(in_rows(orders), 120.0)

    assert [wall.row for wall in walls] == [38, 34, 28, 18, 14, 8]
    assert [wall.distance > 0 for wall in walls] == [True] * 3 + [False] * 3


def test_a_wall_is_as_old_as_it_has_held_more_than_half_of_itself() -> None:
    orders = book()
    orders[12:, 30] = 1000

    wall = top_walls(in_rows(orders), 120.0)[0]

    assert wall.seconds == 8 * 30
    assert wall.words(ENGLISH).endswith("· 4m")


def test_a_wall_that_stood_when_the_window_began_is_at_least_that_old() -> None:
    orders = book()
    orders[:, 30] = 1000

    wall = top_walls(in_rows(orders), 120.0)[0]

    assert wall.words(ENGLISH).endswith("≥10m")


def test_bins_add_up_in_rows_and_nothing_is_lost() -> None:
    matrix = np.ones((3, 50), dtype=np.float32)

    summed = rows_of(matrix, 1000, 0.5, Rows(2.5, 200, 10))

    assert summed.tolist() == [[5.0] * 10] * 3


def test_a_price_beyond_the_recorded_depth_is_not_an_empty_price() -> None:
    orders = np.array([[0, 5, 0, 7, 0, 0]], dtype=np.float32)

    grid = Grid.over(orders, np.ones(1, np.bool_), np.array([0]), 1)

    assert grid.covered[:, 0].tolist() == [False, True, True, True, False, False]


def test_columns_that_are_missing_leave_their_places_unknown() -> None:
    times = np.array([0, 1, 2, 40, 41]) * NS
    timeline = Timeline.over(times, 1.0)

    grid = Grid.over(
        np.ones((5, 3), np.float32),
        np.ones(5, np.bool_),
        timeline.place(times),
        timeline.count,
    )

    assert grid.unknown_runs() == [(3, 40)]


def test_a_feed_that_has_just_begun_stands_at_the_right_of_its_window() -> None:
    times = np.array([100, 101, 102]) * NS

    timeline = Timeline.over(times, 1.0)

    assert timeline.place(times).tolist() == [27, 28, 29]
    assert timeline.seconds == 30


def watched(seconds: int, *, bid: bool = False, low: float = 130.0) -> WallLife:
    """A wall in the row of 130, first seen so long before the end of `book`."""
    return WallLife(low=low, high=low + 1, bid=bid, usd=1e6, born_ns=(600 - seconds) * NS)


def old(orders: Cells, *lives: WallLife, recorded: Mask = EVERY) -> Wall:
    seen = in_rows(orders, recorded)
    return aged(top_walls(seen, 120.0)[0], lives, seen, 600 * NS)


def test_a_watched_wall_is_as_old_as_it_was_watched() -> None:
    orders = book()
    orders[:, 30] = 1000
    orders[9, 30] = 300

    seen, longer = old(orders, watched(450)), old(orders, watched(7_300))

    assert seen.words(ENGLISH).endswith("· 7m")
    assert longer.words(ENGLISH).endswith("· 2h")


def test_a_life_that_the_book_contradicts_is_somebody_elses() -> None:
    emptied, unseen = book(), np.arange(20) != 9
    emptied[:, 30] = 1000
    standing = emptied.copy()
    emptied[9, 30] = 0

    after_a_pull = old(emptied, watched(450))
    after_a_hole = old(standing, watched(450), recorded=unseen)

    assert after_a_pull.words(ENGLISH).endswith("· 5m")
    assert after_a_hole.words(ENGLISH).endswith("≥9m")


def test_another_side_another_price_or_an_end_tell_no_age() -> None:
    orders = book()
    orders[12:, 30] = 1000
    ended = replace(watched(450), ended_ns=590 * NS, fate="pulled")

    walls = [old(orders, each) for each in (watched(450, bid=True), watched(450, low=131.0), ended)]

    assert [wall.seconds for wall in walls] == [240, 240, 240]
