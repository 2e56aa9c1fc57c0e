"""A made-up Bybit venue asked over real HTTP: market paths, and faults ordered and taken back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp.test_utils import BaseTestServer, TestServer

from standins.bybit.server import create_app
from standins.bybit.simulated import SimulatedVenue
from standins.market.exchange.instruments import instruments

FUTURE = "ETHUSDT-31DEC27"
NOW_MS = 1_790_000_000_000
ETH = {"category": "linear", "symbol": "ETHUSDT"}


class Desk:
    """The stand-in's REST address."""

    def __init__(self, server: BaseTestServer, http: aiohttp.ClientSession) -> None:
        self.at = f"http://{server.host}:{server.port}"
        self.http = http

    async def ask(self, path: str, **query: object) -> Any:  # noqa: ANN401 - JSON is anything
        given = {name: str(value) for name, value in query.items()}
        async with self.http.get(f"{self.at}/v5/market/{path}", params=given) as answer:
            assert answer.status == 200
            return await answer.json()

    async def result(self, path: str, **query: object) -> Any:  # noqa: ANN401 - JSON is anything
        answer = await self.ask(path, **query)
        assert (answer["retCode"], answer["retMsg"]) == (0, "OK"), answer
        return answer["result"]

    async def order(self, **fault: object) -> None:
        async with self.http.post(f"{self.at}/control/faults", json=fault) as answer:
            assert answer.status == 200, await answer.text()

    async def take_back(self, **kind: str) -> int:
        async with self.http.delete(f"{self.at}/control/faults", params=kind) as answer:
            return answer.status


@asynccontextmanager
async def a_desk() -> AsyncIterator[Desk]:
    """A venue with a perpetual and a dated future, whose books and tickers stand."""
    venue = SimulatedVenue(instruments(["ETHUSDT", FUTURE]), seed=1, now_ms=NOW_MS)
    loop = asyncio.get_running_loop()
    born = loop.time()
    app = create_app(
        venue, clock=lambda: NOW_MS * 1_000_000 + round((loop.time() - born) * 1e9), speed=20
    )
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        desk = Desk(server, http)
        async with asyncio.timeout(10):
            # The venue gives no sign when its first book stands.
            while (await desk.ask("orderbook", **ETH))["retCode"]:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        yield desk
