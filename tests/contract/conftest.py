"""Every suite in this folder runs for the stores in memory and for those on real servers."""

from collections.abc import AsyncIterator
from typing import cast

import pytest
import pytest_asyncio

from core.ports import Stores
from db.memory import memory_stores
from db.postgres import open_stores
from runtime.clock import SystemClock
from runtime.embedded import Embedded
from streams.memory import MemoryStreams, memory_streams
from streams.valkey import ValkeyStreams, open_streams

Log = MemoryStreams | ValkeyStreams


@pytest.fixture(params=["memory", "postgres"])
def store_url(request: pytest.FixtureRequest) -> str | None:
    """The address of a fresh database, or None for memory."""
    if request.param == "memory":
        return None
    return cast("str", request.getfixturevalue("database_url"))


@pytest_asyncio.fixture
async def stores(store_url: str | None) -> AsyncIterator[Stores]:
    """Empty stores."""
    if store_url is None:
        yield memory_stores(SystemClock())
        return
    async with open_stores(store_url, pool_size=4) as opened:
        yield opened


@pytest.fixture(params=["memory", "valkey"])
def stream_url(request: pytest.FixtureRequest) -> str | None:
    """The address of a stream server, or None for memory."""
    if request.param == "memory":
        return None
    return cast("Embedded", request.getfixturevalue("servers")).redis_url


@pytest_asyncio.fixture
async def log(stream_url: str | None, stream_prefix: str) -> AsyncIterator[Log]:
    """Empty streams and dead letters."""
    if stream_url is None:
        yield memory_streams(SystemClock())
        return
    async with open_streams(stream_url, prefix=stream_prefix) as opened:
        yield opened
