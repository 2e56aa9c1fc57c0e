"""Specification of what only a real stream server can show: refusals, restarts, long backlogs."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from core.errors import MisconfiguredError, UnavailableError
from core.ports import START, Entry
from runtime.embedded import Embedded, embedded
from streams.valkey import ValkeyStreams, open_streams
from streams.wire import Wire, connected
from tests.contract.builders import at


@pytest_asyncio.fixture
async def streams(servers: Embedded, stream_prefix: str) -> AsyncIterator[ValkeyStreams]:
    async with open_streams(servers.redis_url, prefix=stream_prefix) as opened:
        yield opened


@pytest_asyncio.fixture
async def wire(servers: Embedded) -> AsyncIterator[Wire]:
    """Commands to the server, beside the streams."""
    async with connected(servers.redis_url, answer_s=5) as opened:
        yield opened


async def test_a_server_that_is_not_there_is_worth_a_retry(unused_tcp_port: int) -> None:
    with pytest.raises(UnavailableError):
        async with open_streams(f"redis://:s3cret@127.0.0.1:{unused_tcp_port}"):
            pass


async def test_an_address_that_is_none_is_for_the_operator() -> None:
    with pytest.raises(MisconfiguredError, match="WHALE_REDIS_URL"):
        async with open_streams("http://127.0.0.1"):
            pass


async def test_a_refused_login_is_for_the_operator(servers: Embedded) -> None:
    with pytest.raises(MisconfiguredError, match="login"):
        async with open_streams(f"{servers.redis_url}?username=mallory&password=s3cret"):
            pass


async def test_a_key_that_is_no_stream_is_for_the_operator(
    streams: ValkeyStreams, wire: Wire, stream_prefix: str
) -> None:
    await wire.command("SET", f"{stream_prefix}:0", "not a stream")

    with pytest.raises(MisconfiguredError, match="WRONGTYPE"):
        await streams.append(0, [(at(1), b"x")])


@asynccontextmanager
async def without_memory(wire: Wire) -> AsyncIterator[None]:
    """The server has no room left for the block."""
    await wire.command("CONFIG SET", "maxmemory", "1")
    try:
        yield
    finally:
        await wire.command("CONFIG SET", "maxmemory", "0")


async def test_a_server_without_memory_takes_a_batch_whole_or_not_at_all(
    streams: ValkeyStreams, wire: Wire
) -> None:
    batch = [(at(ms), b"x") for ms in range(1, 9)]

    async with without_memory(wire):
        with pytest.raises(UnavailableError, match="memory"):
            await streams.append(0, batch)

    assert await streams.lag(0, START) == 0
    assert await streams.append(0, batch) == 8


async def test_a_long_backlog_is_still_counted_right(streams: ValkeyStreams) -> None:
    await streams.append(0, [(at(ms), b"") for ms in range(1, 9_001)])

    assert await streams.lag(0, at(1)) == 8_999
    assert await streams.lag(0, at(8_500)) == 500


async def test_a_very_long_backlog_counts_as_long_as_the_stream(streams: ValkeyStreams) -> None:
    await streams.append(0, [(at(ms), b"") for ms in range(1, 12_001)])

    assert await streams.lag(0, at(1)) == 12_000


async def test_dead_letters_are_capped(
    streams: ValkeyStreams, wire: Wire, stream_prefix: str
) -> None:
    key = f"{stream_prefix}:dead"
    letter = ("XADD", key, "*", "partition", 0, "id", "1-0", "body", b"", "reason", b"old")
    await wire.together([letter] * 1_000)

    await streams.bury(Entry(partition=0, id=at(2), body=b""), "new")

    assert await wire.command("XLEN", key) == 1_000
    assert [reason for _, reason in await streams.buried(9)] == ["new", "old"]


async def test_a_server_that_went_away_is_unhealthy_and_never_an_exception(
    tmp_path: Path,
) -> None:
    async with AsyncExitStack() as stack:
        async with embedded(tmp_path) as own:
            streams = await stack.enter_async_context(open_streams(own.redis_url))
            healthy = await streams.health()

        gone = await streams.health()
        with pytest.raises(UnavailableError):
            await streams.append(0, [(at(1), b"x")])

    assert (healthy.ok, gone.ok) == (True, False)
    assert "does not answer" in gone.detail


async def test_what_was_written_survives_a_restart(tmp_path: Path) -> None:
    async with embedded(tmp_path) as own, open_streams(own.redis_url) as streams:
        await streams.append(0, [(at(7), b"kept")])

    async with embedded(tmp_path) as own, open_streams(own.redis_url) as streams:
        assert await streams.assign([0]) == {0: at(7)}
        [entry] = await streams.read({0: START}, count=9, wait_s=0)

    assert entry.body == b"kept"
