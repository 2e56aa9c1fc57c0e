"""Specification of the rank of a value in its own past."""

from math import ceil, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.online.ranked import RankedPast


def a_past(*values: float, span_ns: int = 1_000, most: int = 1_000) -> RankedPast:
    past = RankedPast(span_ns=span_ns, most=most)
    for at_ns, value in enumerate(values):
        past.take(at_ns, value)
    return past


def test_without_a_past_every_value_is_ordinary() -> None:
    assert a_past().rank(99) == 0.5
    assert a_past().quantile(0.9) is None


def test_an_equal_value_counts_half() -> None:
    assert a_past(1, 1, 1, 1).rank(1) == 0.5


def test_a_value_as_old_as_the_span_has_gone() -> None:
    past = a_past(9, 1, span_ns=2)

    past.take(2, 1)

    assert (len(past), past.quantile(1)) == (2, 1)


def test_of_more_values_than_are_kept_the_oldest_goes() -> None:
    assert list(a_past(9, 3, 2, most=2).ordered) == [2, 3]


@pytest.mark.parametrize(("span_ns", "most"), [(0, 1), (1, 0)])
def test_a_past_of_nothing_is_refused(span_ns: int, most: int) -> None:
    with pytest.raises(ValueError, match="take more than 0"):
        RankedPast(span_ns=span_ns, most=most)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="leave it out"):
        a_past(nan)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(-3, 3)), min_size=1, max_size=40),
    st.integers(-4, 4),
    st.sampled_from([0.0, 0.1, 0.5, 0.99, 1.0]),
)
def test_it_says_what_sorting_everything_would(
    steps: list[tuple[int, int]], asked: int, share: float
) -> None:
    past, at_ns, taken = RankedPast(span_ns=10, most=8), 0, []
    for step, value in steps:
        at_ns += step
        taken.append((at_ns, value))
        past.take(at_ns, value)

    kept = sorted(value for when, value in taken[-8:] if when > at_ns - 10)

    assert list(past.ordered) == kept
    below = sum(value < asked for value in kept) + sum(value == asked for value in kept) / 2
    assert past.rank(asked) == below / len(kept)
    assert past.quantile(share) == kept[max(0, ceil(share * len(kept)) - 1)]
