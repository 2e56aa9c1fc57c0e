"""Specification of what an alert looks back at, by the family of what was found."""

import pytest
from msgspec import structs

from core.market import Candle
from core.ports import Effects, EntryId, Stores
from db.memory import memory_stores
from tests.unit.bot.desk import NOW_NS, WoundClock, whale
from usecases.alert_surroundings import AlertSurroundings

MINUTE_NS = 60_000_000_000


def minute(before: int) -> Candle:
    """A minute of ether that is so many minutes old."""
    return Candle(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=NOW_NS,
        seen_ns=NOW_NS,
        timeframe="1m",
        open_ns=NOW_NS - (before + 1) * MINUTE_NS,
        open=3500.0,
        high=3501.0,
        low=3499.0,
        close=3500.0,
        volume=1.0,
        closed=True,
    )


@pytest.fixture
async def stores() -> Stores:
    """Five hours of ether, up to a minute ago."""
    stores = memory_stores(WoundClock())
    minutes = [minute(before) for before in range(300, 0, -1)]
    claim = await stores.ledger.acquire(0, "worker")
    position = EntryId(ms=claim.position.ms + 1, seq=0)
    await stores.ledger.commit(Effects(claim=claim, position=position, candles=minutes))
    return stores


@pytest.mark.parametrize(
    ("kind", "minutes"),
    [("large_trade", 90), ("liquidity_zone_pulled", 90), ("funding_flip", 240)],
)
async def test_what_lives_for_minutes_is_seen_on_fewer_of_them(
    stores: Stores, kind: str, minutes: int
) -> None:
    found = structs.replace(whale(), subject="bybit:ETHUSDT", kind=kind, known_ns=NOW_NS)

    around = await AlertSurroundings(stores.history)(found)

    assert len(around.candles) == minutes


@pytest.mark.parametrize("chain", ["ethereum", "base", "arbitrum", "optimism"])
async def test_every_chain_of_ether_is_priced_in_ether(stores: Stores, chain: str) -> None:
    found = structs.replace(whale(), subject=chain, known_ns=NOW_NS)

    around = await AlertSurroundings(stores.history)(found)

    assert (around.symbol, around.price) == ("ETHUSDT", 3500.0)


async def test_a_feed_that_is_ill_has_no_price_behind_it(stores: Stores) -> None:
    found = structs.replace(whale(), subject="bybit:ETHUSDT", kind="feed_down", known_ns=NOW_NS)

    around = await AlertSurroundings(stores.history)(found)

    assert (around.symbol, around.price, list(around.candles)) == ("ETHUSDT", None, [])


async def test_a_chain_without_a_market_goes_by_its_name(stores: Stores) -> None:
    found = structs.replace(whale(), subject="polygon", known_ns=NOW_NS)

    around = await AlertSurroundings(stores.history)(found)

    assert (around.symbol, around.price) == ("Polygon", None)


async def test_what_is_of_no_kind_is_refused(stores: Stores) -> None:
    found = structs.replace(whale(), kind="planet")

    with pytest.raises(KeyError, match="planet"):
        await AlertSurroundings(stores.history)(found)


async def test_a_candle_that_was_not_over_yet_is_not_shown(stores: Stores) -> None:
    known_ns = NOW_NS - 90 * MINUTE_NS + MINUTE_NS // 2
    found = structs.replace(whale(), kind="large_trade", subject="bybit:ETHUSDT", known_ns=known_ns)

    around = await AlertSurroundings(stores.history)(found)

    assert max(each.open_ns for each in around.candles) + MINUTE_NS <= known_ns
    assert around.price == 3500.0
