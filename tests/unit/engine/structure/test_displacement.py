"""Specification of displacement: a candle that goes far for its market."""

import pytest

from core.detection import Detection
from core.market import Candle
from engine.structure.options import StructureOptions
from tests.support.facts import a_candle
from tests.support.structure import of_kinds, read

# Each calm candle has a true range of 2.
CALM = [a_candle(place, 100, 101, 99, 100) for place in range(3)]
TWO_ATR = StructureOptions(atr_length=3, displacement_atr=2.0)


def displacements(*candles: Candle) -> list[Detection]:
    return of_kinds(read(candles, TWO_ATR), "displacement")


def test_a_body_of_just_the_smallest_size_is_displacement() -> None:
    enough, less = a_candle(3, 100, 105, 99, 104), a_candle(3, 100, 105, 99, 103.9)

    assert len(displacements(*CALM, enough)) == 1
    assert displacements(*CALM, less) == []


def test_it_leads_where_its_body_leads() -> None:
    (up,) = displacements(*CALM, a_candle(3, 100, 105, 99, 104))
    (down,) = displacements(*CALM, a_candle(3, 100, 101, 95, 96))

    assert (up.side, down.side) == ("bullish", "bearish")


def test_it_is_formed_at_its_candle_and_known_at_its_close() -> None:
    far = a_candle(3, 100, 105, 99, 104)

    (found,) = displacements(*CALM, far)

    assert (found.formed_ns, found.known_ns) == (far.open_ns, far.at_ns)
    assert (found.low, found.high) == (99, 105)


def test_it_tells_how_far_it_went() -> None:
    (found,) = displacements(*CALM, a_candle(3, 100, 106, 98, 104))

    assert found.numbers == {"body": 4, "body_atr": 2, "share": 0.5, "atr": 2}


def test_a_long_wick_is_no_body() -> None:
    assert displacements(*CALM, a_candle(3, 100, 120, 80, 101)) == []


def test_a_candle_is_not_measured_by_itself() -> None:
    assert displacements(*CALM[:2], a_candle(2, 100, 105, 99, 104)) == []


def test_a_market_that_stood_still_has_no_range_to_measure_by() -> None:
    still = [a_candle(place, 100, 100, 100, 100) for place in range(3)]

    assert displacements(*still, a_candle(3, 100, 105, 100, 105)) == []


@pytest.mark.parametrize("wrong", [-1.0, float("nan"), float("inf")])
def test_a_smallest_body_that_cannot_be_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="displacement_atr"):
        StructureOptions(displacement_atr=wrong)
