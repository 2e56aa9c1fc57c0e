"""Specification of the conversation with Bybit: what is asked, and what is made of the answers."""

import json

import pytest

from core.conversation import Fetch, Reconnect, Reply, Unreadable
from core.gaps import Gap
from core.market import Candle, Liquidation, Ticker, Trade
from engine.feeds.bybit import BybitFeed
from tests.support.bybit import Venue
from tests.support.facts import NOON, SECOND

MINUTE_MS = 60_000
NOON_MS = NOON // 1_000_000 // MINUTE_MS * MINUTE_MS


def a_venue(*symbols: str, timeframes: tuple[str, ...] = ()) -> Venue:
    feed = BybitFeed(symbols or ("ETHUSDT",), timeframes=timeframes)  # type: ignore[arg-type]
    venue = Venue(feed)
    venue.connect()
    return venue


def a_kline(start_ms: int, *, confirm: bool) -> dict[str, object]:
    prices = {"open": "1", "close": "1.5", "high": "2", "low": "0.5"}
    times = {"start": start_ms, "end": start_ms + MINUTE_MS - 1, "timestamp": start_ms + 5}
    return {**prices, **times, "interval": "1", "volume": "3", "turnover": "4", "confirm": confirm}


def a_history(*starts_ms: int) -> Reply:
    rows = [[str(start), "1", "2", "0.5", "1.5", "3", "4"] for start in starts_ms]
    result = {"category": "linear", "symbol": "ETHUSDT", "list": rows[::-1]}
    now_ms = NOON_MS + 5
    answer = {"retCode": 0, "retMsg": "OK", "result": result, "retExtInfo": {}, "time": now_ms}
    return Reply(status=200, body=json.dumps(answer).encode())


def test_every_topic_is_asked_for_in_requests_of_ten() -> None:
    venue = a_venue("ETHUSDT", "BTCUSDT", "XRPUSDT")

    assert [len(topics) for topics in venue.asked("subscribe")] == [10, 2]


def test_an_unknown_topic_does_not_take_the_others_with_it() -> None:
    venue = a_venue("ETHUSDT", "NOPEUSDT")

    venue.refuse(0, "error:handler not found,topic:orderbook.50.NOPEUSDT")

    again = venue.asked("subscribe")[-1]
    assert "orderbook.50.ETHUSDT" in again
    assert "orderbook.50.NOPEUSDT" not in again
    (gap,) = venue.told(Gap)
    assert gap.topic == "orderbook.50.NOPEUSDT"


def test_a_topic_that_is_subscribed_already_is_no_fault() -> None:
    venue = a_venue()

    venue.refuse(0, "error:already subscribed,topic:tickers.ETHUSDT")

    assert venue.told(Gap) == []
    assert "tickers.ETHUSDT" not in venue.asked("subscribe")[-1]


def test_a_ping_goes_out_every_eight_seconds() -> None:
    venue = a_venue()

    for _ in range(4):
        venue.later(4)
        venue.says(success=True, ret_msg="pong", op="ping")

    assert len([frame for frame in venue.sent if frame["op"] == "ping"]) == 3


def test_a_connection_that_says_nothing_at_all_is_given_up() -> None:
    venue = a_venue()

    venue.later(25)

    (step,) = venue.others
    assert isinstance(step, Reconnect)


def test_a_quiet_book_is_no_dead_connection() -> None:
    venue = a_venue()

    for _ in range(10):
        venue.says(success=True, ret_msg="pong", op="ping")
        venue.later(5)

    assert venue.others == []


def test_trades_keep_the_takers_side_and_the_venues_id() -> None:
    venue = a_venue()

    row = {"T": NOON_MS, "s": "ETHUSDT", "S": "Sell", "v": "0.5", "p": "3500.1", "i": "e-1"}
    venue.says(topic="publicTrade.ETHUSDT", type="snapshot", ts=NOON_MS, data=[row, row])

    trades = venue.told(Trade)
    assert len(trades) == 2
    assert (trades[0].side, trades[0].price, trades[0].size) == ("sell", 3500.1, 0.5)


