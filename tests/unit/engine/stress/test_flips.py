"""Specification of a sign that changes for good."""

import pytest

from engine.stress.flips import Flips


def flips(*values: float) -> list[float]:
    sign = Flips(beyond=1.0)
    return [value for value in values if sign.judge(value)]


def test_the_first_clear_value_only_gives_the_sign() -> None:
    assert flips(-5) == []


def test_what_trembles_around_zero_does_not_flip() -> None:
    assert flips(5, 0.9, -0.9, 0.5, -0.99) == []


def test_a_value_exactly_as_far_as_it_takes_flips() -> None:
    assert flips(5, -1, 0.9, 1) == [-1, 1]


@pytest.mark.parametrize("beyond", [0, -1, float("inf"), float("nan")])
def test_a_sign_that_is_never_or_always_clear_is_refused(beyond: float) -> None:
    with pytest.raises(ValueError, match="take more than 0"):
        Flips(beyond=beyond)
