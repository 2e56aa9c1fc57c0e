"""Specification of numbers in pictures, from a hundred-thousandth of a dollar to billions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charts.kit.numbers import ENGLISH
from bot.charts.kit.scale import nice_step, tick_decimals, ticks


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [
        (0.00001, 5, "0.00001"),
        (0.00001234, 8, "0.00001234"),
        (100_000, 0, "100,000"),
        (98_068.3, 1, "98,068.3"),
        (1_234_567.891, 2, "1,234,567.89"),
    ],
)
def test_prices_are_written_with_separators_and_the_ticks_decimals(
    value: float, decimals: int, words: str
) -> None:
    assert ENGLISH.price(value, decimals) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "$0"),
        (312, "$312"),
        (999.7, "$1.0K"),
        (9_949_000, "$9.9M"),
        (9_960_000, "$10M"),
        (999_960_000, "$1.0B"),
        (-7_100_000, "−$7.1M"),
    ],
)
def test_dollars_take_the_unit_that_keeps_them_short(amount: float, words: str) -> None:
    assert ENGLISH.usd(amount) == words


def test_a_change_that_rounds_to_nothing_has_no_sign() -> None:
    assert ENGLISH.percent(-0.001) == ENGLISH.percent(0.001) == "0.00%"


@given(st.floats(1e-6, 1e15))
@settings(max_examples=60, deadline=None)
def test_dollars_never_take_more_than_five_characters_below_a_quadrillion(amount: float) -> None:
    assert len(ENGLISH.usd(min(amount, 9.9e14))) <= 5


@given(st.floats(1e-7, 1e6), st.floats(1e-5, 2.0))
@settings(max_examples=60, deadline=None)
def test_ticks_are_round_few_and_told_apart_by_their_decimals(low: float, share: float) -> None:
    high = low * (1 + share)

    marks = ticks(low, high, 8)
    step = nice_step((high - low) / 8)
    words = [f"{mark:.{tick_decimals(step)}f}" for mark in marks]

    assert 2 <= len(marks) <= 9
    assert len(set(words)) == len(words)
