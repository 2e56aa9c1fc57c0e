"""A made-up chain behind a real socket, our feed at its other end, and the account of both.

The feed's clock runs many times faster than the machine's, so that its patience, its pings and its
idea of silence cost a test no time. The chain stands still but for what a test orders.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from typing_extensions import override

from core.chain import Block, Retraction, Transfer
from core.conversation import Step
from core.facts import Fact
from core.gaps import Gap
from engine.feeds.ethereum import EthereumFeed
from engine.pipeline.backoff import Backoff
from engine.pipeline.connection import Address, Connection
from standins.ethereum.server import create_app
from standins.ethereum.simulated import SimulatedChain
from tests.support.facts import NOON

MIN_WEI = 10 * 10**18
SECOND_NS = 1_000_000_000
HURRY = 25.0
"""Seconds of the feed in one of ours: its thirty seconds of silence are over in 1.2."""

Row = tuple[str, str, int, str]
"""Block, transaction, wei and status of a transfer."""


class HurriedClock:
    """The event loop's time, faster."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._born_s = self._loop.time()

    def now_ns(self) -> int:
        return NOON + int((self._loop.time() - self._born_s) * HURRY * SECOND_NS)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / HURRY)


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


@dataclass(slots=True)
class Account:
    """What the feed told, less what it took back.

    While ``hearing`` is cleared it takes nothing, and the feed's connection reads nothing.
    """

    connection: Connection = field(init=False)
    hearing: asyncio.Event = field(default_factory=asyncio.Event)
    blocks: Counter[str] = field(default_factory=Counter)
    gaps: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    retracted: int = 0
    first: int | None = None
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _order: list[str] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, facts: Sequence[Fact]) -> None:
        """Hear what the feed tells."""
        await self.hearing.wait()
        for fact in facts:
            match fact:
                case Transfer():
                    row = (fact.block_hash, fact.tx_hash, fact.value_wei, fact.status)
                    self._rows.setdefault(fact.block_hash, []).append(row)
                case Block():
                    self.first = fact.block_number if self.first is None else self.first
                    self.blocks[fact.block_hash] += 1
                    self._order.append(fact.block_hash)
                case Retraction():
                    self.retracted += 1
                    self.blocks[fact.block_hash] -= 1
                    self._rows.pop(fact.block_hash, None)
                    self._order.remove(fact.block_hash)
                case Gap():
                    self.gaps.append(fact.reason)
                case _:
                    pass
        self._news.set()

    @property
    def standing(self) -> list[str]:
        """Blocks that were told and not taken back, in the order in which they were told."""
        return self._order

    @property
    def transfers(self) -> list[Row]:
        """Transfers of the blocks that stand."""
        return [row for block in self._order for row in self._rows.get(block, [])]

    async def reaches(self, living: LivingChain, *, behind: int = 0) -> None:
        """Wait until the newest block that was told is the chain's head, or one behind it."""
        async with asyncio.timeout(12):
            while self._order[-1:] != [living.head_hash(behind)]:
                self._news.clear()
                await self._news.wait()

    def loses(self, reason: str) -> None:
        """The connection is gone, or never came."""
        self.losses.append(reason)
        self._news.set()

    async def has_lost(self, times: int) -> None:
        """Wait until so many connections were lost."""
        async with asyncio.timeout(12):
            while len(self.losses) < times:
                self._news.clear()
                await self._news.wait()

    async def ever(self, text: str) -> None:
        """Wait until a gap was told of whose words hold some text."""
        async with asyncio.timeout(12):
            while not any(text in gap for gap in self.gaps):
                self._news.clear()
                await self._news.wait()


class MourningFeed(EthereumFeed):
    """Our feed; an account hears of the connections it lost."""

    def __init__(self, account: Account) -> None:
        super().__init__(min_wei=MIN_WEI)
        self._account = account

    @override
    def lost(self, reason: str, now_ns: int) -> list[Step]:
        self._account.loses(reason)
        return super().lost(reason, now_ns)


@asynccontextmanager
async def living_chain() -> AsyncIterator[LivingChain]:
    """A node on loopback whose clock is the chain's: no block comes by itself for hours."""
    chain = SimulatedChain(seed=1, now_ms=NOON // 1_000_000, block_seconds=100_000)
    app = create_app(chain, clock=_clock(), key="right")
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with aiohttp.ClientSession() as http:
            yield LivingChain(chain, runner.addresses[0][1], http)
    finally:
        await runner.cleanup()


@asynccontextmanager
async def followed(
    living: LivingChain, path: str = "/v2/right", *, behind: int = 0
) -> AsyncIterator[Account]:
    """Our feed with its connection follows the chain; it has told the head that is there."""
    async with attempted(living, path) as account:
        await account.reaches(living, behind=behind)
        yield account


@asynccontextmanager
async def attempted(living: LivingChain, path: str) -> AsyncIterator[Account]:
    """Our feed with its connection tries to follow the chain."""
    account = Account()
    account.hearing.set()
    feed = MourningFeed(account)
    account.connection = connection = Connection(
        feed,
        Address(websocket=f"ws://{living.address}{path}"),
        sink=account.take,
        clock=HurriedClock(),
        backoff=Backoff(lambda: 0.0),
    )
    running = asyncio.get_running_loop().create_task(connection.run())
    try:
        yield account
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


def _clock() -> Any:  # noqa: ANN401  a clock
    loop = asyncio.get_running_loop()
    born_s = loop.time()
    return lambda: NOON + int((loop.time() - born_s) * SECOND_NS)
