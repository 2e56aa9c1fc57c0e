"""Specification of sweeps and runs: what becomes of the liquidity behind a swing."""

import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings

from core.detection import Detection
from core.market import Candle
from engine.structure.chart import Chart
from engine.structure.options import StructureOptions
from tests.support.facts import a_candle
from tests.support.structure import a_road, of_kinds, read, walks

TWO = StructureOptions(swing_length=2, internal_length=0)
PATIENT = StructureOptions(swing_length=2, internal_length=0, sweep_candles=3)

# A swing high of 13.5 at the third candle, known at the fifth.
TOP = a_road(10, 12, 13, 12, 11)
# A swing low of 7.5.
BOTTOM = a_road(10, 9, 8, 9, 10)


def ends(candles: list[Candle], options: StructureOptions = TWO) -> list[Detection]:
    return of_kinds(read(candles, options), "sweep", "liquidity_run")


def kinds(candles: list[Candle], options: StructureOptions = TWO) -> list[str]:
    return [end.kind for end in ends(candles, options)]


def test_a_wick_above_a_high_that_closes_back_is_a_bearish_sweep() -> None:
    (sweep,) = ends([*TOP, a_candle(5, 11, 14, 11, 12)])

    assert (sweep.kind, sweep.side, sweep.level) == ("sweep", "bearish", 13.5)


def test_a_wick_below_a_low_that_closes_back_is_a_bullish_sweep() -> None:
    (sweep,) = ends([*BOTTOM, a_candle(5, 10, 10, 7, 9)])

    assert (sweep.kind, sweep.side, sweep.level) == ("sweep", "bullish", 7.5)


def test_a_close_beyond_is_a_run_that_leads_on() -> None:
    (up,) = ends([*TOP, a_candle(5, 11, 14, 11, 13.75)])
    (down,) = ends([*BOTTOM, a_candle(5, 10, 10, 7, 7.25)])

    assert (up.kind, up.side) == ("liquidity_run", "bullish")
    assert (down.kind, down.side) == ("liquidity_run", "bearish")


def test_a_wick_that_only_touches_the_level_takes_nothing() -> None:
    assert ends([*TOP, a_candle(5, 11, 13.5, 11, 12)]) == []


def test_a_close_at_the_level_is_back_inside() -> None:
    assert kinds([*TOP, a_candle(5, 11, 14, 11, 13.5)]) == ["sweep"]


def test_the_sweep_names_its_swing_and_how_far_it_went() -> None:
    options = StructureOptions(swing_length=2, internal_length=0, atr_length=2)
    candles = [*TOP, a_candle(5, 11, 14, 11, 12)]

    (sweep,) = ends(candles, options)

    (swing,) = of_kinds(read(TOP, options), "swing_high")
    assert sweep.of == swing.id
    assert sweep.numbers == {
        "beyond": 0.5,
        "candles": 1.0,
        "beyond_atr": pytest.approx(0.5 / sweep.numbers["beyond"] * sweep.numbers["beyond_atr"]),
    }
    assert (sweep.formed_ns, sweep.known_ns) == (candles[5].open_ns, candles[5].at_ns)


def test_a_level_ends_once() -> None:
    again = [a_candle(5, 11, 14, 11, 12), a_candle(6, 12, 15, 11, 12)]

    assert kinds([*TOP, *again]) == ["sweep"]


def test_one_candle_may_take_several_levels_the_nearest_first() -> None:
    stairs = [*TOP, *a_road(9, 10, 11, 10, 9, first=5)]

    found = ends([*stairs, a_candle(10, 9, 20, 9, 12)])

    assert [(end.kind, end.level) for end in found] == [
        ("liquidity_run", 11.5),
        ("sweep", 13.5),
    ]


def test_with_patience_a_later_close_back_is_still_a_sweep() -> None:
    beyond = [a_candle(5, 11, 14, 11, 13.75), a_candle(6, 14, 15, 13, 14)]

    (sweep,) = ends([*TOP, *beyond, a_candle(7, 14, 14, 12, 13)], PATIENT)

    assert (sweep.kind, sweep.numbers["beyond"], sweep.numbers["candles"]) == ("sweep", 1.5, 3)
    assert (sweep.formed_ns, sweep.known_ns) == (beyond[0].open_ns, a_candle(8, 1, 1, 1, 1).open_ns)


