"""Specification of our Bybit feed when its connection is in trouble: refused, cut, deaf or slow."""

from pathlib import Path

import pytest

from core.gaps import Gap
from core.market import Ticker, Trade
from tests.support.bybit_recording import BOOK, TICKER, TRADES, write_recording
from tests.support.bybit_road import a_road, running


@pytest.mark.parametrize("fault", ["late-ack", "early-ack"])
async def test_an_acknowledgement_may_come_before_or_long_after_the_data(
    recording: Path, fault: str
) -> None:
    async with a_road(recording) as road:
        await road.order(fault=fault)
        async with running(road):
            await road.play()
            await road.over()

    assert road.gaps == []
    assert road.feed.lies == 0


@pytest.mark.parametrize("mode", ["refuse", "per-topic"], ids=["whole request", "each topic"])
async def test_a_refused_topic_is_told_and_does_not_take_the_others_with_it(
    recording: Path, mode: str
) -> None:
    async with a_road(recording) as road:
        await road.order(fault="refuse", topic=TRADES, times=0)
        if mode == "per-topic":
            await road.order(fault="per-topic")
        async with running(road):
            await road.play()
            await road.over()

    assert [gap.topic for gap in road.told(Gap)] == [TRADES]
    assert "handler not found" in road.told(Gap)[0].reason
    assert road.told(Trade) == []
    assert road.told(Ticker)


async def test_a_topic_that_is_asked_for_twice_is_served_all_the_same(long_recording: Path) -> None:
    async with a_road(long_recording) as road:
        await road.order(fault="late-ack", delay_s=20, times=0)
        async with running(road):
            await road.play()
            await road.over()

    assert any(b"error:already subscribed" in answer for answer in road.feed.answers)
    assert road.told(Gap) == []
    assert road.connection.meter.connects == 1
    assert road.feed.lies == 0


@pytest.mark.parametrize("symbol", ["ethusdt", "ETHUSTD"], ids=["lower case", "misspelt"])
async def test_a_symbol_that_does_not_exist_is_refused_in_words_and_costs_the_others_nothing(
    recording: Path, symbol: str
) -> None:
    async with a_road(recording, symbols=("ETHUSDT", symbol)) as road, running(road):
        await road.play()
        await road.has_told(Trade, 3)
        standing = road.feed.standings(0)[f"tickers.{symbol}"]
        await road.over()

    assert {gap.subject for gap in road.told(Gap)} == {f"bybit:{symbol}"}
    assert standing.why == f"Bybit linear has no instrument {symbol}; did you mean ETHUSDT?"
    assert road.connection.meter.unreadable == 0


async def test_a_depth_the_venue_removed_is_told_and_everything_else_delivers(
    recording: Path,
) -> None:
    async with a_road(recording, depth=500) as road, running(road):
        await road.play()
        await road.has_told(Trade, 3)

    assert [gap.topic for gap in road.told(Gap)] == ["orderbook.500.ETHUSDT"]


@pytest.mark.parametrize(
    "fault",
    [
        {"fault": "close"},
        {"fault": "close", "code": 1001, "reason": "maintenance"},
        {"fault": "close", "code": 1012},
    ],
    ids=["1006", "1001", "1012"],
)
async def test_a_lost_connection_is_made_again_and_the_hole_is_told(
    recording: Path, fault: dict[str, object]
) -> None:
    async with a_road(recording) as road, running(road):
        await road.play()
        await road.has_told(Trade, 5)
        await road.order(**fault)
        await road.over()
    away = [gap for gap in road.told(Gap) if gap.topic == "*"]

    assert road.connection.meter.connects == 2
    assert len(road.gaps) == len(road.healed) == 1
    assert [gap.until_ns is None for gap in away] == [True, False]
    assert road.feed.lies == 0


async def test_after_a_lost_connection_the_ledger_has_a_row_for_each_topic_and_how_it_was_healed(
    recording: Path,
) -> None:
    async with a_road(recording) as road, running(road):
        await road.play()
        await road.has_told(Trade, 5)
        await road.order(fault="close")
        await road.over()
    healings = {gap.topic: gap.healing for gap in road.told(Gap) if gap.until_ns is not None}

    assert healings[BOOK] == "healed by a snapshot"
    assert healings[TICKER].startswith("whole again by a snapshot")
    assert "refilled" in healings[TRADES] or healings[TRADES] == "no trade was missed"
    assert healings["allLiquidation.ETHUSDT"].endswith("liquidations between cannot be had")
    assert {gap.topic for gap in road.told(Gap) if gap.until_ns is None} == set(healings)


async def test_trades_of_a_lost_connection_are_all_told_once_and_in_order(recording: Path) -> None:
    async with a_road(recording) as road, running(road):
        await road.play()
        await road.has_told(Trade, 5)
        await road.order(fault="turn-away", seconds=2)
        await road.order(fault="close")
        await road.over()
        await road.has_told(Trade, 34)
    names = [trade.id for trade in road.told(Trade)]

    assert names == [f"trade-{place}" for place in range(0, 100, 3)]
    assert any(trade.late_ns for trade in road.told(Trade))


