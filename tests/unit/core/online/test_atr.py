"""Specification of the average true range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.online.atr import AverageTrueRange

Candle = tuple[float, float, float]


def after(length: int, candles: list[Candle]) -> float | None:
    atr = AverageTrueRange(length)
    for high, low, close in candles:
        atr.take(high, low, close)
    return atr.value


def test_it_is_not_known_before_enough_candles_are() -> None:
    assert after(3, [(12, 10, 11), (13, 11, 12)]) is None


def test_the_first_candles_are_averaged_plainly() -> None:
    assert after(2, [(12, 10, 11), (14, 10, 12)]) == 3


def test_a_candle_that_opens_away_from_the_close_before_it_went_that_way_too() -> None:
    fell, rose = (8.0, 7.0, 8.0), (16.0, 15.0, 15.0)

    assert after(1, [(12, 10, 11), fell]) == 11 - 7
    assert after(1, [(12, 10, 11), rose]) == 16 - 11


def test_an_average_over_no_candle_is_refused() -> None:
    with pytest.raises(ValueError, match="take 1 or more"):
        AverageTrueRange(0)


@given(
    st.integers(1, 20),
    st.lists(st.tuples(*[st.floats(1, 9) for _ in range(3)]), min_size=1, max_size=60),
)
def test_it_equals_wilders_formula_written_out(length: int, raw: list[Candle]) -> None:
    candles = [(max(cells), min(cells), cells[1]) for cells in raw]
    ranges = [
        max(high, closes) - min(low, closes)
        for (high, low, _), closes in zip(
            candles, [(candles[0][0]), *(close for *_, close in candles)], strict=False
        )
    ]

    value = after(length, candles)

    if len(ranges) < length:
        assert value is None
        return
    expected = sum(ranges[:length]) / length
    for true_range in ranges[length:]:
        expected = (expected * (length - 1) + true_range) / length
    assert value == pytest.approx(expected)
