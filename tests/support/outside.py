"""The outside world on loopback, made up or recorded, and our feeds following and recording it."""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
from aiohttp.test_utils import TestServer

from core.facts import Fact
from engine.app.waits import backoff
from engine.pipeline.connection import Connection
from engine.pipeline.recorder import Recorder
from runtime.clock import SystemClock
from runtime.settings import read_settings
from standins.bybit.recorded import RecordedVenue
from standins.bybit.server import create_app as bybit_app
from standins.bybit.simulated import SimulatedVenue
from standins.ethereum.recorded import RecordedChain
from standins.ethereum.server import create_app as ethereum_app
from standins.ethereum.simulated import SimulatedChain
from standins.market.exchange.instruments import instruments
from standins.stage import Curtain
from whale.record.sources import chosen

_LOOK_S = 0.02
_PATIENCE_S = 40.0


class Outside:
    """Where the venue and the node are, as the variables that lead to them."""

    def __init__(self, venue: str, node: str, http: aiohttp.ClientSession) -> None:
        self._venue = venue
        self._node = node
        self._http = http
        self.variables = {
            "WHALE_BYBIT_WS": f"ws://{venue}/v5/public/linear",
            "WHALE_BYBIT_REST": f"http://{venue}",
            "WHALE_BYBIT_SYMBOLS": "ETHUSDT",
            "WHALE_BYBIT_HISTORY": "20",
            "WHALE_ETHEREUM_WS": f"ws://{node}/",
        }

    async def play(self) -> None:
        """Open the curtain of a recording."""
        for at in (self._venue, self._node):
            async with self._http.post(f"http://{at}/control/play") as answer:
                assert answer.status == 200

    async def subscribed(self, topic: str) -> bool:
        """Whether somebody follows a topic of the venue."""
        async with self._http.get(f"http://{self._venue}/control/stats") as answer:
            return f"linear/{topic}" in (await answer.json())["subscriptions"]

    async def done(self) -> bool:
        """Whether the recordings are over."""
        for at in (self._venue, self._node):
            async with self._http.get(f"http://{at}/control/state") as answer:
                if not (await answer.json())["done"]:
                    return False
        return True


@asynccontextmanager
async def a_made_up_world() -> AsyncIterator[Outside]:
    """A market and a chain from a seed, faster than life."""
    now_ms = time.time_ns() // 1_000_000
    venue = SimulatedVenue(instruments(["ETHUSDT"]), seed=1, now_ms=now_ms, catch_up_s=2)
    chain = SimulatedChain(seed=1, now_ms=now_ms, block_seconds=2.0)
    async with (
        TestServer(bybit_app(venue, speed=2)) as exchange,
        TestServer(ethereum_app(chain, speed=8)) as node,
        aiohttp.ClientSession() as http,
    ):
        yield Outside(f"{exchange.host}:{exchange.port}", f"{node.host}:{node.port}", http)


@asynccontextmanager
async def a_recorded_world(frames: Path, blocks: Path) -> AsyncIterator[Outside]:
    """What was recorded, as fast as it can be played, once the curtain opens."""
    curtain = Curtain(held=True)
    async with (
        TestServer(bybit_app(RecordedVenue([frames]), speed=math.inf, curtain=curtain)) as exchange,
        TestServer(ethereum_app(RecordedChain(blocks), speed=20, curtain=curtain)) as node,
        aiohttp.ClientSession() as http,
    ):
        yield Outside(f"{exchange.host}:{exchange.port}", f"{node.host}:{node.port}", http)


@asynccontextmanager
async def following(recorder: Recorder | None = None) -> AsyncIterator[list[Fact]]:
    """Follow the world that the environment names; the facts so far."""
    told: list[Fact] = []

    async def take(facts: Sequence[Fact]) -> None:
        told.extend(facts)

    settings = read_settings()
    sources = await chosen(settings, symbols=["ETHUSDT"], depth=50, chains=["ethereum"])
    connections = [
        Connection(
            recorder.follow(source.feed, described) if recorder else source.feed,
            *source.addresses,
            sink=take,
            clock=SystemClock(),
            backoff=backoff(),
        )
        for source, described in sources
    ]
    loop = asyncio.get_running_loop()
    running = [loop.create_task(connection.run()) for connection in connections]
    try:
        yield told
    finally:
        for task in running:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def until(met: Callable[[], bool]) -> None:
    """Come back when a condition is met whose other side gives no sign."""
    async with asyncio.timeout(_PATIENCE_S):
        while not met():  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_S)