def test_with_patience_the_last_close_beyond_makes_it_a_run() -> None:
    beyond = [a_candle(place, 14, 15, 13, 14) for place in (5, 6, 7)]

    assert kinds([*TOP, *beyond[:2]], PATIENT) == []
    assert kinds([*TOP, *beyond], PATIENT) == ["liquidity_run"]


def test_no_patience_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="sweep_candles 0: take 1 to"):
        StructureOptions(sweep_candles=0)


def test_a_sweep_smaller_than_the_minimum_is_not_told_and_a_run_is() -> None:
    least = StructureOptions(swing_length=2, internal_length=0, atr_length=2, min_sweep_atr=0.5)
    small, large = a_candle(5, 11, 13.75, 11, 12), a_candle(5, 11, 15, 11, 12)
    run = a_candle(5, 11, 13.75, 11, 13.75)

    told = [kinds([*TOP, candle], least) for candle in (small, large, run)]

    assert told == [[], ["sweep"], ["liquidity_run"]]


def test_a_sweep_exactly_as_long_as_the_minimum_is_told() -> None:
    (sweep,) = ends([*TOP, a_candle(5, 11, 14, 11, 12)], replace(TWO, atr_length=2))

    again = ends(
        [*TOP, a_candle(5, 11, 14, 11, 12)],
        replace(TWO, atr_length=2, min_sweep_atr=sweep.numbers["beyond_atr"]),
    )

    assert again == [sweep]


def test_a_level_that_was_swept_too_little_has_ended_all_the_same() -> None:
    least = replace(TWO, atr_length=2, min_sweep_atr=0.5)
    again = [a_candle(5, 11, 13.75, 11, 12), a_candle(6, 12, 16, 11, 12)]

    assert kinds([*TOP, *again], least) == []


def test_while_nothing_measures_it_no_sweep_is_large_enough() -> None:
    least = replace(TWO, atr_length=14, min_sweep_atr=0.01)

    assert kinds([*TOP, a_candle(5, 11, 20, 11, 12)], least) == []


def test_it_goes_on_after_a_restart() -> None:
    chart = Chart("bybit:ETHUSDT", "15m", PATIENT)
    last = a_candle(6, 14, 14, 12, 13)
    for candle in [*TOP, a_candle(5, 11, 14, 11, 13.75)]:
        chart.read(candle)

    again = pickle.loads(pickle.dumps(chart))  # noqa: S301 - our own bytes

    assert again.read(last) == chart.read(last) != []


@settings(max_examples=60)
@given(walks)
def test_the_stacks_find_what_a_look_at_every_level_and_candle_finds(candles: list[Candle]) -> None:
    found = read(candles, PATIENT)

    told = {
        (end.of, end.kind, end.formed_ns, end.known_ns)
        for end in of_kinds(found, "sweep", "liquidity_run")
    }

    assert told == by_brute_force(candles, of_kinds(found, "swing_high", "swing_low"))


def by_brute_force(
    candles: list[Candle], swings: list[Detection]
) -> set[tuple[str | None, str, int, int]]:
    found: set[tuple[str | None, str, int, int]] = set()
    for swing in swings:
        sign = 1 if swing.kind == "swing_high" else -1
        level = sign * (swing.level or 0)
        after = [candle for candle in candles if candle.open_ns >= swing.known_ns]
        beyond = [max(sign * candle.high, sign * candle.low) > level for candle in after]
        if True not in beyond:
            continue
        first = beyond.index(True)
        closes = [sign * candle.close <= level for candle in after[first : first + 3]]
        last = after[first + (closes.index(True) if True in closes else len(closes) - 1)]
        if True in closes or len(closes) == 3:
            kind = "sweep" if True in closes else "liquidity_run"
            found.add((swing.id, kind, after[first].open_ns, last.at_ns))
    return found
