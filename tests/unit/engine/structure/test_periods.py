"""Specification of the high and low of the day, week and month before."""

import pickle
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from core.detection import Detection
from core.market import TIMEFRAME_NS, Candle, Timeframe
from engine.structure.chart import Chart
from engine.structure.options import StructureOptions
from tests.support.facts import NOON, SECOND, a_candle

HOUR_NS = TIMEFRAME_NS["1h"]
OPTIONS = StructureOptions()


def a_candle_at(
    day: str, hour: int = 0, high: float = 11, low: float = 9, close: float = 10
) -> Candle:
    return _at(_ns(day) + hour * HOUR_NS, "1h", high, low, close)


def _ns(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) * SECOND


def _at(open_ns: int, timeframe: Timeframe, high: float, low: float, close: float) -> Candle:
    there = a_candle(0, 10, high, low, close, timeframe=timeframe)
    shift = open_ns - NOON
    return replace(
        there,
        open_ns=open_ns,
        at_ns=there.at_ns + shift,
        seen_ns=there.seen_ns + shift,
    )


def a_day(day: str, high: float = 11, low: float = 9) -> list[Candle]:
    """24 hours, the ninth of which reaches the day's high and low."""
    return [
        a_candle_at(day, hour, high if hour == 9 else 10.5, low if hour == 9 else 9.5)
        for hour in range(24)
    ]


def levels(
    candles: list[Candle], options: StructureOptions = OPTIONS, timeframe: Timeframe = "1h"
) -> list[Detection]:
    chart = Chart("bybit:ETHUSDT", timeframe, options)
    found = [finding for candle in candles for finding in chart.read(candle)]
    return [finding for finding in found if finding.kind.startswith("previous_")]


def told(found: list[Detection]) -> list[tuple[str, float | None]]:
    return [(level.kind, level.level) for level in found]


TUESDAY = a_day("2026-03-03", high=12, low=8)


def test_a_day_that_is_over_leaves_its_high_and_low() -> None:
    high, low = levels(TUESDAY)

    assert told([high, low]) == [("previous_day_high", 12), ("previous_day_low", 8)]
    assert high.formed_ns == high.known_ns == _ns("2026-03-04")


def test_a_day_whose_beginning_was_not_seen_leaves_none() -> None:
    assert levels(TUESDAY[1:]) == []


def test_a_day_that_lost_candles_says_how_many() -> None:
    high, _low = levels([*TUESDAY[:4], *TUESDAY[6:]])

    assert high.numbers == {"missing": 2}


def test_a_day_whose_last_candle_is_missing_is_over_with_the_next_one() -> None:
    later = a_candle_at("2026-03-04", 2)

    high, _low = levels([*TUESDAY[:-1], later])

    assert (high.formed_ns, high.known_ns) == (_ns("2026-03-04"), later.at_ns)


def test_a_wick_beyond_sweeps_the_level_and_a_close_breaks_it_once_each() -> None:
    day = [
        a_candle_at("2026-03-04", 0, high=12.5),
        a_candle_at("2026-03-04", 1, high=13),
        a_candle_at("2026-03-04", 2, high=13, close=12.5),
        a_candle_at("2026-03-04", 3, high=14, close=13),
    ]

    high, _low, swept, broken = levels([*TUESDAY, *day])

    assert [swept.kind, broken.kind] == ["previous_day_high_swept", "previous_day_high_broken"]
    assert (swept.side, broken.side) == ("bearish", "bullish")
    assert swept.of == broken.of == high.id


def test_a_level_waits_for_a_sweep_as_long_as_the_minimum() -> None:
    # The range of these candles is about one.
    least = StructureOptions(min_sweep_atr=1)
    day = [a_candle_at("2026-03-04", 0, high=12.25), a_candle_at("2026-03-04", 1, high=14)]

    _high, _low, swept = levels([*TUESDAY, *day], least)

    assert (swept.kind, swept.known_ns) == ("previous_day_high_swept", day[1].at_ns)


def test_a_wick_that_touches_the_level_is_nothing() -> None:
    assert len(levels([*TUESDAY, a_candle_at("2026-03-04", 0, high=12, low=8)])) == 2


def test_a_close_at_the_level_is_back_inside() -> None:
    found = levels([*TUESDAY, a_candle_at("2026-03-04", 0, low=7, close=8)])

    assert [level.kind for level in found[2:]] == ["previous_day_low_swept"]


def test_a_week_begins_on_monday() -> None:
    week = [candle for day in range(2, 9) for candle in a_day(f"2026-03-0{day}")]

    found = told(levels(week))

    assert found[-2:] == [("previous_week_high", 11), ("previous_week_low", 9)]


def test_a_month_has_its_own_length() -> None:
    month = [candle for day in range(1, 29) for candle in a_day(f"2026-02-{day:02}")]

    found = levels(month)

    assert found[-2].kind == "previous_month_high"
    assert found[-2].formed_ns == _ns("2026-03-01")


def test_a_chart_of_days_leaves_the_day_out() -> None:
    days = [_at(_ns(f"2026-03-0{day}"), "1d", 11, 9, 10) for day in range(2, 9)]

    found = told(levels(days, timeframe="1d"))

    assert found == [("previous_week_high", 11), ("previous_week_low", 9)]


def test_a_day_of_a_clock_change_is_an_hour_shorter_where_it_happens() -> None:
    zone = StructureOptions(day_zone="America/New_York")
    start = _ns("2026-03-08") + 5 * HOUR_NS
    day = [_at(start + hour * HOUR_NS, "1h", 11, 9, 10) for hour in range(23)]

    high, _low = levels(day, zone)

    assert high.numbers == {"missing": 0}


def test_a_zone_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone is called 'Mars/Base'"):
        StructureOptions(day_zone="Mars/Base")


def test_it_goes_on_after_a_restart() -> None:
    chart = Chart("bybit:ETHUSDT", "1h", OPTIONS)
    for candle in TUESDAY[:-1]:
        chart.read(candle)

    again = pickle.loads(pickle.dumps(chart))  # noqa: S301 - our own bytes

    assert again.read(TUESDAY[-1]) == chart.read(TUESDAY[-1]) != []
