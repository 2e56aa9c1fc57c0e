"""Specification of a feed that comes late."""

import pytest

from core.lateness import Lateness

SECOND = 1_000_000_000


def turns(*delays_s: float, least: int = 3) -> list[tuple[int, str]]:
    """Second and turn, where something comes each second so much too late; five are too much."""
    lateness = Lateness(5.0, least=least)
    found: list[tuple[int, str]] = []
    for second, delay_s in enumerate(delays_s, 1_000):
        turn = lateness.take(int((second - delay_s) * SECOND), second * SECOND)
        found += [(second - 1_000, turn.state)] if turn else []
    return found


def test_it_is_late_once_enough_came_late() -> None:
    assert turns(*[6.0] * 20) == [(2, "late")]


def test_what_is_on_time_turns_nothing() -> None:
    assert turns(*[4.9] * 20) == []
    assert turns(*[-3.0] * 20) == []


def test_it_is_on_time_again_when_a_minute_took_half_of_it() -> None:
    found = turns(*[6.0] * 20, *[2.0] * 80)

    assert [state for _, state in found] == ["late", "on time"]
    assert 60 <= found[1][0] <= 80


def test_around_the_bound_it_is_one_episode() -> None:
    assert len(turns(*([6.0] * 70 + [4.0] * 70) * 3)) == 1


def test_it_says_by_what() -> None:
    lateness = Lateness(5.0, least=1)

    turn = lateness.take(0, 8 * SECOND)

    assert turn is not None
    assert turn.delay_s == pytest.approx(8, rel=0.02)
    assert turn.count == 1
