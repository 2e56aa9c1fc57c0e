"""Specification of the lowest and the highest value of the last stretch of time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.online.extremes import Extreme, RollingExtremes

moments = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 9)), min_size=1, max_size=60).map(
    sorted
)


def extremes_of(*values: tuple[int, float], span: int = 60, parts: int = 6) -> RollingExtremes:
    extremes = RollingExtremes(span, parts=parts)
    for at_ns, value in values:
        extremes.take(at_ns, value)
    return extremes


def test_before_the_first_value_there_is_none() -> None:
    extremes = extremes_of()

    assert extremes.lowest is None
    assert extremes.highest is None


def test_a_value_leaves_with_its_piece_of_time() -> None:
    stays = extremes_of((5, 90.0), (59, 100.0))
    leaves = extremes_of((5, 90.0), (60, 100.0))

    assert stays.lowest == Extreme(90.0, 5)
    assert leaves.lowest == Extreme(100.0, 60)


def test_of_equal_values_the_newest_counts() -> None:
    extremes = extremes_of((5, 90.0), (25, 90.0))

    assert extremes.lowest == extremes.highest == Extreme(90.0, 25)


def test_what_is_older_than_the_last_changes_nothing() -> None:
    extremes = extremes_of((5, 90.0), (25, 95.0), (24, 1.0))

    assert extremes.lowest == Extreme(90.0, 5)


@pytest.mark.parametrize(("span", "parts"), [(60, 0), (60, 7), (3, 6)])
def test_a_stretch_that_does_not_divide_is_refused(span: int, parts: int) -> None:
    with pytest.raises(ValueError, match="a stretch that divides by them"):
        RollingExtremes(span, parts=parts)


@given(moments)
def test_it_agrees_with_looking_through_all_values(values: list[tuple[int, float]]) -> None:
    extremes = extremes_of(*values)

    newest = values[-1][0] // 10
    young = [value for at_ns, value in values if at_ns // 10 > newest - 6]
    assert extremes.lowest is not None
    assert extremes.highest is not None
    assert (extremes.lowest.value, extremes.highest.value) == (min(young), max(young))


@given(moments)
def test_it_keeps_at_most_one_value_a_piece(values: list[tuple[int, float]]) -> None:
    extremes = extremes_of(*values)

    assert max(len(extremes._lows), len(extremes._highs)) <= 6  # noqa: SLF001 - the bound of memory
