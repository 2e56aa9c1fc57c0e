"""Specification of the ladder: longer candles from shorter ones, the shortest from trades."""

import csv
import gzip
from itertools import islice
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.market import TIMEFRAME_NS, Candle, Timeframe, Trade
from engine.structure.ladder import Ladder, TradeCandles
from tests.support.facts import NOON, SECOND, a_candle, a_trade

FOLDER = Path(__file__).resolve().parents[5] / "shared" / "data" / "ohlcv"
FIVE_NS = TIMEFRAME_NS["5m"]
HOUR_NS = TIMEFRAME_NS["1h"]
HOUR = NOON - NOON % HOUR_NS
MINUTE_S = (NOON // SECOND // 60 + 1) * 60 - NOON // SECOND


def a_part(place: int, high: float = 11, low: float = 9, close: float = 10) -> Candle:
    there = a_candle(0, 10, high, low, close, timeframe="5m")
    open_ns = HOUR + place * FIVE_NS
    end_ns = open_ns + FIVE_NS
    return replace(there, open_ns=open_ns, at_ns=end_ns, seen_ns=end_ns)


def built(candles: list[Candle], *timeframes: Timeframe) -> list[Candle]:
    ladder = Ladder("5m", timeframes)
    return [longer for candle in candles for longer in ladder.take(candle)]


def test_three_parts_make_a_longer_candle() -> None:
    (longer,) = built([a_part(0), a_part(1, high=12), a_part(2, low=8, close=9)], "15m")

    assert (longer.open, longer.high, longer.low, longer.close) == (10, 12, 8, 9)
    assert (longer.timeframe, longer.volume, longer.closed) == ("15m", 300, True)
    assert (longer.open_ns, longer.at_ns) == (HOUR, HOUR + 3 * FIVE_NS)


def test_several_timeframes_come_from_one_stream() -> None:
    longer = built([a_part(place) for place in range(12)], "15m", "1h")

    assert [candle.timeframe for candle in longer] == ["15m"] * 4 + ["1h"]


def test_a_longer_candle_with_a_missing_part_is_not_told() -> None:
    holed = [a_part(place) for place in range(12) if place != 4]

    longer = built(holed, "15m", "1h")

    assert [candle.open_ns - HOUR for candle in longer] == [0, 6 * FIVE_NS, 9 * FIVE_NS]


def test_one_whose_beginning_was_not_seen_is_not_told() -> None:
    assert built([a_part(1), a_part(2)], "15m") == []


def test_running_late_and_repeated_parts_change_nothing() -> None:
    running = replace(a_part(1, high=99), closed=False)
    candles = [a_part(0), running, a_part(1), a_part(1, high=99), a_part(0), a_part(2)]

    (longer,) = built(candles, "15m")

    assert longer.high == 11


def test_a_ladder_only_climbs() -> None:
    with pytest.raises(ValueError, match="5m candles from 15m ones: take a longer multiple"):
        Ladder("15m", ["5m"])


def test_a_candle_of_another_timeframe_is_refused() -> None:
    with pytest.raises(ValueError, match="a candle of 15m on a ladder of 5m"):
        Ladder("5m", ["15m"]).take(a_candle(0, 10, 11, 9, 10))


@pytest.mark.skipif(not FOLDER.exists(), reason="recorded candles are not part of the source")
def test_longer_candles_equal_the_venues_own() -> None:
    parts = recorded("5m", since_ms=1_735_689_600_000, count=6_000)
    own = {candle.open_ns: candle for candle in recorded("15m", 1_735_689_600_000, 2_000)}

    longer = built(parts, "15m")

    assert len(longer) == len(own) == 2_000
    assert [prices(each) for each in longer] == [prices(own[each.open_ns]) for each in longer]
    assert [each.volume for each in longer] == pytest.approx(
        [own[each.open_ns].volume for each in longer]
    )


def recorded(timeframe: Timeframe, since_ms: int, count: int) -> list[Candle]:
    with gzip.open(FOLDER / f"bybit_linear_ETHUSDT_{timeframe}.csv.gz", "rt") as file:
        rows = (row for row in csv.DictReader(file) if int(row["ts_ms"]) >= since_ms)
        return [_recorded(row, timeframe) for row in islice(rows, count)]


def _recorded(row: dict[str, str], timeframe: Timeframe) -> Candle:
    open_ns = int(row["ts_ms"]) * 1_000_000
    names = ("open", "high", "low", "close", "volume")
    opened, high, low, close, volume = (float(row[name]) for name in names)
    there = a_candle(0, opened, high, low, close, timeframe=timeframe)
    return replace(there, open_ns=open_ns, volume=volume)


def prices(candle: Candle) -> tuple[float, float, float, float]:
    return candle.open, candle.high, candle.low, candle.close


def candles_of(trades: list[Trade]) -> list[Candle]:
    candles = TradeCandles("1m")
    return [candle for trade in trades for candle in candles.take(trade)]


BEFORE = a_trade(5, at_s=MINUTE_S - 1)
MINUTE = [
    a_trade(10, at_s=MINUTE_S),
    a_trade(12, at_s=MINUTE_S + 10, size=2),
    a_trade(9, at_s=MINUTE_S + 59),
]
NEXT = a_trade(11, at_s=MINUTE_S + 60)


def test_the_trades_of_a_minute_make_its_candle_with_the_first_trade_after() -> None:
    (candle,) = candles_of([BEFORE, *MINUTE, NEXT])

    assert prices(candle) == (10, 12, 9, 9)
    assert (candle.volume, candle.open_ns) == (4, NOON + MINUTE_S * SECOND)
    assert (candle.at_ns, candle.seen_ns) == (NEXT.at_ns, NEXT.seen_ns)


def test_the_first_minute_whose_beginning_was_not_seen_is_not_told() -> None:
    assert candles_of([*MINUTE, NEXT]) == []


def test_a_late_trade_is_refused_and_its_minute_not_told() -> None:
    late = replace(a_trade(50, at_s=MINUTE_S + 5), late_ns=SECOND)

    assert candles_of([BEFORE, *MINUTE, late, NEXT]) == []


def test_a_late_trade_of_a_minute_that_is_over_changes_nothing() -> None:
    late = replace(a_trade(50, at_s=MINUTE_S - 5), late_ns=SECOND)

    assert len(candles_of([BEFORE, *MINUTE, late, NEXT])) == 1