def test_buy_in_a_liquidation_means_that_a_long_was_liquidated() -> None:
    venue = a_venue()

    row = {"T": NOON_MS, "s": "ETHUSDT", "S": "Buy", "v": "2", "p": "3400"}
    venue.says(topic="allLiquidation.ETHUSDT", type="snapshot", ts=NOON_MS, data=[row])

    (liquidation,) = venue.told(Liquidation)
    assert liquidation.position == "long"


def test_what_a_ticker_leaves_out_is_unchanged_and_an_empty_text_is_no_number() -> None:
    venue = a_venue()
    full = {"symbol": "ETHUSDT", "lastPrice": "3500", "markPrice": "3501", "fundingRate": ""}

    venue.says(topic="tickers.ETHUSDT", type="snapshot", ts=NOON_MS, data=full, cs=1)
    change = {"symbol": "ETHUSDT", "markPrice": "3502"}
    venue.says(topic="tickers.ETHUSDT", type="delta", ts=NOON_MS + 1000, data=change, cs=2)

    ticker = venue.told(Ticker)[-1]
    assert (ticker.last, ticker.mark, ticker.funding_rate) == (3500, 3502, None)


def test_candles_of_the_past_come_before_those_that_close_meanwhile() -> None:
    venue = a_venue(timeframes=("1m",))
    (fetch,) = [step for step in venue.others if isinstance(step, Fetch)]
    live = a_kline(NOON_MS - MINUTE_MS, confirm=True)
    venue.says(topic="kline.1.ETHUSDT", type="snapshot", ts=NOON_MS, data=[live])

    body = a_history(NOON_MS - 3 * MINUTE_MS, NOON_MS - 2 * MINUTE_MS)
    steps = venue.feed.fetched(fetch, body, NOON)

    candles = [step for step in steps if isinstance(step, Candle)]
    assert [candle.open_ns // 1_000_000 - NOON_MS for candle in candles] == [
        -3 * MINUTE_MS,
        -2 * MINUTE_MS,
        -MINUTE_MS,
    ]
    assert [candle.late_ns > 0 for candle in candles] == [True, True, False]


def test_the_candle_that_still_runs_is_marked_as_open() -> None:
    venue = a_venue(timeframes=("1m",))
    (fetch,) = [step for step in venue.others if isinstance(step, Fetch)]

    steps = venue.feed.fetched(fetch, a_history(NOON_MS - MINUTE_MS, NOON_MS), NOON)

    candles = [step for step in steps if isinstance(step, Candle)]
    assert [candle.closed for candle in candles] == [True, False]


def test_a_candle_is_told_as_closed_once() -> None:
    venue = a_venue(timeframes=("1m",))
    (fetch,) = [step for step in venue.others if isinstance(step, Fetch)]
    venue.feed.fetched(fetch, a_history(NOON_MS - MINUTE_MS), NOON)

    row = a_kline(NOON_MS - MINUTE_MS, confirm=True)
    venue.says(topic="kline.1.ETHUSDT", type="snapshot", ts=NOON_MS, data=[row])

    assert venue.told(Candle) == []


def test_after_a_reconnect_only_the_missing_candles_are_fetched() -> None:
    venue = a_venue(timeframes=("1m",))
    (fetch,) = [step for step in venue.others if isinstance(step, Fetch)]
    venue.feed.fetched(fetch, a_history(NOON_MS - MINUTE_MS), NOON)
    venue.lose("1006")
    venue.now_ns += 600 * SECOND

    venue.connect()

    again = [step for step in venue.others if isinstance(step, Fetch)][-1]
    assert "limit=12" in again.path


@pytest.mark.parametrize(
    "frame",
    [
        b"hello",
        b'{"topic":"orderbook.50.ETHUSDT","type":"delta","data":{"s":"ETHUSDT"}}',
        b'{"topic":"publicTrade.ETHUSDT","data":[{"T":1,"s":"E","S":"Buy","v":"x","p":"1","i":"1"}]}',
        b'{"topic":"weather.ETHUSDT","data":{}}',
        b'{"topic":"kline.7.ETHUSDT","data":[{"start":1}]}',
    ],
)
def test_what_cannot_be_read_is_handed_back_and_life_goes_on(frame: bytes) -> None:
    feed = a_venue().feed

    (step,) = feed.received(frame, NOON)

    assert isinstance(step, Unreadable)
    assert step.frame == frame
    assert step.reason
