"""Specification of market structure as the ledger means it, and of what only looks like it."""

from itertools import pairwise

import pytest

from standins.market.exchange.candles import Candle
from standins.market.exchange.structure import Found, Reader
from tests.unit.standins.market.playing import NOW_MS, played

MINUTE = 60_000


def read(*candles: tuple[int, int, int, int]) -> list[Found]:
    """What is found in the last of some candles (open, high, low, close), after a flat past."""
    reader, found = Reader(), list[Found]()
    flat = [(1_000, 1_005, 995, 1_000)] * 20
    for at, (opens, high, low, close) in enumerate((*flat, *candles)):
        found = reader.read(Candle(at * MINUTE, opens, high, low, close, 1, 1_000, 0))
    return found


def row(start: int, *closes: int) -> list[tuple[int, int, int, int]]:
    """Candles that go from close to close with wicks of two ticks."""
    steps = pairwise((start, *closes))
    return [(a, max(a, b) + 2, min(a, b) - 2, b) for a, b in steps]


def test_a_gap_lies_between_the_first_and_the_third_of_three_candles() -> None:
    found = read(
        (1_000, 1_010, 995, 1_005), (1_005, 1_060, 1_003, 1_055), (1_055, 1_070, 1_040, 1_060)
    )

    gaps = [one for one in found if one.kind == "fair_value_gap"]

    assert [(gap.way, gap.low, gap.high, gap.reason) for gap in gaps] == [(1, 1_010, 1_040, "")]
    assert gaps[0].at == 21 * MINUTE, "named after the middle candle"


def test_wicks_that_meet_are_a_look_alike_of_a_gap() -> None:
    found = read(
        (1_000, 1_010, 995, 1_005), (1_005, 1_060, 1_003, 1_055), (1_055, 1_070, 1_009, 1_060)
    )

    assert [(one.kind, bool(one.reason)) for one in found] == [("fair_value_gap", True)]


def test_a_gap_needs_a_middle_candle_that_goes_its_way() -> None:
    found = read(
        (1_000, 1_010, 995, 1_005), (1_060, 1_062, 1_003, 1_055), (1_055, 1_070, 1_040, 1_060)
    )

    assert not [one for one in found if one.kind == "fair_value_gap"]


PEAK = row(1_000, 1_010, 1_020, 1_030, 1_020, 1_010, 1_000, 995)


def test_a_wick_beyond_a_swing_that_closes_inside_is_a_sweep_and_no_break() -> None:
    found = read(*PEAK, (995, 1_040, 990, 1_000))

    assert [(one.kind, one.way, bool(one.reason)) for one in found] == [
        ("sweep", 1, False),
        ("break", 1, True),
    ]
    assert (found[0].low, found[0].high) == (1_032, 1_040)


def test_a_close_beyond_a_swing_breaks_it_and_leaves_an_order_block() -> None:
    found = read(*PEAK, (995, 1_045, 990, 1_040))

    kinds = {one.kind: one for one in found}

    assert kinds["break_of_structure"].low == 1_032
    assert (kinds["order_block"].low, kinds["order_block"].high) == (993, 1_002)
    assert "sweep" not in kinds


def test_a_break_against_the_trend_is_a_change_of_character() -> None:
    upward = [*PEAK, (995, 1_045, 990, 1_040)]
    trough = row(1_040, 1_020, 1_000, 985, 1_000, 1_010, 1_020, 1_015)

    found = read(*upward, *trough, (1_015, 1_016, 950, 960))

    assert "change_of_character" in {one.kind for one in found if one.way < 0}


@pytest.mark.parametrize(("second", "equal"), [(1_030, True), (1_028, False)])
def test_two_highs_are_equal_within_a_tenth_of_the_average_range(
    second: int, *, equal: bool
) -> None:
    again = row(995, 1_005, 1_015, second, 1_015, 1_005, 1_000)

    found = [one for one in read(*PEAK, *again) if one.kind == "equal_highs"]

    assert [not one.reason for one in found] == [equal]


def test_nothing_is_known_before_its_last_candle_has_closed() -> None:
    timeframes = {"1m": MINUTE, "5m": 5 * MINUTE, "15m": 15 * MINUTE}
    market = played("range-and-sweep", seconds=420, before_s=600).market

    for record in market.truth:
        if "timeframe" in record.texts:
            length = timeframes[record.texts["timeframe"]]
            assert record.known_ms >= record.at_ms + length
            assert record.known_ms % length == 0


def test_the_range_scenario_forms_equal_highs_and_then_sweeps_them() -> None:
    market = played("range-and-sweep", seconds=420, before_s=600).market
    minute = [one for one in market.truth if one.texts.get("timeframe") == "1m" and one.planted]

    equal = [one for one in minute if one.kind == "equal_highs" and one.report]
    sweeps = [one for one in minute if one.kind == "sweep" and one.at_ms >= NOW_MS]
    gaps = [one for one in minute if one.kind == "fair_value_gap" and one.at_ms >= NOW_MS]

    assert equal
    assert equal[0].known_ms <= sweeps[0].at_ms
    assert [one.texts["side"] for one in sweeps][:1] == ["bearish"]
    assert {equal[0].numbers["low"], equal[0].numbers["high"]} <= {
        one.numbers["low"] for one in sweeps
    }
    assert any(gap.texts["side"] == "bearish" and gap.report for gap in gaps)
