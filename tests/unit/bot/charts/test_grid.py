"""Specification of the grid: rows that can be seen, of whole bins, and what is not known."""

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.charts.heatmap.grid import ROW_PX, Grid, Rows, rows_of

PANE = 832
STEPS = [mantissa * 10.0**power for mantissa in (1, 2, 5) for power in range(-9, 4)]


@given(st.sampled_from(STEPS), st.floats(500, 1e6), st.floats(100, 1e5))
@example(0.1, 34_970.0, 390.0)
def test_rows_are_five_to_nine_pixels_high_wherever_the_bins_allow_it(
    step: float, bins: float, span: float
) -> None:
    low = bins * step
    rows = Rows.over(low, low + span * step, step, PANE)

    height = PANE / rows.count

    assert height >= ROW_PX[0] - 0.1
    assert height <= ROW_PX[1] or rows.step == pytest.approx(step)


@given(st.sampled_from(STEPS), st.floats(500, 1e6), st.floats(1, 1e5))
def test_rows_cover_the_range_and_cut_no_bin(step: float, bins: float, span: float) -> None:
    low, high = bins * step, (bins + span) * step
    rows = Rows.over(low, high, step, PANE)

    per_row = rows.step / step

    assert rows.low <= low + step * 1e-5
    assert rows.high >= high - step * 1e-5
    assert per_row == pytest.approx(round(per_row))
    assert rows.first >= 0


@given(st.sampled_from(STEPS), st.floats(200, 5_000))
def test_a_row_is_a_round_price_or_four_or_eight(step: float, span: float) -> None:
    rows = Rows.over(1_000 * step, (1_000 + span) * step, step, PANE)

    leading = float(f"{rows.step:.6e}".split("e")[0])

    assert leading in {1.0, 2.0, 2.5, 4.0, 5.0, 8.0}


def test_four_is_taken_only_where_a_rounder_row_would_be_too_high() -> None:
    fine, high = (Rows.over(3_480, 3_480 + span, 0.1, PANE) for span in (60, 38))

    assert fine.step == 0.5
    assert high.step == 0.4


def test_a_step_that_is_not_round_is_merged_as_it_is() -> None:
    rows = Rows.over(900.0, 1_400.0, 0.3, PANE)

    assert rows.step / 0.3 == pytest.approx(round(rows.step / 0.3))


def test_a_range_near_zero_is_opened_upwards_only() -> None:
    rows = Rows.over(0.0, 300.0, 1.0, PANE)

    assert rows.first == 0
    assert rows.high >= 300


@given(st.integers(0, 400), st.integers(1, 60), st.integers(1, 90), st.integers(0, 2**31))
def test_what_rested_in_the_rows_is_neither_lost_nor_made(
    low_bin: int, per_row: int, count: int, seed: int
) -> None:
    chance = np.random.default_rng(seed)
    matrix = chance.integers(0, 9, (3, int(chance.integers(1, 500)))).astype(np.float32)
    rows = Rows(float(per_row), int(chance.integers(0, 50)), count)

    summed = rows_of(matrix, low_bin, 1.0, rows)

    first, past = (rows.first + np.array([0, count])) * per_row - low_bin
    inside = matrix[:, max(0, first) : max(0, past)]
    assert summed.shape == (3, count)
    assert summed.sum(axis=1).tolist() == inside.sum(axis=1).tolist()


def test_an_unknown_bin_counts_as_empty() -> None:
    matrix = np.array([[1, np.nan, 4, np.nan]], dtype=np.float32)

    assert rows_of(matrix, 10, 1.0, Rows(2.0, 5, 2)).tolist() == [[1.0, 4.0]]


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 2**31))
def test_several_columns_in_a_place_give_their_mean(columns: int, count: int, seed: int) -> None:
    assume(count <= columns)
    book = np.random.default_rng(seed).uniform(1, 9, (columns, 4)).astype(np.float32)
    places = np.arange(columns) * count // columns

    grid = Grid.over(book, np.ones(columns, np.bool_), places, count)

    wanted = [book[places == place].mean(axis=0) for place in range(count)]
    np.testing.assert_allclose(grid.cells.T, wanted, rtol=1e-5)
    assert grid.known.all()


def test_only_depth_that_takes_a_good_part_of_the_pane_is_explained() -> None:
    full = np.ones((20, 40), dtype=np.float32)
    half = np.where(np.arange(40) < 20, full, np.float32(0))
    every, places = np.ones(20, np.bool_), np.arange(20)

    assert not Grid.over(full, every, places, 20).shallow
    assert Grid.over(half, every, places, 20).shallow
    assert not Grid.over(half, ~every, places, 20).shallow
