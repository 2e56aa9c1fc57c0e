"""One feed over one connection at a time, for as long as the process lives."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from aiohttp import ClientSession

from core.conversation import Feed
from core.ports import Clock
from engine.pipeline.backoff import Backoff
from engine.pipeline.insist import heed_cancellation
from engine.pipeline.marks import Mark, unmarked
from engine.pipeline.wire.budget import ConnectionBudget
from engine.pipeline.wire.endpoints import Address, Ending, Endpoints
from engine.pipeline.wire.exchange import Exchange, Sink
from engine.pipeline.wire.lines import Line, OverError, websocket_line
from engine.pipeline.wire.meter import Meter
from engine.pipeline.wire.polling import PostedLine
from engine.pipeline.wire.rest import Rest

__all__ = ["Address", "Connection", "Meter"]

log = structlog.get_logger()

_PAUSE_FIRST_S = 1.0
_PAUSE_MOST_S = 60.0


class Connection:
    """Holds a feed's conversation, and another one when it ends.

    Parameters
    ----------
    feed
        The conversation.
    addresses
        Where it can be held, the preferred one first; ``Endpoints`` says when the next is tried.
    sink
        Where facts go; while it is busy nothing more is read.
    clock, backoff
        Time, and the waits between two connections.
    budget
        Shared by all connections of a process that may lead to the same host.
    mark
        Told the steps of an event's road.
    """

    def __init__(
        self,
        feed: Feed,
        *addresses: Address,
        sink: Sink,
        clock: Clock,
        backoff: Backoff,
        budget: ConnectionBudget | None = None,
        mark: Mark = unmarked,
    ) -> None:
        self.feed = feed
        self.meter = Meter()
        self._endpoints = Endpoints(addresses, backoff)
        self._sink = sink
        self._clock = clock
        self._backoff = backoff
        self._budget = budget or ConnectionBudget()
        self._mark = mark

    async def run(self) -> None:
        """Connect, converse, and connect again, until cancelled."""
        async with ClientSession(trust_env=True) as session:
            while True:
                await self._admitted()
                await self._clock.sleep(await self._once(session))

    async def _admitted(self) -> None:
        host = self.meter.host = self._endpoints.current.host
        while wait_s := self._budget.take(host, self._clock.now_ns()):
            self.meter.down = f"{host} gets no more connections from us for {wait_s:.0f} s"
            log.warning("feed.rationed", feed=self.feed.name, host=host, wait_s=round(wait_s))
            await self._clock.sleep(wait_s)

    async def _once(self, session: ClientSession) -> float:
        """One conversation from its first word to its last; how long to wait before the next."""
        exchange = Exchange(
            self.feed, sink=self._sink, meter=self.meter, clock=self._clock, mark=self._mark
        )
        began_ns = self._clock.now_ns()
        ending = await self._held(exchange, session)
        heed_cancellation()
        self.meter.up, self.meter.down = False, ending.reason
        log.warning("feed.lost", feed=self.feed.name, host=self.meter.host, reason=ending.reason)
        await exchange.over(ending.reason)
        lived_ns = self._clock.now_ns() - began_ns if ending.opened else 0
        return self._endpoints.ended(ending, lived_ns=lived_ns, told=exchange.told)

    async def _held(self, exchange: Exchange, session: ClientSession) -> Ending:
        address = self._endpoints.current
        ending = Ending(reason="closed")
        try:
            async with self._line(address, session) as line:
                self.meter.connects += 1
                log.info("feed.connected", feed=self.feed.name, host=address.host)
                await exchange.converse(line, Rest(address.rest, session))
        except* OverError as over:
            first = over.exceptions[0]
            ending = first.ending if isinstance(first, OverError) else ending
        return ending

    @asynccontextmanager
    async def _line(self, address: Address, session: ClientSession) -> AsyncIterator[Line]:
        if not address.polled:
            async with websocket_line(address, session) as line:
                yield line
            return
        backoff = self._backoff.slower(first_s=_PAUSE_FIRST_S, most_s=_PAUSE_MOST_S)
        yield PostedLine(address, session, clock=self._clock, backoff=backoff, meter=self.meter)
