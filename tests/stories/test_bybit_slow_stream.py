"""Specification of a stream server that is slow and breaks off: states give way, events never do.

Against the real server: it takes no write for a while, and ends every connection meanwhile.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio

from core.facts import Fact, decode
from core.market import BookSample, Trade
from core.ports import START
from db.memory import memory_stores
from engine.pipeline.backoff import Backoff
from engine.pipeline.ingest import Ingest
from engine.pipeline.outflow import Outflow
from runtime.clock import SystemClock
from runtime.embedded import Embedded
from streams.valkey import ValkeyStreams, open_streams
from streams.wire import Wire, connected
from tests.contract.builders import a_sample
from tests.support.facts import a_trade

MOST = 300
SECONDS = 1_000
PAUSE_MS = "1500"


@pytest_asyncio.fixture
async def streams(servers: Embedded, stream_prefix: str) -> AsyncIterator[ValkeyStreams]:
    async with open_streams(servers.redis_url, prefix=stream_prefix) as opened:
        yield opened


@pytest_asyncio.fixture
async def operator(servers: Embedded) -> AsyncIterator[Wire]:
    """Commands to the server, beside the streams."""
    async with connected(servers.redis_url, answer_s=5) as opened:
        yield opened


def a_market() -> list[Fact]:
    """A sample of the book and two trades a second."""
    return [
        fact
        for second in range(SECONDS)
        for fact in (a_sample(second), a_trade(at_s=second), a_trade(at_s=second + 0.5))
    ]


class Pump:
    """Puts facts into the outflow as a feed would, and notes how many wait."""

    def __init__(self, outflow: Outflow) -> None:
        self._outflow = outflow
        self.full = asyncio.Event()
        self.deepest = 0

    async def pour(self, facts: Sequence[Fact]) -> None:
        for fact in facts:
            if self._outflow.depth >= MOST:
                self.full.set()
            await self._outflow.put([fact])
            self.deepest = max(self.deepest, self._outflow.depth)


@pytest.fixture
def outflow(streams: ValkeyStreams) -> tuple[Ingest, Outflow]:
    ingest = Ingest(
        streams,
        memory_stores(SystemClock()).cursor,
        partitions=1,
        clock=SystemClock(),
        backoff=Backoff(lambda: 0.0, first_s=0.05),
    )
    return ingest, Outflow(ingest.write, clock=SystemClock(), most=MOST)


async def test_a_stream_that_is_slow_and_breaks_off_costs_states_and_no_trade(
    streams: ValkeyStreams, operator: Wire, outflow: tuple[Ingest, Outflow]
) -> None:
    ingest, line = outflow
    market, pump = a_market(), Pump(line)
    await ingest.open()

    async with line.flowing():
        await operator.command("CLIENT", "PAUSE", PAUSE_MS, "WRITE")
        pouring = asyncio.get_running_loop().create_task(pump.pour(market))
        await pump.full.wait()
        await operator.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
        await pouring
    told = [decode(entry.body) for entry in await streams.read({0: START}, count=9_999, wait_s=0)]

    samples = [fact for fact in told if isinstance(fact, BookSample)]
    assert [fact for fact in told if isinstance(fact, Trade)] == [
        fact for fact in market if isinstance(fact, Trade)
    ]
    assert [fact.at_ns for fact in told] == sorted(fact.at_ns for fact in told)
    assert line.conflated == {"BookSample": SECONDS - len(samples)}
    assert len(samples) < SECONDS
    assert samples[-1] == a_sample(SECONDS - 1)
    # What is being written is in hand beside the line that waits.
    assert pump.deepest <= 2 * MOST
