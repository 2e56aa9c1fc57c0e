"""Our Ethereum feed at one end of a living chain's socket, and the account of what it told.

The feed's clock runs many times faster than the machine's, so that its patience, its pings and its
idea of silence cost a test no time.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from typing_extensions import override

from core.chain import Block, Finality, Retraction, Transfer
from core.conversation import Step
from core.facts import Fact
from core.gaps import Gap
from engine.feeds.ethereum import EthereumFeed, Thresholds
from engine.pipeline.backoff import Backoff
from engine.pipeline.connection import Address, Connection
from tests.support.hurry import HurriedClock, running
from tests.support.living_chain import MIN_WEI, InnerRow, LivingChain, Row

LEAST = Thresholds(wei=MIN_WEI, tokens={})
HURRY = 25.0
"""Seconds of the feed in one of ours: its thirty seconds of silence are over in 1.2."""


@dataclass(slots=True)
class Account:
    """What the feed told, less what it took back.

    While ``hearing`` is cleared it takes nothing, and the feed's connection reads nothing.
    """

    connection: Connection = field(init=False)
    feed: EthereumFeed = field(init=False)
    hearing: asyncio.Event = field(default_factory=asyncio.Event)
    blocks: Counter[str] = field(default_factory=Counter)
    ledger: list[tuple[str, str]] = field(default_factory=list)
    open: dict[str, str] = field(default_factory=dict)
    losses: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    retracted: int = 0
    first: int | None = None
    last: tuple[int, str] | None = None
    finality: list[Finality] = field(default_factory=list)
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _inner: dict[str, list[InnerRow]] = field(default_factory=dict)
    _order: list[str] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, facts: Sequence[Fact]) -> None:
        """Hear what the feed tells."""
        await self.hearing.wait()
        for fact in facts:
            match fact:
                case Transfer(status="pending"):
                    self.pending.append(fact.tx_hash)
                case Transfer(way="transaction"):
                    row = (fact.block_hash, fact.tx_hash, fact.units, fact.status)
                    self._rows.setdefault(fact.block_hash, []).append(row)
                case Transfer(way="internal"):
                    inner = (fact.block_hash, fact.tx_hash, fact.recipient, fact.units)
                    self._inner.setdefault(fact.block_hash, []).append(inner)
                case Finality():
                    self.finality.append(fact)
                case Block():
                    self.first = fact.block_number if self.first is None else self.first
                    self.blocks[fact.block_hash] += 1
                    self._order.append(fact.block_hash)
                    self.last = (fact.block_number, fact.block_hash)
                case Retraction():
                    self.retracted += 1
                    self.blocks[fact.block_hash] -= 1
                    self._rows.pop(fact.block_hash, None)
                    self._inner.pop(fact.block_hash, None)
                    self._order.remove(fact.block_hash)
                case Gap():
                    self._ledger(fact)
                case _:
                    pass
        self._news.set()

    def _ledger(self, gap: Gap) -> None:
        if gap.until_ns is None:
            self.open[gap.topic] = gap.reason
        else:
            self.open.pop(gap.topic, None)
            self.ledger.append((gap.topic, gap.reason))

    @property
    def standing(self) -> list[str]:
        """Blocks that were told and not taken back, in the order in which they were told."""
        return self._order

    @property
    def transfers(self) -> list[Row]:
        """Transfers of the blocks that stand."""
        return [row for block in self._order for row in self._rows.get(block, [])]

    @property
    def inside(self) -> list[InnerRow]:
        """Moves inside of calls of the blocks that stand."""
        return [row for block in self._order for row in self._inner.get(block, [])]

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

    async def heals(self) -> None:
        """Wait until no hole is open."""
        async with asyncio.timeout(12):
            while self.open:
                self._news.clear()
                await self._news.wait()

    async def ever(self, text: str, *, whole: bool = True) -> None:
        """Wait until a gap was told whose words hold some text; ``whole`` if it must be over."""
        async with asyncio.timeout(12):
            while not any(text in words for words in self._words(whole=whole)):
                self._news.clear()
                await self._news.wait()

    def _words(self, *, whole: bool) -> list[str]:
        over = [reason for _, reason in self.ledger]
        return over if whole else [*over, *self.open.values()]


class MourningFeed(EthereumFeed):
    """Our feed; an account hears of the connections it lost."""

    def __init__(self, account: Account, start: "Start") -> None:
        super().__init__(least=LEAST, watched=start.watched, cursor=start.cursor)
        self._account = account

    @override
    def lost(self, reason: str, now_ns: int) -> list[Step]:
        self._account.loses(reason)
        return super().lost(reason, now_ns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How the feed begins: over which transport, with whom watched, behind which block."""

    scheme: str = "ws"
    watched: frozenset[str] = frozenset()
    cursor: tuple[int, str] | None = None


USUAL = Start()


@asynccontextmanager
async def followed(
    living: LivingChain,
    path: str = "/v2/right",
    *,
    behind: int = 0,
    start: Start = USUAL,
    again: Account | None = None,
) -> AsyncIterator[Account]:
    """Our feed with its connection follows the chain; it has told the head that is there.

    With ``again`` the account of an earlier run goes on.
    """
    async with attempted(living, path, start=start, again=again) as account:
        await account.reaches(living, behind=behind)
        yield account


@asynccontextmanager
async def attempted(
    living: LivingChain, path: str, *, start: Start = USUAL, again: Account | None = None
) -> AsyncIterator[Account]:
    """Our feed with its connection tries to follow the chain."""
    account = again or Account()
    account.hearing.set()
    account.feed = feed = MourningFeed(account, start)
    account.connection = connection = Connection(
        feed,
        Address(websocket=f"{start.scheme}://{living.address}{path}"),
        sink=account.take,
        clock=HurriedClock(HURRY),
        backoff=Backoff(lambda: 0.0),
    )
    async with running(connection):
        yield account
