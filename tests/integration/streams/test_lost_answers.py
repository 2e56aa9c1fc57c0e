"""Specification of the stream under lost answers: what was written is there exactly once."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import pytest_asyncio

from core.errors import UnavailableError
from core.ports import START, EntryId
from runtime.embedded import Embedded
from streams.valkey import ValkeyStreams, open_streams
from tests.contract.builders import at
from tests.integration.streams.proxy import Proxy, proxied

BATCH = [(at(ms), b"body %d" % ms) for ms in range(1, 6)]


@pytest_asyncio.fixture
async def proxy(servers: Embedded) -> AsyncIterator[Proxy]:
    async with proxied(Path(unquote(urlsplit(servers.redis_url).path))) as running:
        yield running


@pytest_asyncio.fixture
async def streams(proxy: Proxy, stream_prefix: str) -> AsyncIterator[ValkeyStreams]:
    async with open_streams(f"redis://127.0.0.1:{proxy.port}", prefix=stream_prefix) as opened:
        await opened.assign([0])
        yield opened


async def positions(streams: ValkeyStreams) -> list[EntryId]:
    return [each.id for each in await streams.read({0: START}, count=99, wait_s=0)]


async def test_a_lost_answer_is_an_error_and_not_a_second_write(
    proxy: Proxy, streams: ValkeyStreams
) -> None:
    proxy.lose_the_next_answer()

    with pytest.raises(UnavailableError):
        await streams.append(0, BATCH[:1])

    assert proxy.lost == 1
    assert await positions(streams) == [at(1)]


async def test_a_batch_that_is_sent_again_after_a_lost_answer_is_there_once(
    proxy: Proxy, streams: ValkeyStreams
) -> None:
    proxy.lose_the_next_answer()
    with pytest.raises(UnavailableError):
        await streams.append(0, BATCH)

    again = await streams.append(0, BATCH)

    assert again == 0
    assert await positions(streams) == [position for position, _ in BATCH]


async def test_entries_of_a_lost_reading_are_read_again(
    proxy: Proxy, streams: ValkeyStreams
) -> None:
    await streams.append(0, BATCH)
    proxy.lose_the_next_answer()
    with pytest.raises(UnavailableError):
        await streams.read({0: START}, count=99, wait_s=1)

    assert await positions(streams) == [position for position, _ in BATCH]
