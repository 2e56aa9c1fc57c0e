"""Specification of what people look at: transfers, liquidity, structure, surroundings."""

import pytest

from core.chain import Transfer
from core.errors import RefusedError
from core.heat import HeatColumn
from core.market import BookSample, Candle, Timeframe
from core.ports import Stores
from core.tape import TapeSecond
from db.memory import memory_stores
from engine.detectors.market_structure import MarketStructure
from tests.contract.builders import commit
from tests.unit.bot.desk import NOW_NS, WoundClock, gap, whale
from usecases.alert_surroundings import AlertSurroundings
from usecases.last_price import LastPrice
from usecases.read_liquidity import ReadLiquidity
from usecases.read_structure import ReadStructure
from usecases.recent_transfers import RecentTransfers

SECOND = 1_000_000_000
MINUTE = 60 * SECOND


@pytest.fixture
def stores() -> Stores:
    return memory_stores(WoundClock())


def transfer(number: int, eth: int) -> Transfer:
    return Transfer(
        chain="ethereum",
        block_number=number,
        block_hash=f"0xb{number}",
        at_ns=number * SECOND,
        seen_ns=number * SECOND,
        tx_hash=f"0x{number:064x}",
        index=0,
        sender="0xa",
        recipient="0xb",
        amount=str(eth * 10**18),
        status="success",
    )


def candle(open_ns: int, prices: tuple[float, float, float, float], frame: Timeframe) -> Candle:
    first, high, low, last = prices
    return Candle(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=open_ns,
        seen_ns=open_ns,
        timeframe=frame,
        open_ns=open_ns,
        open=first,
        high=high,
        low=low,
        close=last,
        volume=1.0,
        closed=True,
    )


def second(at_ns: int, last: float) -> TapeSecond:
    return TapeSecond(
        subject="bybit:ETHUSDT",
        at_ns=at_ns,
        buy_usd=last,
        buy_size=1.0,
        sell_usd=0.0,
        sell_size=0.0,
        last=last,
    )


def column(at_ns: int) -> HeatColumn:
    return HeatColumn(
        subject="bybit:ETHUSDT",
        at_ns=at_ns,
        step=0.1,
        low_bin=34_999,
        usd=(10.0, 0.0, 20.0),
        mid=3500.0,
        share=1.0,
        low_usd=10.0,
        high_usd=20.0,
    )


async def test_the_newest_transfers_of_a_size_come_first(stores: Stores) -> None:
    await commit(stores, transfers=[transfer(1, 90), transfer(2, 200), transfer(3, 700)])
    recent = RecentTransfers(stores.history)

    assert [each.transfer.block_number for each in await recent()] == [3, 2]
    assert [each.transfer.block_number for each in await recent(500)] == [3]


async def test_a_window_of_liquidity_has_all_that_was_seen_in_it(stores: Stores) -> None:
    times = [NOW_NS - 70 * MINUTE, NOW_NS - 30 * MINUTE, NOW_NS - 10 * SECOND]
    await commit(
        stores,
        heat=[column(at_ns) for at_ns in times],
        tape=[second(at_ns, 3500.0) for at_ns in times],
    )

    seen = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 60)

    assert [each.at_ns for each in seen.columns] == times[1:]
    assert [each.at_ns for each in seen.tape] == times[1:]
    assert (seen.until_ns, seen.late_s) == (NOW_NS, None)


async def test_a_day_has_fewer_columns_and_as_few_seconds_of_the_tape(stores: Stores) -> None:
    hour_ago = NOW_NS - 60 * MINUTE
    times = [hour_ago + at * 10 * SECOND for at in range(180)]
    await commit(
        stores,
        heat=[column(at_ns) for at_ns in times],
        tape=[second(at_ns, 3500.0) for at_ns in times],
    )

    seen = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 9999)

    assert seen.minutes == 1440
    assert {each.seconds for each in seen.columns} == {180}
    assert len(seen.columns) == len(seen.tape) in {10, 11}
    assert sum(each.buy_size for each in seen.tape) == 180


async def test_the_end_of_the_book_is_known_to_ten_seconds_however_long_the_window(
    stores: Stores,
) -> None:
    times = [NOW_NS - back * SECOND for back in (400, 300, 40, 30)]
    await commit(stores, heat=[column(at_ns) for at_ns in times])

    hour = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 60)
    day = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 1440)

    assert hour.until_ns == day.until_ns == NOW_NS - 20 * SECOND
    assert hour.late_s == day.late_s == 20


def sample(at_ns: int, *, step: float = 0.1, middle: float = 3505.0) -> BookSample:
    return BookSample(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=at_ns,
        seen_ns=at_ns,
        step=step,
        bins=(int(middle / step) - 1, int(middle / step) + 1),
        usd=(30.0, 40.0),
        best_bid=middle - step / 2,
        best_ask=middle + step / 2,
        complete=True,
    )


