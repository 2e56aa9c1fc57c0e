"""Specification of a sum over the last stretch of time."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.online.window import RollingSum


def test_what_is_older_than_the_stretch_is_let_go() -> None:
    window = RollingSum(60, parts=6)
    window.take(0, 5.0)
    window.take(30, 7.0)

    window.forward(60)

    assert (window.total, window.count) == (7.0, 1)


def test_a_value_of_a_piece_that_has_ended_is_not_counted() -> None:
    window = RollingSum(60, parts=6)
    window.take(30, 7.0)

    window.take(29, 100.0)

    assert (window.total, window.count) == (7.0, 1)


def test_after_a_long_silence_nothing_is_left() -> None:
    window = RollingSum(60, parts=6)
    window.take(30, 7.0)

    window.forward(10_000)

    assert (window.total, window.count) == (0, 0)


def test_it_goes_on_where_it_was_stopped() -> None:
    window = RollingSum(60, parts=6)
    window.take(30, 7.0)

    again = pickle.loads(pickle.dumps(window))  # noqa: S301 - our own bytes

    assert (again.total, again.count) == (7.0, 1)


@pytest.mark.parametrize(("span_ns", "parts"), [(60, 0), (60, 7), (5, 6)])
def test_a_stretch_that_cannot_be_cut_is_refused(span_ns: int, parts: int) -> None:
    with pytest.raises(ValueError, match="take 1 part or more"):
        RollingSum(span_ns, parts=parts)


values = st.lists(st.tuples(st.integers(0, 30), st.integers(-9, 9)), max_size=60)


@given(values)
def test_it_is_the_sum_of_the_pieces_that_reach_into_the_stretch(
    steps: list[tuple[int, int]],
) -> None:
    window, now, taken = RollingSum(40, parts=4), 0, []
    for step, value in steps:
        now += step
        window.take(now, value)
        taken.append((now, value))

    kept = [value for at, value in taken if at // 10 > now // 10 - 4]

    assert (window.total, window.count) == (sum(kept), len(kept))
