"""Specification of what people look at: transfers, liquidity, structure, surroundings."""

import msgspec
import pytest

from core.chain import Transfer
from core.errors import RefusedError
from core.market import BookSample, Candle, Timeframe
from core.ports import Effects, EntryId, Stores
from core.tape import TapeSecond
from db.memory import memory_stores
from engine.detectors.market_structure import MarketStructure
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


async def keep(stores: Stores, **facts: object) -> None:
    claim = await stores.ledger.acquire(0, "worker")
    position = EntryId(ms=claim.position.ms + 1, seq=0)
    effects = Effects(claim=claim, position=position, **facts)  # type: ignore[arg-type]
    await stores.ledger.commit(effects)


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


def sample(at_ns: int) -> BookSample:
    return BookSample(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=at_ns,
        seen_ns=at_ns,
        step=0.1,
        bins=(34_999, 35_001),
        usd=(10.0, 20.0),
        best_bid=3499.9,
        best_ask=3500.1,
        complete=True,
    )


async def test_the_newest_transfers_of_a_size_come_first(stores: Stores) -> None:
    await keep(stores, transfers=[transfer(1, 90), transfer(2, 200), transfer(3, 700)])
    recent = RecentTransfers(stores.history)

    assert [each.transfer.block_number for each in await recent()] == [3, 2]
    assert [each.transfer.block_number for each in await recent(500)] == [3]


async def test_a_window_of_liquidity_has_all_that_was_seen_in_it(stores: Stores) -> None:
    times = [NOW_NS - 70 * MINUTE, NOW_NS - 30 * MINUTE, NOW_NS - SECOND]
    await keep(
        stores,
        samples=[sample(at_ns) for at_ns in times],
        tape=[second(at_ns, 3500.0) for at_ns in times],
    )

    seen = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 60)

    assert [each.at_ns for each in seen.samples] == times[1:]
    assert [each.at_ns for each in seen.tape] == times[1:]
    assert seen.late_s is None


async def test_a_long_window_is_thinned_but_its_holes_are_kept(stores: Stores) -> None:
    start_ns = NOW_NS - 240 * MINUTE
    hole = msgspec.structs.replace(sample(start_ns + 61 * SECOND), complete=False)
    samples = [sample(start_ns + at * SECOND) for at in range(240) if at != 61]
    await keep(stores, samples=[*samples, hole])

    seen = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 9999)

    assert seen.minutes == 240
    assert len(seen.samples) == 25
    assert [each.complete for each in seen.samples].count(False) == 1


async def test_a_feed_that_ended_long_ago_is_shown_as_it_was_and_says_so(stores: Stores) -> None:
    ended = NOW_NS - 90 * 86_400 * SECOND
    times = [ended - minute * MINUTE for minute in (50, 10, 0)]
    await keep(stores, samples=[sample(at) for at in times], tape=[second(ended, 3_500)])

    seen = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 60)

    assert [each.at_ns for each in seen.samples] == times
    assert seen.late_s == 90 * 86_400


async def test_a_late_book_says_how_late_it_is(stores: Stores) -> None:
    await keep(stores, samples=[sample(NOW_NS - 90 * SECOND)])

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
    await keep(stores, candles=candles, detections=found)

    structure = await ReadStructure(stores.history, WoundClock())("ETHUSDT", "1m")

    assert [(each.low, each.high) for each in structure.open_gaps] == [(11.0, 12.0)]
    assert structure.late_s is not None


async def test_no_candles_are_refused(stores: Stores) -> None:
    with pytest.raises(RefusedError, match="refused-no-candles"):
        await ReadStructure(stores.history, WoundClock())("ETHUSDT", "1m")


async def test_the_last_price_is_the_newest_second(stores: Stores) -> None:
    last_price = LastPrice(stores.history)

    before = await last_price("ETHUSDT")
    await keep(stores, tape=[second(NOW_NS - SECOND, 3499.0), second(NOW_NS, 3501.0)])

    assert (before, await last_price("ETHUSDT")) == (None, 3501.0)


async def test_a_transfer_is_seen_on_the_market_of_its_coin(stores: Stores) -> None:
    found = whale()
    await keep(
        stores,
        candles=[candle(found.known_ns - 5 * MINUTE, (1.0, 2.0, 1.0, 2.0), "1m")],
        tape=[second(found.known_ns - 3 * SECOND, 3500.0), second(NOW_NS, 9999.0)],
    )

    around = await AlertSurroundings(stores.history)(found)

    assert (around.symbol, around.price, len(around.candles)) == ("ETHUSDT", 3500.0, 1)


async def test_a_gap_is_seen_on_candles_of_its_own_timeframe(stores: Stores) -> None:
    found = gap()
    times = [found.known_ns - 15 * MINUTE, found.known_ns - MINUTE]
    await keep(
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
    await keep(
        stores,
        candles=[candle(found.known_ns - 9 * MINUTE, (1.0, 2.0, 1.0, 2.0), "1m")],
        tape=[second(found.known_ns - 3 * MINUTE, 3500.0)],
    )

    assert (await AlertSurroundings(stores.history)(found)).price is None
