"""Specification of waiting before the next try."""

from itertools import pairwise

from engine.pipeline.backoff import Backoff


def test_waits_double_up_to_the_longest() -> None:
    backoff = Backoff(lambda: 1.0, first_s=1, most_s=8)

    waits = [backoff.next_s() for _ in range(6)]

    assert waits == [1, 2, 4, 8, 8, 8]


def test_a_wait_is_drawn_from_its_upper_half() -> None:
    low = Backoff(lambda: 0.0, first_s=1, most_s=8)
    high = Backoff(lambda: 1.0, first_s=1, most_s=8)

    halves = [(low.next_s(), high.next_s()) for _ in range(4)]

    assert all(least * 2 == most for least, most in halves)


def test_success_starts_anew() -> None:
    backoff = Backoff(lambda: 1.0, first_s=1, most_s=8)
    backoff.next_s()
    backoff.next_s()

    backoff.reset()

    assert backoff.next_s() == 1


def test_a_month_of_failures_is_no_overflow() -> None:
    backoff = Backoff(lambda: 0.5)

    waits = [backoff.next_s() for _ in range(100_000)]

    assert all(before <= after for before, after in pairwise(waits))
    assert waits[-1] == 22.5
