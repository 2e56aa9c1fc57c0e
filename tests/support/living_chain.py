"""A made-up chain behind a real socket, which stands still but for what a test orders."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

from standins.ethereum.movements import movements
from standins.ethereum.server import create_app
from standins.ethereum.simulated import SimulatedChain
from standins.ethereum.view import View
from tests.support.facts import NOON

MIN_WEI = 10 * 10**18
SECOND_NS = 1_000_000_000
Row = tuple[str, str, int, str]
"""Block, transaction, wei and status of a transfer."""
InnerRow = tuple[str, str, str | None, int]
"""Block, transaction, receiver and wei of a move inside of a call."""


class LivingChain:
    """A chain that grows when it is told to, and the control paths of its node."""

    def __init__(self, chain: SimulatedChain, port: int, http: aiohttp.ClientSession) -> None:
        self.chain = chain
        self.address = f"127.0.0.1:{port}"
        self._http = http

    async def order(self, fault: str, **fields: object) -> Any:  # noqa: ANN401  any JSON
        """Let a fault happen or stand."""
        url = f"http://{self.address}/control/faults"
        async with self._http.post(url, json={"fault": fault, **fields}) as answer:
            assert answer.ok, await answer.text()
            return (await answer.json())["done"]

    async def forgive(self) -> None:
        """End all faults that stand."""
        async with self._http.delete(f"http://{self.address}/control/faults") as answer:
            assert answer.ok

    async def standing(self) -> list[str]:
        """Names of the faults that still stand."""
        async with self._http.get(f"http://{self.address}/control/faults") as answer:
            return [fault["fault"] for fault in (await answer.json())["standing"]]

    async def mine(self, blocks: int = 1) -> None:
        await self.order("mine", blocks=blocks)

    async def stats(self) -> Any:  # noqa: ANN401  any JSON
        async with self._http.get(f"http://{self.address}/control/stats") as answer:
            return await answer.json()

    def head_hash(self, behind: int = 0) -> str:
        return self.chain.chain.hash_at(self.chain.head - behind)

    def hashes(self, first: int) -> list[str]:
        """Blocks of the chain as it is now, from a number to the head."""
        return [self.chain.chain.hash_at(n) for n in range(first, self.chain.head + 1)]

    def truth(self, first: int) -> list[Row]:
        """Large transfers of the chain as it is now, in order, failed ones with their status."""
        return [row for block_hash in self.hashes(first) for row in self._rows(block_hash)]

    def inside(self, first: int) -> list[InnerRow]:
        """Large moves inside of calls of the chain as it is now, in order."""
        return [row for block_hash in self.hashes(first) for row in self._inner_rows(block_hash)]

    def _inner_rows(self, block_hash: str) -> list[InnerRow]:
        block = self.chain.by_hash(block_hash)
        assert block is not None
        view = View(self.chain, lambda: NOON)
        moves: Any = list(movements(view, block, ["internal"]))
        return [
            (block_hash, move["hash"], move["to"], wei)
            for move in moves
            if (wei := int(move["rawContract"]["value"], 16)) >= MIN_WEI
        ]

    def _rows(self, block_hash: str) -> list[Row]:
        block, receipts = self.chain.by_hash(block_hash), self.chain.receipts(block_hash)
        assert block is not None
        assert receipts is not None
        transactions: Any = block["transactions"]
        return [
            (
                block_hash,
                transaction["hash"],
                int(transaction["value"], 16),
                "success" if receipt["status"] == "0x1" else "failed",
            )
            for transaction, receipt in zip(transactions, receipts, strict=True)
            if int(transaction["value"], 16) >= MIN_WEI
        ]


@asynccontextmanager
async def living_chain(*, chain_id: int = 1) -> AsyncIterator[LivingChain]:
    """A node on loopback whose clock is the chain's: no block comes by itself for hours."""
    chain = SimulatedChain(
        seed=1, now_ms=NOON // 1_000_000, block_seconds=100_000, chain_id=chain_id
    )
    app = create_app(chain, clock=_clock(), key="right")
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with aiohttp.ClientSession() as http:
            yield LivingChain(chain, runner.addresses[0][1], http)
    finally:
        await runner.cleanup()


def _clock() -> Any:  # noqa: ANN401  a clock
    loop = asyncio.get_running_loop()
    born_s = loop.time()
    return lambda: NOON + int((loop.time() - born_s) * SECOND_NS)
