"""Specification of outages: the stores say what is wrong, and go on when it is over."""

import asyncio
from time import monotonic

import pytest

from core.errors import MisconfiguredError, UnavailableError
from core.ports import START
from db.driver import Connection
from db.health import problem
from db.postgres import PostgresStores, open_stores
from runtime.embedded import Embedded
from tests.conftest import address
from tests.contract.builders import a_stored_rule, someone

_CUT = """
select count(pg_terminate_backend(pid)) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid()
"""


async def test_a_server_that_is_not_there_is_worth_a_retry(unused_tcp_port: int) -> None:
    url = f"postgresql://whale:s3cret@127.0.0.1:{unused_tcp_port}/whale"

    with pytest.raises(UnavailableError) as failure:
        async with open_stores(url):
            pass

    assert "s3cret" not in str(failure.value)
    assert await problem(url) == str(failure.value)


async def test_a_database_that_is_not_there_is_for_the_operator(servers: Embedded) -> None:
    with pytest.raises(MisconfiguredError, match="nowhere"):
        async with open_stores(address(servers, "nowhere")):
            pass


async def test_an_address_that_is_none_is_for_the_operator() -> None:
    with pytest.raises(MisconfiguredError, match="WHALE_DATABASE_URL"):
        async with open_stores("mysql://root@localhost/whale"):
            pass


async def test_a_database_without_tables_names_the_command_that_makes_them(
    empty_database_url: str,
) -> None:
    async with open_stores(empty_database_url) as stores:
        with pytest.raises(MisconfiguredError, match="whale migrate"):
            await stores.cursor.load("ethereum")


async def test_sessions_that_were_cut_are_replaced(
    stores: PostgresStores, admin: Connection
) -> None:
    await stores.cursor.save("ethereum", 1, "0xa")
    await admin.execute(_CUT)

    async with asyncio.timeout(10):
        while True:
            try:
                kept = await stores.cursor.load("ethereum")
                break
            except UnavailableError:
                continue

    assert kept == (1, "0xa")
    assert await stores.problem() is None


async def test_news_are_heard_again_after_a_cut(
    stores: PostgresStores, admin: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.news._RETRY_S", 0.0)
    user, chat = await someone(stores)
    await stores.rules.changed(0.0)
    await admin.execute(_CUT)
    await stores.rules.changed(0.2)
    await stores.rules.changed(0.2)
    started = monotonic()

    async with asyncio.TaskGroup() as group:
        group.create_task(stores.rules.changed(20))
        await asyncio.sleep(0.05)
        await a_stored_rule(stores, user, chat)

    assert monotonic() - started < 10


async def test_a_call_that_was_cancelled_leaves_the_pool_whole(stores: PostgresStores) -> None:
    for _ in range(12):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await stores.ledger.acquire(0, "worker")

    assert (await stores.ledger.acquire(0, "worker")).position == START


async def test_a_block_s_own_error_stays_what_it_is(database_url: str) -> None:
    with pytest.raises(TimeoutError, match="mine"):
        async with open_stores(database_url):
            raise TimeoutError("mine")
