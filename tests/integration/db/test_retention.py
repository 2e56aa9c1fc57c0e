"""Specification of retention: days have tables of their own and go when they are old."""

from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from core.heat import HeatColumn
from core.ports import Stores
from db.driver import session
from db.postgres import open_stores
from db.retention import Kept, keep_days
from tests.contract.builders import (
    ETH,
    a_column,
    a_detection,
    a_gas_price,
    a_notice,
    a_payment,
    a_pending,
    a_reading,
    a_sample,
    a_second,
    a_stored_rule,
    commit,
    someone,
)
from tests.support.facts import NOON, SECOND, a_transfer

DAY_S = 86_400
DAY = DAY_S * SECOND
FOR_EVER = 2**62


@pytest.fixture
async def stores(database_url: str) -> AsyncIterator[Stores]:
    async with open_stores(database_url, pool_size=2) as opened:
        yield opened


async def rows_without_a_day(url: str) -> int:
    query = (
        "select (select count(*) from whale.book_samples_rest)"
        " + (select count(*) from whale.heat_columns_rest)"
        " + (select count(*) from whale.tape_seconds_rest)"
    )
    async with session(url) as visitor:
        return int(await visitor.fetchval(query))


async def heat_of(stores: Stores) -> list[HeatColumn]:
    return await stores.history.heat(
        subject=ETH, since_ns=NOON, until_ns=NOON + 9 * DAY, max_columns=10**6
    )


async def test_coming_days_get_their_tables_once(database_url: str) -> None:
    first = await keep_days(database_url, days=30, now_ns=NOON)
    second = await keep_days(database_url, days=30, now_ns=NOON)
    tomorrow = await keep_days(database_url, days=30, now_ns=NOON + DAY)

    assert first == Kept(made=9, dropped=0)
    assert second == Kept(made=0, dropped=0)
    assert tomorrow == Kept(made=3, dropped=0)


async def test_rows_that_came_before_their_day_move_into_it(
    stores: Stores, database_url: str
) -> None:
    await commit(stores, samples=[a_sample()], heat=[a_column()], tape=[a_second(bought_usd=5)])
    assert await rows_without_a_day(database_url) == 3

    await keep_days(database_url, days=30, now_ns=NOON)

    assert await rows_without_a_day(database_url) == 0
    assert await stores.history.samples(subject=ETH, since_ns=0, until_ns=FOR_EVER) == [a_sample()]
    assert await heat_of(stores) == [a_column()]
    assert await stores.history.latest_second(ETH) == a_second(bought_usd=5)


async def test_a_second_that_moved_still_adds_up(stores: Stores, database_url: str) -> None:
    await commit(stores, tape=[a_second(bought_usd=5)])
    await keep_days(database_url, days=30, now_ns=NOON)

    await commit(stores, tape=[a_second(bought_usd=2)])

    assert await stores.history.latest_second(ETH) == a_second(bought_usd=7)


async def test_old_days_go_and_young_ones_stay(stores: Stores, database_url: str) -> None:
    days = 3
    for day in range(6):
        await keep_days(database_url, days=days, now_ns=NOON + day * DAY)
        at_s = day * 86_400
        await commit(stores, samples=[a_sample(at_s)], heat=[a_column(at_s)])

    kept = await stores.history.samples(subject=ETH, since_ns=0, until_ns=FOR_EVER)

    assert [(sample.at_ns - NOON) // DAY for sample in kept] == [2, 3, 4, 5]
    assert [(column.at_ns - NOON) // DAY for column in await heat_of(stores)] == [2, 3, 4, 5]


async def test_old_rows_without_a_day_go_too(stores: Stores, database_url: str) -> None:
    await commit(stores, samples=[a_sample()])

    await keep_days(database_url, days=3, now_ns=NOON + 10 * DAY)

    assert await rows_without_a_day(database_url) == 0


async def test_small_tables_forget_row_by_row_and_funding_is_kept(
    stores: Stores, database_url: str
) -> None:
    await commit(stores, gas=[a_gas_price(0)], interest=[a_reading()], funding=[a_payment()])

    young = await keep_days(database_url, days=3, now_ns=NOON + 2 * DAY)
    old = await keep_days(database_url, days=3, now_ns=NOON + 5 * DAY)

    assert (young.deleted, old.deleted) == (0, 2)
    assert await stores.history.latest_gas("ethereum") is None
    history = stores.history
    assert await history.open_interest(subject=ETH, since_ns=0, until_ns=FOR_EVER) == []
    assert await history.funding(subject=ETH, since_ns=0, until_ns=FOR_EVER) == [a_payment()]


async def test_old_findings_go_unless_somebody_was_told_or_a_long_chart_shows_them(
    stores: Stores, database_url: str
) -> None:
    person, chat = await someone(stores)
    rule = await a_stored_rule(stores, person, chat)
    told, daily = a_detection("d1"), replace(a_detection("d2"), timeframe="1d")
    quick, young = replace(a_detection("d3"), timeframe="5m"), a_detection("d4", known_s=DAY_S)
    notice = a_notice(rule, chat, told)
    await commit(stores, detections=[told, daily, quick, young], notices=[notice])

    kept = await keep_days(database_url, days=3, now_ns=NOON + 4 * DAY)

    left = await stores.history.detections(subject=told.subject, kinds=[told.kind], since_ns=0)
    assert kept.deleted == 1
    assert {each.id for each in left} == {told.id, daily.id, young.id}
    assert await stores.history.story(notice.id) is not None


async def test_what_no_block_took_in_for_a_day_is_forgotten(
    stores: Stores, database_url: str
) -> None:
    mined = a_transfer(tx="0x1")
    await commit(stores, transfers=[mined, a_pending(tx="0x2"), a_pending(tx="0x3", at_s=86_400)])

    kept = await keep_days(database_url, days=30, now_ns=NOON + DAY + SECOND)

    left = await stores.history.transfers(min_wei=0, limit=9, chain="ethereum")
    assert kept.deleted == 1
    assert [each.tx_hash for each in left] == ["0x3", "0x1"]
