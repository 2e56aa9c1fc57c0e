"""Specification of what a value was a while ago."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.online.ago import Ago


def told(*values: tuple[int, float], span_ns: int = 10, step_ns: int = 1) -> Ago:
    ago = Ago(span_ns=span_ns, step_ns=step_ns)
    for at_ns, value in values:
        ago.take(at_ns, value)
    return ago


def test_before_a_whole_span_is_known_there_is_no_then() -> None:
    ago = told((0, 1.0), (9, 2.0))

    assert ago.then is None
    assert ago.first == 1.0


def test_a_value_exactly_a_span_old_is_what_was_then() -> None:
    assert told((0, 1.0), (1, 2.0), (10, 3.0)).then == 1.0


def test_of_a_step_the_last_value_counts() -> None:
    assert told((0, 1.0), (4, 2.0), (10, 3.0), step_ns=5).then == 2.0


def test_after_a_silence_of_more_than_two_spans_there_is_no_then() -> None:
    assert told((0, 1.0), (20, 3.0)).then == 1.0
    assert told((0, 1.0), (21, 3.0)).then is None


@pytest.mark.parametrize(("span_ns", "step_ns"), [(0, 1), (5, 0), (5, 6)])
def test_a_span_shorter_than_its_steps_is_refused(span_ns: int, step_ns: int) -> None:
    with pytest.raises(ValueError, match="take 0 < step <= span"):
        Ago(span_ns=span_ns, step_ns=step_ns)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=30))
def test_it_says_what_looking_through_everything_would(pauses: list[int]) -> None:
    ago, at_ns, taken = Ago(span_ns=10, step_ns=1), 0, {}
    for number, pause in enumerate(pauses):
        at_ns += pause
        taken[at_ns] = float(number)
        ago.take(at_ns, float(number))

    old = [when for when in taken if at_ns - 20 <= when <= at_ns - 10]

    assert ago.then == (taken[max(old)] if old else None)
