"""Between the feeds and the stream: a line of facts that is never longer than it may be."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import structlog

from core.facts import Fact
from core.ports import Clock
from core.time_units import SECOND_NS
from engine.pipeline.conflation import Waiting
from engine.pipeline.wire.exchange import Sink

log = structlog.get_logger()

_MOST = 20_000
_BATCH = 1_000
# A process has ten seconds to end; the stream's server may need some of them to come back.
_GRACE_S = 5.0


class Outflow:
    """Takes facts from many feeds and gives them to one writer.

    While the stream keeps up nobody waits and nothing is lost. When it is slow, states give way to
    newer ones (``Waiting`` says which), everything else is kept, and at the bound the feeds wait:
    their sockets are read no more, until there is room again.

    Parameters
    ----------
    write
        Where facts go; returns when they are there.
    clock
        Time.
    most
        Facts that may wait.
    """

    def __init__(self, write: Sink, *, clock: Clock, most: int = _MOST) -> None:
        self._write = write
        self._clock = clock
        self._waiting = Waiting(most)
        self._news = asyncio.Event()
        self._room = asyncio.Event()
        self._empty = asyncio.Event()
        self._empty.set()
        self._in_hand = 0
        self._longest_ns = 0

    @property
    def depth(self) -> int:
        """Facts that are accepted and not in the stream yet."""
        return len(self._waiting) + self._in_hand

    @property
    def longest_wait_s(self) -> float:
        """The longest a fact has waited for its turn, ever."""
        return self._longest_ns / SECOND_NS

    @property
    def conflated(self) -> Mapping[str, int]:
        """Facts that gave way to a newer one, by kind."""
        return self._waiting.conflated

    async def put(self, facts: Sequence[Fact]) -> None:
        """Accept facts, in order. Waits while there is no room."""
        for fact in facts:
            while self._waiting.full:
                self._room.clear()
                await self._room.wait()
            self._waiting.add(fact, self._clock.now_ns())
            self._empty.clear()
            self._news.set()

    @asynccontextmanager
    async def flowing(self) -> AsyncIterator[None]:
        """Write while the context lasts, and at its end what was accepted until then.

        The end waits five seconds at most; what could not be written by then is counted in the log.
        """
        async with asyncio.TaskGroup() as group:
            writer = group.create_task(self._write_on(), name="outflow")
            try:
                yield
            finally:
                await self._finish(writer)
                writer.cancel()

    async def _write_on(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            while self._waiting:
                await self._write_some()
            self._empty.set()

    async def _write_some(self) -> None:
        waited_ns = self._clock.now_ns() - (self._waiting.oldest_ns or 0)
        self._longest_ns = max(self._longest_ns, waited_ns)
        batch = self._waiting.take(_BATCH)
        self._in_hand = len(batch)
        self._room.set()
        await self._write(batch)
        self._in_hand = 0

    async def _finish(self, writer: asyncio.Task[None]) -> None:
        # A writer that has failed writes no more: then there is nothing to wait for.
        empty = asyncio.get_running_loop().create_task(self._empty.wait())
        await asyncio.wait({writer, empty}, timeout=_GRACE_S, return_when=asyncio.FIRST_COMPLETED)
        empty.cancel()
        if self.depth:
            log.warning("outflow.left", facts=self.depth, waited_s=_GRACE_S)