async def test_a_topic_refused_for_a_while_is_served_and_the_ledger_says_so(
    recording: Path,
) -> None:
    async with a_road(recording) as road:
        await road.order(fault="refuse", topic=TICKER)
        async with running(road):
            await road.until(lambda: len(road.ledger(TICKER)) == 2)
            await road.start()
            await road.over()

    refused, served = road.ledger(TICKER)
    assert refused.reason == "the venue refused it: handler not found"
    assert served.healing == "healed: the venue serves it now"
    assert road.told(Ticker)


async def test_a_half_dead_connection_is_given_up(long_recording: Path) -> None:
    async with a_road(long_recording) as road, running(road):
        await road.play()
        await road.has_told(Trade, 5)
        await road.order(fault="deaf")
        await road.over()

    assert "no frame for" in next(gap for gap in road.told(Gap) if gap.topic == "*").reason
    assert road.connection.meter.connects == 2
    assert road.feed.lies == 0


async def test_data_withheld_while_pings_are_answered_is_a_hole_once_it_comes_back(
    recording: Path,
) -> None:
    async with a_road(recording) as road, running(road):
        await road.play()
        await road.has_told(Trade, 5)
        await road.order(fault="mute", seconds=4)
        await road.over()

    assert len(road.gaps) == len(road.healed) == 1
    assert road.connection.meter.connects == 1
    assert road.feed.lies == 0


async def test_a_connection_that_answers_and_withholds_everything_is_given_up(
    long_recording: Path,
) -> None:
    async with a_road(long_recording) as road, running(road):
        await road.play()
        await road.has_told(Trade, 5)
        await road.order(fault="mute")
        await road.over()

    assert "data withheld" in road.gaps[0].reason
    assert "stays silent" in next(gap for gap in road.told(Gap) if gap.topic == "*").reason
    assert road.connection.meter.connects == 2
    assert road.feed.lies == 0


async def test_data_withheld_for_a_while_is_asked_for_anew_and_healed(
    long_recording: Path,
) -> None:
    async with a_road(long_recording) as road, running(road):
        await road.play()
        await road.has_told(Trade, 5)
        await road.order(fault="mute", seconds=14)
        await road.over()
    healed = {gap.topic for gap in road.told(Gap) if gap.until_ns is not None}

    assert {BOOK, TICKER, TRADES, "allLiquidation.ETHUSDT"} <= healed
    assert road.connection.meter.connects == 1
    assert road.feed.lies == 0


async def test_a_slow_road_loses_nothing(recording: Path) -> None:
    async with a_road(recording) as road, running(road):
        await road.until(lambda: road.connection.meter.up)
        await road.order(fault="slow", frames_per_s=12)
        await road.play()
        await road.over()

    assert road.gaps == []
    assert road.feed.lies == 0


async def test_a_first_snapshot_that_never_came_is_asked_for(recording: Path) -> None:
    async with a_road(recording) as road, running(road):
        await road.order(fault="drop", topic=BOOK)
        await road.play()
        await road.over()

    assert [gap.reason for gap in road.gaps] == ["a change came before any snapshot"]
    assert len(road.healed) == 1


@pytest.mark.parametrize("after_s", [10, 61, 600])
async def test_pings_keep_a_connection_that_is_cut_when_idle(tmp_path: Path, after_s: int) -> None:
    recording = write_recording(tmp_path / "frames.jsonl", seconds=15)
    async with a_road(recording, speed=10) as road:
        await road.order(fault="idle", after_s=after_s)
        await road.order(fault="silence", topic="", nth=20, seconds=12)
        async with running(road):
            await road.play()
            await road.over()

    assert road.connection.meter.connects == 1


async def test_an_edge_more_impatient_than_our_pings_is_survived(long_recording: Path) -> None:
    async with a_road(long_recording) as road:
        await road.order(fault="idle", after_s=4, seconds=30)
        await road.order(fault="silence", topic="", nth=50, seconds=15)
        async with running(road):
            await road.play()
            await road.over()

    assert road.connection.meter.connects > 1
    assert road.feed.lies == 0


@pytest.mark.parametrize(
    "fault",
    [
        {"fault": "turn-away", "status": 403, "times": 3},
        {"fault": "turn-away", "status": 503, "seconds": 8},
        {"fault": "connection-limit", "most": 0, "seconds": 8},
    ],
    ids=["403", "503", "limit"],
)
async def test_a_door_that_stays_shut_is_knocked_at_until_it_opens(
    recording: Path, fault: dict[str, object]
) -> None:
    async with a_road(recording) as road:
        await road.order(**fault)
        async with running(road):
            await road.play()
            await road.over()

    assert road.connection.meter.connects == 1
    assert [gap.until_ns is None for gap in road.told(Gap) if gap.topic == "*"] == [True, False]
