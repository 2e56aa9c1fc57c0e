"""Specification of the median and the median deviation of the last values."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.online.robust import NORMAL, RobustScale


def scale_of(values: list[float], size: int = 1_000) -> RobustScale:
    found = RobustScale(span_ns=10_000, most=size)
    for at_ns, value in enumerate(values):
        found.take(at_ns, value)
    return found


def test_without_a_value_nothing_can_be_said() -> None:
    empty = RobustScale(span_ns=10, most=5)

    assert (empty.median, empty.mad, empty.z(1.0)) == (None, None, None)


def test_one_giant_moves_neither() -> None:
    calm, with_giant = scale_of([1, 2, 3, 4, 5]), scale_of([1, 2, 3, 4, 5e9])

    assert (calm.median, calm.mad) == (with_giant.median, with_giant.mad) == (3, 1)


def test_z_counts_in_standard_deviations_of_a_normal_distribution() -> None:
    assert scale_of([1, 2, 3, 4, 5]).z(3 + NORMAL) == pytest.approx(1)


def test_below_the_median_z_is_negative() -> None:
    assert scale_of([1, 2, 3, 4, 5]).z(3 - 2 * NORMAL) == pytest.approx(-2)


def test_where_more_than_half_are_equal_nothing_can_be_said() -> None:
    assert scale_of([7, 7, 7, 1]).z(100) is None


@given(st.lists(st.integers(-40, 40), min_size=1, max_size=60), st.integers(1, 25))
def test_it_agrees_with_sorting_all_distances(values: list[int], size: int) -> None:
    found = scale_of([float(value) for value in values], size)

    kept = values[-size:]
    centre = median(kept)

    assert found.median == centre
    assert found.mad == median(abs(value - centre) for value in kept)