async def test_the_column_that_is_not_over_is_the_newest_sample(stores: Stores) -> None:
    ended, newest = NOW_NS - 20 * SECOND, NOW_NS - 3 * SECOND
    samples = [sample(NOW_NS - back * SECOND, middle=3400.0 + back) for back in (25, 9, 4)]
    await commit(stores, heat=[column(ended)], samples=[*samples, sample(newest)])

    seen = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 60)

    last, begun = seen.columns
    assert (last.at_ns, begun.at_ns) == (ended, NOW_NS - 10 * SECOND)
    assert (begun.low_bin, begun.usd, begun.mid) == (35_049, (30.0, 0.0, 40.0), 3505.0)
    assert (begun.share, begun.high_usd) == (0.8, last.high_usd)
    assert (seen.until_ns, seen.late_s) == (newest, None)


async def test_longer_columns_and_those_of_other_buckets_end_with_the_newest_price(
    stores: Stores,
) -> None:
    await commit(stores, heat=[column(NOW_NS - 20 * SECOND)], samples=[sample(NOW_NS - 5 * SECOND)])
    day = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 1440)
    await commit(stores, samples=[sample(NOW_NS - SECOND, step=0.2, middle=3600.0)])

    hour = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 60)

    assert [(each.usd, each.mid) for each in day.columns] == [((10.0, 0.0, 20.0), 3505.0)]
    assert [(each.usd, each.mid) for each in hour.columns] == [((10.0, 0.0, 20.0), 3600.0)]


async def test_a_feed_that_ended_long_ago_is_shown_as_it_was_and_says_so(stores: Stores) -> None:
    ended = NOW_NS - 90 * 86_400 * SECOND
    times = [ended - minute * MINUTE for minute in (50, 10, 0)]
    await commit(stores, heat=[column(at) for at in times], tape=[second(ended, 3_500)])

    seen = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 60)

    assert [each.at_ns for each in seen.columns] == times
    assert seen.late_s == 90 * 86_400 - 10


async def test_a_late_book_says_how_late_it_is(stores: Stores) -> None:
    await commit(stores, heat=[column(NOW_NS - 100 * SECOND)])

    seen = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 60)

    assert seen.late_s == 90


async def test_no_book_is_refused_and_not_drawn_empty(stores: Stores) -> None:
    with pytest.raises(RefusedError, match="refused-no-heatmap"):
        await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 60)


async def test_structure_shows_gaps_that_are_open_and_not_those_that_were_filled(
    stores: Stores,
) -> None:
    start = NOW_NS - NOW_NS % MINUTE - 10 * MINUTE
    prices = [
        (10.0, 11.0, 9.0, 10.5),
        (10.5, 14.0, 10.4, 13.9),
        (13.9, 15.0, 12.0, 14.5),  # leaves 11 to 12 open
        (14.5, 18.0, 13.9, 17.9),
        (17.9, 19.0, 16.0, 18.5),  # leaves 15 to 16 open
        (18.5, 18.6, 14.9, 15.2),  # fills 15 to 16
    ]
    candles = [candle(start + at * MINUTE, row, "1m") for at, row in enumerate(prices)]
    detector = MarketStructure()
    found = [each for one in candles for each in detector.update(one)]
    await commit(stores, candles=candles, detections=found)

    structure = await ReadStructure(stores.history, WoundClock())("ETHUSDT", "1m")

    assert [(each.kind, each.low, each.high) for each in structure.standing.zones] == [
        ("fvg", 11.0, 12.0)
    ]
    assert structure.late_s is not None


async def test_no_candles_are_refused(stores: Stores) -> None:
    with pytest.raises(RefusedError, match="refused-no-candles"):
        await ReadStructure(stores.history, WoundClock())("ETHUSDT", "1m")


async def test_the_last_price_is_the_newest_second(stores: Stores) -> None:
    last_price = LastPrice(stores.history)

    before = await last_price("ETHUSDT")
    await commit(stores, tape=[second(NOW_NS - SECOND, 3499.0), second(NOW_NS, 3501.0)])

    assert (before, await last_price("ETHUSDT")) == (None, 3501.0)


async def test_a_transfer_is_seen_on_the_market_of_its_coin(stores: Stores) -> None:
    found = whale()
    await commit(
        stores,
        candles=[candle(found.known_ns - 5 * MINUTE, (1.0, 2.0, 1.0, 2.0), "1m")],
        tape=[second(found.known_ns - 3 * SECOND, 3500.0), second(NOW_NS, 9999.0)],
    )

    around = await AlertSurroundings(stores.history)(found)

    assert (around.symbol, around.price, len(around.candles)) == ("ETHUSDT", 3500.0, 1)


async def test_a_gap_is_seen_on_candles_of_its_own_timeframe(stores: Stores) -> None:
    found = gap()
    times = [found.known_ns - 15 * MINUTE, found.known_ns - MINUTE]
    await commit(
        stores,
        candles=[
            candle(times[0], (1.0, 2.0, 1.0, 2.0), "15m"),
            candle(times[1], (1.0, 2.0, 1.0, 2.0), "1m"),
        ],
    )

    around = await AlertSurroundings(stores.history)(found)

    assert [each.timeframe for each in around.candles] == ["15m"]
    assert around.price == 2.0


async def test_a_stale_price_does_not_pass_for_the_price_of_the_moment(stores: Stores) -> None:
    found = whale()
    await commit(
        stores,
        candles=[candle(found.known_ns - 9 * MINUTE, (1.0, 2.0, 1.0, 2.0), "1m")],
        tape=[second(found.known_ns - 3 * MINUTE, 3500.0)],
    )

    assert (await AlertSurroundings(stores.history)(found)).price is None
