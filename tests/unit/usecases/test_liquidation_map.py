"""Specification of looking at a liquidation map: the newest, and what happened since."""

import pytest

from core.detection import Detection, DetectionId
from core.errors import RefusedError
from core.levels import LeverageLevels
from core.market import Candle
from core.ports import Effects, EntryId, Stores
from core.tape import TapeSecond
from db.memory import memory_stores
from tests.unit.bot.desk import NOW_NS, WoundClock
from usecases.read_liquidation_map import LiquidationMap, ReadLiquidationMap

SECOND = 1_000_000_000
MINUTE = 60 * SECOND
ETH = "bybit:ETHUSDT"
LEVELS = LeverageLevels(width=0.003, first=2_700, slow=(1, 2), fast=(3, 4), fastest=(5, 6))


@pytest.fixture
def stores() -> Stores:
    return memory_stores(WoundClock())


def told(ago_min: float, *, map_text: str = LEVELS.pack()) -> Detection:
    at_ns = NOW_NS - int(ago_min * MINUTE)
    return Detection(
        id=DetectionId(f"map{ago_min}"),
        kind="liquidation_map",
        subject=ETH,
        formed_ns=at_ns,
        known_ns=at_ns,
        seen_ns=at_ns,
        level=3_500.0,
        texts={"map": map_text, "tiers": "10x 100%"} if map_text else {},
    )


def minute(ago: int, low: float, high: float) -> Candle:
    open_ns = NOW_NS // MINUTE * MINUTE - ago * MINUTE
    return Candle(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=open_ns,
        seen_ns=open_ns,
        timeframe="1m",
        open_ns=open_ns,
        open=low,
        high=high,
        low=low,
        close=high,
        volume=1.0,
        closed=True,
    )


async def seen(stores: Stores, *maps: Detection, **facts: object) -> LiquidationMap:
    newest = TapeSecond(
        subject=ETH,
        at_ns=NOW_NS - SECOND,
        buy_usd=1.0,
        buy_size=1.0,
        sell_usd=0.0,
        sell_size=0.0,
        last=3_510.0,
    )
    claim = await stores.ledger.acquire(0, "worker")
    effects = Effects(
        claim=claim,
        position=EntryId(ms=1, seq=0),
        detections=list(maps),
        tape=[newest],
        **facts,  # type: ignore[arg-type]
    )
    await stores.ledger.commit(effects)
    return await ReadLiquidationMap(stores.history, WoundClock())("ETHUSDT")


async def test_the_newest_map_is_shown_at_the_price_of_now(stores: Stores) -> None:
    found = await seen(stores, told(80), told(20))

    assert found.told.id == "map20"
    assert (found.price, found.levels, found.late_s) == (3_510.0, LEVELS, None)


async def test_where_the_price_has_been_since_is_known(stores: Stores) -> None:
    candles = [minute(30, 1.0, 9_999.0), minute(10, 3_480.0, 3_490.0), minute(9, 3_490.0, 3_530.0)]

    found = await seen(stores, told(20), candles=candles)

    assert (found.lowest, found.highest) == (3_480.0, 3_530.0)


async def test_a_map_that_should_have_been_followed_is_late(stores: Stores) -> None:
    assert (await seen(stores, told(90))).late_s == 90 * 60


@pytest.mark.parametrize("maps", [[], [told(25 * 60)], [told(5, map_text="")]])
async def test_without_a_map_that_can_be_drawn_nothing_is(
    stores: Stores, maps: list[Detection]
) -> None:
    with pytest.raises(RefusedError, match="refused-no-liqmap"):
        await seen(stores, *maps)
