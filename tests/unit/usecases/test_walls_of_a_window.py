"""Specification of the walls beside a window of the book: what stands, and how others ended."""

import pytest

from core.detection import Detection, DetectionId
from core.heat import HeatColumn
from core.ports import Effects, EntryId, Stores
from db.memory import memory_stores
from tests.unit.bot.desk import NOW_NS, WoundClock
from usecases.read_liquidity import ReadLiquidity

MINUTE = 60 * 1_000_000_000


@pytest.fixture
def stores() -> Stores:
    return memory_stores(WoundClock())


def told(kind: str, minutes_ago: float, *, subject: str = "bybit:ETHUSDT") -> Detection:
    at_ns = NOW_NS - round(minutes_ago * MINUTE)
    return Detection(
        id=DetectionId(f"{kind} {minutes_ago} {subject}"),
        kind=kind,
        subject=subject,
        formed_ns=at_ns,
        known_ns=at_ns,
        seen_ns=at_ns,
        side="bullish",
        low=3_490.0,
        high=3_491.0,
        numbers={"age_s": 60.0, "size_usd": 1e6, "peak_usd": 2e6},
    )


async def keep(stores: Stores, *found: Detection) -> None:
    column = HeatColumn(
        subject="bybit:ETHUSDT",
        at_ns=NOW_NS - MINUTE,
        step=0.1,
        low_bin=34_999,
        usd=(10.0, 0.0, 20.0),
        mid=3500.0,
        share=1.0,
        low_usd=10.0,
        high_usd=20.0,
    )
    claim = await stores.ledger.acquire(0, "worker")
    position = EntryId(ms=claim.position.ms + 1, seq=0)
    await stores.ledger.commit(
        Effects(claim=claim, position=position, heat=[column], detections=list(found))
    )


async def test_zones_and_their_ends_come_with_the_window_oldest_first(stores: Stores) -> None:
    await keep(
        stores,
        told("liquidity_zone", 30),
        told("liquidity_zone_pulled", 20),
        told("liquidity_zone_eaten", 10),
        told("liquidity_zone_approached", 15),
        told("liquidity_zone", 5, subject="bybit:BTCUSDT"),
    )

    seen = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 60)

    assert [each.kind for each in seen.walls] == [
        "liquidity_zone",
        "liquidity_zone_pulled",
        "liquidity_zone_eaten",
    ]


async def test_a_wall_that_was_found_before_the_window_is_known_for_six_hours(
    stores: Stores,
) -> None:
    await keep(stores, told("liquidity_zone", 15 + 359), told("liquidity_zone", 15 + 361))

    seen = await ReadLiquidity(stores.history, WoundClock())("ETHUSDT", 15)

    assert [each.known_ns for each in seen.walls] == [NOW_NS - (15 + 359) * MINUTE]
