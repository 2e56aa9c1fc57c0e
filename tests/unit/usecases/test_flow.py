"""Specification of looking at flows: which window, whose, in which coins, and what is not known."""

import pytest
from msgspec.structs import replace

from core.detection import Detection, DetectionId
from core.errors import RefusedError
from core.gaps import Gap
from core.market import Candle, Timeframe
from core.ports import Stores
from db.memory import memory_stores
from tests.contract.builders import commit
from tests.unit.bot.desk import NOW_NS, WoundClock
from usecases.read_flow import Flow, FlowWindow, ReadFlow, coins_of

SECOND = 1_000_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


@pytest.fixture
def stores() -> Stores:
    return memory_stores(WoundClock())


def told(
    size: float,
    *,
    to: str = "",
    by: str = "",
    ago_ns: int = HOUR,
    coin: str = "ETH",
) -> Detection:
    flow = "between exchanges" if to and by else "deposit" if to else "withdrawal" if by else ""
    ends = {"to_entity": to, "from_entity": by}
    return Detection(
        id=DetectionId(f"{coin}{to}{by}{size}{ago_ns}"),
        kind="transfer",
        subject="ethereum",
        formed_ns=NOW_NS - ago_ns,
        known_ns=NOW_NS - ago_ns,
        seen_ns=NOW_NS - ago_ns,
        numbers={"eth" if coin == "ETH" else "size": size},
        texts={"hash": "0x1", "place": "", "coin": coin, "flow": flow or "unknown"}
        | {name: text for name, text in ends.items() if text},
    )


def candle(ago_ns: int, close: float = 3_500.0, timeframe: Timeframe = "5m") -> Candle:
    open_ns = (NOW_NS - ago_ns) // (5 * MINUTE) * (5 * MINUTE)
    return Candle(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=open_ns,
        seen_ns=open_ns,
        timeframe=timeframe,
        open_ns=open_ns,
        open=close,
        high=close,
        low=close,
        close=close,
        volume=1.0,
        closed=True,
    )


async def seen(
    stores: Stores, *found: Detection, window: FlowWindow = "24h", exchange: str = ""
) -> Flow:
    candles = [candle(30 * HOUR, 1.0), candle(20 * HOUR, 3_000.0), candle(HOUR, 3_600.0)]
    await commit(stores, detections=list(found), candles=candles)
    return await ReadFlow(stores.history, WoundClock())("ETHUSDT", window, exchange)


async def test_the_window_ends_with_the_bucket_of_now(stores: Stores) -> None:
    flow = await seen(stores, told(100, to="Binance"), told(1, ago_ns=30 * HOUR, to="Binance"))

    assert (flow.buckets, flow.bucket_ns) == (48, 30 * MINUTE)
    assert 0 <= flow.first_ns + 24 * HOUR - NOW_NS < 30 * MINUTE
    assert [(each.exchange, each.size, each.incoming) for each in flow.sums] == [
        ("Binance", 100, True)
    ]


async def test_coins_are_valued_at_the_price_of_their_time(stores: Stores) -> None:
    flow = await seen(stores, told(100, to="Binance"))

    worth = [flow.worth("ETH", NOW_NS - ago * HOUR) for ago in (23, 10, 0)]

    assert worth == [3_000, 3_000, 3_600]
    assert flow.worth("USDC", 0) == 1


async def test_all_exchanges_are_asked_for_the_market_s_own_coin(stores: Stores) -> None:
    flow = await seen(stores, told(9, to="Binance", coin="WETH"), told(5, to="OKX", coin="USDT"))

    assert [each.coin for each in flow.sums] == ["WETH"]
    assert [each.texts["coin"] for each in flow.largest] == ["WETH"]


async def test_one_exchange_is_found_whatever_the_letters_with_its_dollars(stores: Stores) -> None:
    moved = (told(9, to="Binance"), told(5, by="OKX", coin="USDT"), told(7, by="OKX", to="Binance"))
    flow = await seen(stores, *moved, exchange="okx")

    assert flow.exchange == "OKX"
    assert {(each.coin, each.size, each.incoming) for each in flow.sums} == {
        ("USDT", 5, False),
        ("ETH", 7, False),
    }


async def test_an_exchange_nobody_saw_is_refused_with_those_that_were(stores: Stores) -> None:
    with pytest.raises(RefusedError, match="refused-unknown-exchange") as refused:
        await seen(stores, told(9, to="Binance"), told(5, by="OKX"), exchange="Mt. Gox")

    assert refused.value.values["known"] == "Binance, OKX"


async def test_the_beginning_of_a_name_is_enough_where_no_other_begins_so(stores: Stores) -> None:
    moved = (told(9, to="Gate.io"), told(8, to="OKX"), told(7, by="OKCoin"))

    assert (await seen(stores, *moved, exchange="gate")).exchange == "Gate.io"
    with pytest.raises(RefusedError, match="refused-unknown-exchange"):
        await ReadFlow(stores.history, WoundClock())("ETHUSDT", "24h", "ok")
    assert (await ReadFlow(stores.history, WoundClock())("ETHUSDT", "24h", "okx")).exchange == "OKX"


async def test_without_any_label_there_is_no_exchange_to_choose(stores: Stores) -> None:
    with pytest.raises(RefusedError, match="refused-no-exchange"):
        await seen(stores, told(9), exchange="OKX")


async def test_buckets_before_the_first_transfer_were_not_watched(stores: Stores) -> None:
    flow = await seen(stores, told(1, ago_ns=3 * HOUR), told(9, to="Binance", ago_ns=MINUTE))

    watched = [number for number in range(48) if number not in flow.unwatched]
    assert len(watched) in {6, 7}
    assert watched[-1] == 47


async def test_what_a_feed_lost_or_has_not_seen_yet_is_not_zero(stores: Stores) -> None:
    lost = Gap(
        source="ethereum",
        subject="ethereum",
        topic="newHeads",
        reason="connection lost",
        healing="asked again",
        since_ns=NOW_NS - 5 * HOUR,
        until_ns=NOW_NS - 4 * HOUR,
        seen_ns=NOW_NS,
        lost="blocks",
    )
    mended = replace(lost, since_ns=NOW_NS - 9 * HOUR, until_ns=NOW_NS - 8 * HOUR, lost="nothing")
    await commit(stores, gaps=[lost, mended])

    late = (told(1, ago_ns=23 * HOUR), told(9, to="Binance", ago_ns=2 * HOUR))
    flow = await seen(stores, *late)

    begins = [flow.first_ns + number * flow.bucket_ns for number in sorted(flow.unwatched)]
    assert min(begins[2:]) > NOW_NS - 6 * HOUR
    assert max(begins) > NOW_NS - HOUR
    assert flow.late_s == 2 * 3_600


async def test_a_chain_of_which_nothing_was_told_is_refused(stores: Stores) -> None:
    with pytest.raises(RefusedError, match="refused-no-flow"):
        await seen(stores)


async def test_flows_without_a_price_are_refused(stores: Stores) -> None:
    await commit(stores, detections=[told(9, to="Binance")])

    with pytest.raises(RefusedError, match="refused-no-candles"):
        await ReadFlow(stores.history, WoundClock())("ETHUSDT", "24h")


def test_a_market_that_is_no_dollar_pair_is_its_own_coin() -> None:
    assert coins_of("BTCUSDC", with_dollars=False) == ("WBTC", "cbBTC", "tBTC")
    assert coins_of("PEPE", with_dollars=False) == ("PEPE",)
