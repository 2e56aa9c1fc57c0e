"""Specification of net flows by the clock."""

from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.flows.netting import Netting


def test_a_window_holds_its_first_moment_and_not_its_last() -> None:
    netting = Netting(window_ns=10, keep=5, least=2)
    for at_ns, amount in ((20, 1.0), (29, 2.0), (30, 100.0)):
        netting.take(at_ns, amount)

    (closed,) = netting.close(30)

    assert (closed.begin_ns, closed.end_ns, closed.net, closed.usual) == (20, 30, 3.0, None)


def test_a_window_in_which_nothing_flowed_counts_as_zero() -> None:
    netting = Netting(window_ns=10, keep=5, least=2)
    netting.take(0, 5.0)

    assert [closed.net for closed in netting.close(39)] == [5.0, 0.0, 0.0]


def test_what_comes_for_a_closed_window_changes_nothing() -> None:
    netting = Netting(window_ns=10, keep=5, least=2)
    netting.take(0, 5.0)
    netting.close(10)

    netting.take(9, 7.0)

    assert [closed.net for closed in netting.close(20)] == [0.0]


def test_a_closed_window_can_be_put_right() -> None:
    netting = Netting(window_ns=10, keep=5, least=2)
    netting.take(0, 5.0)
    netting.close(20)

    netting.correct(9, -2.0)
    netting.correct(15, 7.0)
    netting.correct(25, 1.0)

    assert [netting.net_of(begin_ns) for begin_ns in (0, 10)] == [3.0, 7.0]
    assert [closed.before for closed in netting.close(30)] == [7.0]
    assert netting.net_of(20) == 1.0


def test_what_is_forgotten_or_still_open_has_no_sum_to_put_right() -> None:
    netting = Netting(window_ns=10, keep=2, least=2)
    netting.take(0, 5.0)
    netting.close(30)

    netting.correct(5, 1.0)

    assert [netting.net_of(begin_ns) for begin_ns in (0, 10, 20, 30)] == [None, 0.0, 0.0, None]


def test_a_long_silence_costs_no_more_than_the_memory() -> None:
    netting = Netting(window_ns=10, keep=5, least=2)
    netting.take(0, 5.0)
    netting.close(10)

    assert len(netting.close(10**9)) == 5


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(-50, 50), min_size=3, max_size=12))
def test_what_is_usual_is_the_median_of_the_windows_before(nets: list[int]) -> None:
    netting = Netting(window_ns=1, keep=4, least=2)
    for at_ns, net in enumerate(nets):
        netting.take(at_ns, float(net))

    *_, last = netting.close(len(nets))

    before = nets[:-1][-4:]
    assert last.usual is not None
    assert last.usual.middle == median(before)
    assert last.usual.windows == len(before)


def test_a_window_without_a_length_is_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        Netting(window_ns=0, keep=5, least=2)
