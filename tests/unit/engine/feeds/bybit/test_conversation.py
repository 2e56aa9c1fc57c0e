"""Specification of the conversation with Bybit: what is asked, and what is made of the answers."""

import pytest

from core.conversation import Reconnect, Unreadable
from core.gaps import Gap
from core.market import Candle, Liquidation, Ticker, Trade
from engine.feeds.bybit import BybitFeed
from tests.support.bybit import Venue
from tests.support.facts import NOON

MINUTE_MS = 60_000
NOON_MS = NOON // 1_000_000 // MINUTE_MS * MINUTE_MS


def a_venue(*symbols: str, timeframes: tuple[str, ...] = ()) -> Venue:
    feed = BybitFeed(symbols or ("ETHUSDT",), proof_depths=(), timeframes=timeframes)  # type: ignore[arg-type]
    venue = Venue(feed)
    venue.connect()
    return venue


def a_kline(start_ms: int, *, confirm: bool) -> dict[str, object]:
    prices = {"open": "1", "close": "1.5", "high": "2", "low": "0.5"}
    times = {"start": start_ms, "end": start_ms + MINUTE_MS - 1, "timestamp": start_ms + 5}
    return {**prices, **times, "interval": "1", "volume": "3", "turnover": "4", "confirm": confirm}


def test_every_topic_is_asked_for_in_requests_of_ten() -> None:
    venue = a_venue("ETHUSDT", "BTCUSDT", "XRPUSDT")

    assert [len(topics) for topics in venue.asked("subscribe")] == [10, 5]


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
        venue.pong()

    assert len([frame for frame in venue.sent if frame["op"] == "ping"]) == 3


def test_a_connection_that_says_nothing_at_all_is_given_up() -> None:
    venue = a_venue()

    venue.later(24)
    venue.later(1)

    assert isinstance(venue.others[-1], Reconnect)


def test_a_silence_while_we_were_busy_ourselves_is_judged_a_moment_later() -> None:
    venue = a_venue()

    venue.later(60)
    venue.pong()
    venue.later(1)

    assert not any(isinstance(step, Reconnect) for step in venue.others)


def test_a_quiet_book_is_no_dead_connection() -> None:
    venue = a_venue()

    for _ in range(10):
        venue.level_one()
        venue.pong()
        venue.later(5)

    assert not [step for step in venue.others if isinstance(step, Reconnect)]
    assert venue.asked("unsubscribe") == []


def test_trades_keep_the_takers_side_and_the_venues_id() -> None:
    venue = a_venue()

    row = {"T": NOON_MS, "s": "ETHUSDT", "S": "Sell", "v": "0.5", "p": "3500.1", "i": "e-1"}
    rows = [row, {**row, "i": "e-2"}]
    venue.says(topic="publicTrade.ETHUSDT", type="snapshot", ts=NOON_MS, data=rows)

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


def test_candles_and_trades_go_through_the_past() -> None:
    venue = a_venue(timeframes=("1m",))
    live = a_kline(NOON_MS - MINUTE_MS, confirm=True)
    venue.says(topic="kline.1.ETHUSDT", type="snapshot", ts=NOON_MS, data=[live])

    rows = [[str(NOON_MS - 2 * MINUTE_MS), "1", "2", "0.5", "1.5", "3", "4"]]
    venue.later(3)  # the list of instruments does not come; it is asked for all the same

    venue.rest("candles.1.ETHUSDT", {"category": "linear", "symbol": "ETHUSDT", "list": rows})

    opened = [candle.open_ns // 1_000_000 - NOON_MS for candle in venue.told(Candle)]
    assert opened == [-2 * MINUTE_MS, -MINUTE_MS]


def test_what_rest_is_asked_for_goes_out_when_the_connection_stands() -> None:
    venue = a_venue(timeframes=("1m",))

    assert set(venue.fetches) == {"instruments"}
    venue.rest("instruments", {"list": [{"symbol": "ETHUSDT"}]})
    venue.rest("instruments", {"list": []})

    assert {"candles.1.ETHUSDT", "interest.ETHUSDT"} <= set(venue.fetches)


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


def test_a_change_of_a_ticker_says_nothing_before_its_snapshot() -> None:
    venue = a_venue()

    change = {"symbol": "ETHUSDT", "lastPrice": "3502"}
    venue.says(topic="tickers.ETHUSDT", type="delta", ts=NOON_MS, data=change, cs=2)

    assert venue.told(Ticker) == []


def test_a_frame_whose_keys_stand_in_another_order_is_read_all_the_same() -> None:
    venue = a_venue()

    data = {"s": "ETHUSDT", "b": [["3499.9", "2"]], "a": [["3500.1", "1"]], "u": 8, "seq": 9}
    venue.says(type="snapshot", ts=NOON_MS, cts=NOON_MS, data=data, topic="orderbook.50.ETHUSDT")

    assert venue.feed.books["orderbook.50.ETHUSDT"].update_id == 8


def test_a_spot_market_is_asked_for_nothing_that_it_does_not_have() -> None:
    venue = Venue(BybitFeed(["ETHUSDT"], proof_depths=(), timeframes=(), category="spot"))

    venue.connect()

    assert not [topic for topics in venue.asked("subscribe") for topic in topics if "Liq" in topic]
    assert "category=spot" in venue.fetches["instruments"].path
