"""Specification of our Bybit feed in trouble: after each fault its book is the venue's again.

Over a real socket. After every single frame the book that the feed calls good is one the venue had;
a hole is told once and its healing once; what cannot be read is counted and life goes on.
"""

from pathlib import Path

import pytest

from core.market import Candle, Liquidation, Ticker, Trade
from tests.support.bybit_recording import BOOK, TRADES
from tests.support.bybit_road import a_road, running


@pytest.mark.parametrize(
    ("fault", "holes", "unreadable"),
    [
        ({"fault": "drop", "nth": 20}, 1, 0),
        ({"fault": "drop", "nth": 20, "times": 7}, 1, 0),
        ({"fault": "swap", "nth": 20}, 1, 0),
        ({"fault": "truncate", "nth": 20}, 1, 1),
        ({"fault": "silence", "nth": 20, "seconds": 3}, 1, 0),
        ({"fault": "duplicate", "nth": 20, "times": 5}, 0, 0),
        ({"fault": "stale", "nth": 20, "behind": 5}, 0, 0),
        ({"fault": "snapshot", "nth": 20}, 0, 0),
        ({"fault": "restart", "nth": 20}, 0, 0),
        ({"fault": "repeat", "nth": 20, "times": 3}, 0, 0),
        ({"fault": "garbage", "nth": 20, "times": 3}, 0, 3),
        ({"fault": "keys", "times": 0}, 0, 0),
    ],
    ids=[
        "a frame lost",
        "seven frames lost",
        "two frames swapped",
        "half a frame",
        "three seconds of silence",
        "five frames twice",
        "an old frame again",
        "a snapshot in between",
        "the service restarted",
        "the same snapshot again",
        "no JSON",
        "keys the other way round",
    ],
)
async def test_a_fault_on_the_way_of_the_book_leaves_it_true(
    recording: Path, fault: dict[str, object], holes: int, unreadable: int
) -> None:
    async with a_road(recording) as road, running(road):
        await road.order(topic=BOOK, **fault)
        await road.play()
        await road.over()

    assert [gap.reason.split(" came where ")[0][:9] for gap in road.gaps] == ["update id"] * holes
    assert [gap.healing for gap in road.healed] == ["healed by a snapshot"] * holes
    assert road.connection.meter.unreadable == unreadable
    assert road.connection.meter.connects == 1
    assert road.feed.lies == 0


async def test_a_quiet_book_is_no_dead_one(long_recording: Path) -> None:
    async with a_road(long_recording, strict=False) as road, running(road):
        await road.order(fault="quiet", topic=BOOK, seconds=36)
        await road.order(fault="silence", topic=TRADES, seconds=36)
        await road.play()
        await road.over()

    assert road.gaps == []
    assert road.connection.meter.connects == 1


async def test_nine_thousand_frames_at_once_are_all_taken(recording: Path) -> None:
    async with a_road(recording, strict=False) as road, running(road):
        await road.play()
        await road.has_told(Trade, 10)
        await road.order(fault="burst", topic=BOOK, frames=9_000)
        await road.over()

    assert road.gaps == []
    assert road.connection.meter.frames > 9_000
    assert road.connection.meter.connects == 1


@pytest.mark.parametrize(
    ("fault", "unreadable"),
    [
        ({"fault": "ban"}, 0),
        ({"fault": "request-limit", "most": 0}, 0),
        ({"fault": "too-many-visits", "times": 0}, 0),
        ({"fault": "rest-error", "path": "kline", "code": 10_001, "times": 0}, 1),
        ({"fault": "rest-error", "path": "kline", "status": 500, "times": 0}, 0),
    ],
    ids=["ban", "limit", "10006", "10001", "500"],
)
async def test_without_rest_the_stream_goes_on_and_only_old_candles_are_missing(
    recording: Path, fault: dict[str, object], unreadable: int
) -> None:
    async with a_road(recording) as road:
        await road.order(**fault)
        async with running(road):
            await road.play()
            await road.over()

    assert road.told(Candle)
    assert road.connection.meter.unreadable == unreadable
    assert road.connection.meter.connects == 1
    assert road.feed.lies == 0


async def test_an_order_book_of_rest_that_lags_the_stream_harms_nobody(recording: Path) -> None:
    async with a_road(recording) as road:
        await road.order(fault="lagging-book")
        async with running(road):
            await road.play()
            await road.over()

    assert road.gaps == []
    assert road.feed.lies == 0


async def test_a_symbol_of_the_lists_second_page_is_asked_for_again(long_recording: Path) -> None:
    topic = "tickers.ALT0699USDT"
    symbols = ("ETHUSDT", "ALT0699USDT")
    async with a_road(long_recording, symbols=symbols, strict=False) as road:
        await road.order(fault="listing", more=700)
        await road.order(fault="refuse", topic=topic)
        async with running(road):
            await road.play()
            await road.until(lambda: len(road.ledger(topic)) > 1)
    opened, closed = road.ledger(topic)

    assert opened.reason == "the venue refused it: handler not found"
    assert closed.healing == "healed: the venue serves it now"


async def test_two_liquidations_in_a_frame_are_two_facts(recording: Path) -> None:
    async with a_road(recording) as road, running(road):
        await road.play()
        await road.has_told(Trade, 3)
        await road.order(fault="liquidations", symbol="ETHUSDT", count=2, side="Buy")
        await road.has_told(Liquidation, 2)

    assert [told.position for told in road.told(Liquidation)] == ["long", "long"]


async def test_a_crowd_of_trades_in_several_messages_comes_whole_and_in_order(
    recording: Path,
) -> None:
    async with a_road(recording) as road, running(road):
        await road.play()
        await road.has_told(Trade, 3)
        await road.order(fault="crowd", symbol="ETHUSDT", trades=2_500)
        await road.over()
    crowd = [trade.id for trade in road.told(Trade) if not trade.id.startswith("trade-")]

    assert len(set(crowd)) == len(crowd) == 2_500


async def test_trades_of_one_match_may_come_one_by_one(recording: Path) -> None:
    async with a_road(recording) as road, running(road):
        await road.order(fault="split", topic=TRADES, times=0)
        await road.play()
        await road.over()
    names = [trade.id for trade in road.told(Trade)]

    assert names == [f"trade-{place}" for place in range(0, 100, 3)]


async def test_a_funding_rate_that_is_no_number_is_none_known(recording: Path) -> None:
    async with a_road(recording) as road, running(road):
        await road.play()
        await road.has_told(Ticker, 2)
        await road.order(
            fault="ticker", symbol="ETHUSDT", fields={"fundingRate": "", "nextFundingTime": ""}
        )
        await road.over()
    rates = [ticker.funding_rate for ticker in road.told(Ticker)]

    assert rates[0] == 0.0001
    assert rates[-1] is None
    assert road.connection.meter.unreadable == 0


async def test_absent_ticker_fields_are_unchanged(recording: Path) -> None:
    async with a_road(recording) as road, running(road):
        await road.play()
        await road.over()

    assert {ticker.mark for ticker in road.told(Ticker)} == {3_500.10}
