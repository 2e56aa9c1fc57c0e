"""The address of a made-up Bybit stand-in on loopback, and how to knock: socket, REST, faults."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import BaseTestServer, TestServer
from websockets.asyncio.client import connect

from standins.bybit.server import create_app
from standins.bybit.simulated import SimulatedVenue
from standins.market.exchange.instruments import instruments

NOW_NS = 1_790_000_000_000_000_000


class Door:
    """The stand-in's address, and how to knock."""

    def __init__(self, server: BaseTestServer, http: aiohttp.ClientSession) -> None:
        self._at = f"{server.host}:{server.port}"
        self._http = http

    def socket(self, category: str = "linear") -> connect:
        return connect(f"ws://{self._at}/v5/public/{category}", max_size=None, max_queue=None)

    async def get(self, path: str, **query: object) -> Any:  # noqa: ANN401 - JSON is anything
        given = {name: str(value) for name, value in query.items()}
        async with self._http.get(f"http://{self._at}{path}", params=given) as answer:
            return await answer.json()

    async def order(self, **fault: object) -> int:
        async with self._http.post(f"http://{self._at}/control/faults", json=fault) as answer:
            return answer.status


@asynccontextmanager
async def a_door(
    *, catch_up_s: float = 2, symbols: str = "ETHUSDT", folder: Path | None = None
) -> AsyncIterator[Door]:
    listed = instruments(symbols.split(","))
    source = SimulatedVenue(
        listed, seed=1, now_ms=NOW_NS // 1_000_000, catch_up_s=catch_up_s, folder=folder
    )
    loop = asyncio.get_running_loop()
    born = loop.time()
    app = create_app(source, clock=lambda: NOW_NS + round((loop.time() - born) * 1e9), speed=20)
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield Door(server, http)
