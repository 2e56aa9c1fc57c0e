"""What tests of the real database use."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest_asyncio

from db.driver import Connection, session
from db.postgres import PostgresStores, open_stores

SomebodyWaits = Callable[[], Awaitable[None]]


@pytest_asyncio.fixture
async def stores(database_url: str) -> AsyncIterator[PostgresStores]:
    """Empty stores."""
    async with open_stores(database_url, pool_size=6) as opened:
        yield opened


@pytest_asyncio.fixture
async def admin(database_url: str) -> AsyncIterator[Connection]:
    """A session beside those of the stores."""
    async with session(database_url) as beside:
        yield beside


@pytest_asyncio.fixture
async def somebody_waits(database_url: str) -> AsyncIterator[SomebodyWaits]:
    """Come back when a session of this database waits for a lock."""
    query = (
        "select count(*) from pg_stat_activity "
        "where wait_event_type = 'Lock' and datname = current_database()"
    )
    async with session(database_url) as watcher:

        async def waits() -> None:
            async with asyncio.timeout(10):
                while not await watcher.fetchval(query):
                    await watcher.execute("select pg_sleep(0.005)")

        yield waits
