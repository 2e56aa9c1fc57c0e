"""Specification of candles: one truth in minutes, every longer candle built from it."""

from itertools import pairwise

import pytest

from standins.market.exchange.candles import Candle, CandleBook
from standins.market.exchange.history import HISTORY_MINUTES, history
from standins.market.exchange.instruments import INSTRUMENTS
from standins.market.exchange.intervals import INTERVALS, MINUTE, end_of, start_of

OPEN_MS = 1_790_000_000_000
ETH = INSTRUMENTS["ETHUSDT"]


def a_history(*, seed: int = 1, minutes: int = HISTORY_MINUTES) -> list[Candle]:
    return history(ETH, seed=seed, open_ms=OPEN_MS, price=350_000, minutes=minutes)


def test_history_ends_at_the_opening_price_in_the_minute_that_holds_the_opening() -> None:
    last = a_history()[-1]

    assert last.close == 350_000
    assert last.start <= OPEN_MS < last.start + MINUTE


def test_each_candle_opens_where_the_one_before_closed() -> None:
    for before, candle in pairwise(a_history()):
        assert candle.start == before.start + MINUTE
        assert candle.open == before.close
        assert candle.low <= min(candle.open, candle.close)
        assert candle.high >= max(candle.open, candle.close)


def test_history_is_the_same_from_the_same_seed() -> None:
    assert a_history(seed=2, minutes=50) == a_history(seed=2, minutes=50)
    assert a_history(seed=2, minutes=50) != a_history(seed=3, minutes=50)


@pytest.mark.parametrize("interval", ["1", "5", "15", "60"])
def test_there_are_three_hundred_candles_of_every_interval(interval: str) -> None:
    assert len(CandleBook(a_history()).latest(interval, 301)) == 301


@pytest.mark.parametrize("interval", ["5", "15", "60"])
def test_a_longer_candle_is_made_of_its_minutes(interval: str) -> None:
    book = CandleBook(a_history())
    whole = book.latest(interval, 3)[1]
    inside = book.latest("1", 1_000, start=whole.start, end=end_of(interval, whole.start) - 1)

    assert len(inside) == int(interval)
    assert whole.open == inside[-1].open
    assert whole.close == inside[0].close
    assert whole.high == max(minute.high for minute in inside)
    assert whole.low == min(minute.low for minute in inside)
    assert whole.volume == sum(minute.volume for minute in inside)


def test_fair_value_gaps_form_on_five_and_fifteen_minutes() -> None:
    book = CandleBook(a_history())

    for interval in ("5", "15"):
        candles = book.latest(interval, 300)[::-1]
        triples = zip(candles, candles[2:], strict=False)
        assert sum(b.low > a.high or b.high < a.low for a, b in triples) >= 10


def test_a_candle_closes_once() -> None:
    book = CandleBook()
    book.trade(30_000, 100, 1)

    assert [interval for interval, _ in book.roll(60_000)] == ["1"]
    assert book.roll(60_000) == []
    assert [interval for interval, _ in book.roll(180_000)] == ["1", "1", "3"]


def test_a_minute_without_a_trade_is_flat() -> None:
    book = CandleBook()
    book.trade(30_000, 100, 1)
    book.trade(40_000, 110, 1)

    book.roll(180_000)

    assert book.latest("1", 5)[:2] == [
        Candle.opened(180_000, 110),
        Candle.opened(120_000, 110),
    ]


def test_the_open_candle_of_every_interval_holds_every_trade() -> None:
    book = CandleBook(a_history(minutes=500))
    book.trade(OPEN_MS, 400_000, 9)
    book.roll(OPEN_MS + 3 * MINUTE)
    book.trade(OPEN_MS + 3 * MINUTE, 300_000, 1)

    for interval in INTERVALS:
        candle = book.open_candle(interval)
        assert candle == book.latest(interval, 1)[0]
        assert candle.low == 300_000


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    saturday = 1_795_219_200_000  # 2026-11-21

    assert start_of("W", saturday) == 1_794_787_200_000  # Monday 2026-11-16
    assert start_of("M", saturday) == 1_793_491_200_000  # 2026-11-01
    assert end_of("M", start_of("M", saturday)) == 1_796_083_200_000  # 2026-12-01
