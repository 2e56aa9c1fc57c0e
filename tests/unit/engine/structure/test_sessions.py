"""Specification of sessions, of their highs and lows, and of kill zones."""

import pickle
from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec.structs import replace

from core.detection import Detection
from core.market import TIMEFRAME_NS, Candle, Timeframe
from engine.structure.chart import Chart
from engine.structure.options import StructureOptions
from tests.support.facts import NOON, SECOND, a_candle

HOUR_NS = TIMEFRAME_NS["1h"]


def a_candle_at(
    when: str,
    high: float = 11,
    low: float = 9,
    close: float = 10,
    timeframe: Timeframe = "1h",
) -> Candle:
    open_ns = ns(when)
    there = a_candle(0, 10, high, low, close, timeframe=timeframe)
    shift = open_ns - NOON
    return replace(there, open_ns=open_ns, at_ns=there.at_ns + shift, seen_ns=there.seen_ns + shift)


def ns(when: str) -> int:
    return int(datetime.fromisoformat(when).replace(tzinfo=UTC).timestamp()) * SECOND


def hours_of(day: str, first: int = 0, after: int = 24) -> list[Candle]:
    return [a_candle_at(f"{day}T{hour:02}:00") for hour in range(first, after)]


def found_in(candles: Iterable[Candle], timeframe: Timeframe = "1h") -> list[Detection]:
    chart = Chart("bybit:ETHUSDT", timeframe, StructureOptions())
    found = [finding for candle in candles for finding in chart.read(candle)]
    return [each for each in found if each.kind.startswith(("session", "killzone"))]


def sessions(candles: Iterable[Candle]) -> list[tuple[str, int]]:
    found = found_in(candles)
    return [(each.kind, each.formed_ns) for each in found if each.kind.startswith("session")]


def kill_zones(candles: Iterable[Candle]) -> list[tuple[str, int]]:
    found = found_in(candles)
    return [
        (each.texts["name"], each.formed_ns) for each in found if each.kind == "killzone_opened"
    ]


def test_sessions_follow_the_clock_of_their_place_in_winter() -> None:
    assert sessions(hours_of("2026-01-14")) == [
        ("session_asia", ns("2026-01-14T09:00")),
        ("session_london", ns("2026-01-14T17:00")),
        ("session_new_york", ns("2026-01-14T22:00")),
    ]


def test_sessions_follow_the_clock_of_their_place_in_summer() -> None:
    assert sessions(hours_of("2026-07-15")) == [
        ("session_asia", ns("2026-07-15T09:00")),
        ("session_london", ns("2026-07-15T16:00")),
        ("session_new_york", ns("2026-07-15T21:00")),
    ]


def test_weeks_in_which_only_one_place_has_changed_its_clock_are_right() -> None:
    assert sessions(hours_of("2026-03-10"))[1:] == [
        ("session_london", ns("2026-03-10T17:00")),
        ("session_new_york", ns("2026-03-10T21:00")),
    ]


def test_there_are_no_sessions_on_a_saturday() -> None:
    assert sessions(hours_of("2026-01-17")) == []


def test_a_session_has_the_high_and_low_of_its_hours() -> None:
    day = hours_of("2026-01-14", 0, 9)
    day[3] = a_candle_at("2026-01-14T03:00", high=12, low=8)

    found = found_in([*day, a_candle_at("2026-01-14T09:00", high=20, low=1)])

    session = next(each for each in found if each.kind == "session_asia")
    assert (session.low, session.high) == (8, 12)
    assert session.known_ns == ns("2026-01-14T09:00")


def test_a_session_whose_beginning_was_not_seen_tells_nothing() -> None:
    assert sessions(hours_of("2026-01-14", 1, 10)) == []


def test_a_session_that_lost_candles_says_how_many() -> None:
    candles = [*hours_of("2026-01-14", 0, 3), *hours_of("2026-01-14", 5, 12)]

    (session,) = [each for each in found_in(candles) if each.kind == "session_asia"]

    assert session.numbers == {"missing": 2}


def test_a_session_without_its_last_candle_is_over_with_the_next_one() -> None:
    candles = [*hours_of("2026-01-14", 0, 8), *hours_of("2026-01-14", 10, 12)]

    (session,) = [each for each in found_in(candles) if each.kind == "session_asia"]

    assert (session.formed_ns, session.known_ns) == (ns("2026-01-14T09:00"), candles[8].at_ns)


def test_its_high_is_swept_and_broken_once_each() -> None:
    later = [
        a_candle_at("2026-01-14T09:00", high=12),
        a_candle_at("2026-01-14T10:00", high=12.5),
        a_candle_at("2026-01-14T11:00", high=12.5, close=12),
    ]

    found = found_in([*hours_of("2026-01-14", 0, 9), *later])

    asia = next(each for each in found if each.kind == "session_asia")
    fate = [each for each in found if each.of == asia.id]
    assert [(each.kind, each.side) for each in fate] == [
        ("session_asia_high_swept", "bearish"),
        ("session_asia_high_broken", "bullish"),
    ]


def test_kill_zones_open_by_the_clock_of_new_york() -> None:
    assert kill_zones(hours_of("2026-01-14")) == [
        ("asia", ns("2026-01-14T01:00")),
        ("london", ns("2026-01-14T07:00")),
        ("new_york", ns("2026-01-14T12:00")),
        ("london_close", ns("2026-01-14T15:00")),
    ]
    assert kill_zones(hours_of("2026-07-15", 5))[0] == ("london", ns("2026-07-15T06:00"))


def test_a_kill_zone_is_known_at_the_close_that_reaches_it() -> None:
    (opened,) = found_in(hours_of("2026-01-14", 6, 7))

    assert opened.formed_ns == opened.known_ns == ns("2026-01-14T07:00")


def test_a_chart_that_begins_inside_a_kill_zone_does_not_tell_its_opening() -> None:
    assert kill_zones(hours_of("2026-01-14", 8, 11)) == []


def test_candles_longer_than_an_hour_have_no_sessions() -> None:
    days = [a_candle_at(f"2026-01-14T{hour:02}:00", timeframe="4h") for hour in range(0, 24, 4)]

    assert found_in(days, "4h") == []


def test_it_goes_on_after_a_restart() -> None:
    chart = Chart("bybit:ETHUSDT", "1h", StructureOptions())
    *before, last = hours_of("2026-01-14", 0, 9)
    for candle in before:
        chart.read(candle)

    again = pickle.loads(pickle.dumps(chart))  # noqa: S301 - our own bytes

    assert again.read(last) == chart.read(last) != []
