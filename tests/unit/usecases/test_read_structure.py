"""Specification of the structure that is read: one chart's candles, and what stands in them."""

import pytest
from msgspec import structs

from core.detection import Detection
from core.market import TIMEFRAME_NS, Candle
from core.ports import Effects, EntryId, Stores
from db.memory import memory_stores
from engine.detectors.market_structure import MarketStructure
from tests.support.facts import NOON, a_candle
from tests.unit.bot.desk import WoundClock
from usecases.read_structure import ReadStructure, Structure

STEP = TIMEFRAME_NS["15m"]
LEAP = (100.0, 101.0), (101.0, 109.0), (109.0, 110.0)


def rising(candles: int) -> list[Candle]:
    """A leap that leaves 101.5 to 108.5 open, then quiet above it."""
    quiet = [(110.0, 110.0)] * (candles - len(LEAP))
    return [
        a_candle(place, first, max(first, last) + 0.5, min(first, last) - 0.5, last)
        for place, (first, last) in enumerate([*LEAP, *quiet])
    ]


def found_in(candles: list[Candle]) -> list[Detection]:
    detector = MarketStructure()
    told = (each for candle in candles for each in detector.update(candle))
    return [each for each in told if isinstance(each, Detection)]


async def look(
    stores: Stores, candles: list[Candle], found: list[Detection], *, late: int = 1
) -> Structure:
    claim = await stores.ledger.acquire(0, "worker")
    position = EntryId(ms=claim.position.ms + 1, seq=0)
    await stores.ledger.commit(
        Effects(claim=claim, position=position, candles=candles, detections=found)
    )
    clock = WoundClock(candles[-1].open_ns + late * STEP)
    return await ReadStructure(stores.history, clock)("ETHUSDT", "15m")


@pytest.fixture
def stores() -> Stores:
    return memory_stores(WoundClock())


async def test_what_began_before_the_first_candle_shown_still_stands(stores: Stores) -> None:
    candles = rising(400)

    seen = await look(stores, candles, found_in(candles))

    [gap] = [zone for zone in seen.standing.zones if zone.kind == "fvg"]
    assert len(seen.candles) == 200
    assert gap.from_ns == NOON + STEP < seen.candles[0].open_ns
    assert (gap.low, gap.high) == (101.5, 108.5)


async def test_what_began_more_than_750_candles_ago_is_out_of_reach(stores: Stores) -> None:
    candles = rising(760)

    seen = await look(stores, candles, found_in(candles))

    assert [zone for zone in seen.standing.zones if zone.kind == "fvg"] == []


async def test_zones_of_other_candles_are_not_of_this_chart(stores: Stores) -> None:
    candles = rising(20)
    other = [structs.replace(each, timeframe="1h") for each in found_in(candles)]

    seen = await look(stores, candles, other)

    assert list(seen.standing.zones) == []


@pytest.mark.parametrize(("late", "late_s"), [(2, None), (3, 900.0)])
async def test_a_candle_that_should_have_come_is_missed(
    stores: Stores, late: int, late_s: float | None
) -> None:
    seen = await look(stores, rising(5), [], late=late)

    assert seen.late_s == late_s
