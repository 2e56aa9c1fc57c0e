"""One feed over one WebSocket, for as long as the process lives."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from core.conversation import Feed, Fetch, Reconnect, Reply, Send, Step, Unreadable
from core.facts import Fact
from core.ports import Clock
from engine.pipeline.backoff import Backoff
from engine.pipeline.insist import heed_cancellation
from engine.pipeline.marks import Mark, unmarked

log = structlog.get_logger()

Sink = Callable[[Sequence[Fact]], Awaitable[None]]

_TICK_S = 0.25
# A block with a thousand transactions has 2 MB; the largest frame of a venue is a tenth of that.
_LARGEST_FRAME = 32 * 1024 * 1024
_PATIENCE = ClientTimeout(total=10)
# Nothing said after our goodbye is read. A venue in full speech does not get to its own goodbye
# until we have taken what it said before, so waiting for it would delay every new connection.
_FAREWELL_S = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a source is reached. ``rest`` is the base of its REST address, where it has one."""

    websocket: str
    rest: str | None = None


@dataclass(slots=True)
class Meter:
    """What a connection counts, for metrics and the status page."""

    frames: int = 0
    facts: int = 0
    unreadable: int = 0
    connects: int = 0
    up: bool = False
    last_frame_ns: int = 0


class _OverError(Exception):
    """The feed wants another connection."""


class Connection:
    """Carries frames and time to a feed, and executes what it answers.

    Facts go to ``sink`` in the feed's order; while the sink is busy no more is read, so that
    nothing piles up here: the operating system's buffers fill, and the venue sees a slow reader.
    """

    def __init__(
        self,
        feed: Feed,
        address: Address,
        *,
        sink: Sink,
        clock: Clock,
        backoff: Backoff,
        mark: Mark = unmarked,
    ) -> None:
        self.meter = Meter()
        self._feed = feed
        self._address = address
        self._sink = sink
        self._clock = clock
        self._backoff = backoff
        self._mark = mark
        # One frame at a time: the ticker and the answers of fetches speak to the same feed.
        self._turn = asyncio.Lock()

    async def run(self) -> None:
        """Connect, converse, and connect again, until cancelled."""
        async with ClientSession(timeout=_PATIENCE) as rest:
            while True:
                reason = await self._once(rest)
                heed_cancellation()
                self.meter.up = False
                log.warning("feed.lost", feed=self._feed.name, reason=reason)
                await self._sink_facts(self._feed.lost(reason, self._clock.now_ns()))
                await self._clock.sleep(self._backoff.next_s())

    async def _once(self, rest: ClientSession) -> str:
        reason = "closed"
        try:
            async with connect(
                self._address.websocket,
                compression=None,
                max_size=_LARGEST_FRAME,
                close_timeout=_FAREWELL_S,
            ) as socket:
                await self._converse(socket, rest)
        except* _OverError as over:
            reason = str(over.exceptions[0])
        except* (WebSocketException, OSError, TimeoutError) as lost:
            reason = f"{type(lost.exceptions[0]).__name__}: {lost.exceptions[0]}"
        return reason

    async def _converse(self, socket: ClientConnection, rest: ClientSession) -> None:
        async with asyncio.TaskGroup() as group:
            exchange = _Exchange(socket=socket, rest=rest, group=group)
            self.meter.connects += 1
            await self._do(self._feed.connected(self._clock.now_ns()), exchange)
            self.meter.up = True
            log.info("feed.connected", feed=self._feed.name)
            group.create_task(self._tick(exchange))
            async for message in socket:
                frame = message if isinstance(message, bytes) else message.encode()
                await self._received(frame, exchange)
            raise _OverError("closed by the other side")

    async def _received(self, frame: bytes, exchange: "_Exchange") -> None:
        self._mark("frame")
        now_ns = self._clock.now_ns()
        self.meter.frames += 1
        self.meter.last_frame_ns = now_ns
        async with self._turn:
            await self._do(self._feed.received(frame, now_ns), exchange)
        self._backoff.reset()

    async def _tick(self, exchange: "_Exchange") -> None:
        while True:
            await self._clock.sleep(_TICK_S)
            async with self._turn:
                await self._do(self._feed.tick(self._clock.now_ns()), exchange)

    async def _do(self, steps: Sequence[Step], exchange: "_Exchange") -> None:
        await self._sink_facts(steps)
        for step in steps:
            match step:
                case Send():
                    await exchange.socket.send(step.frame)
                case Fetch():
                    exchange.group.create_task(self._fetch(step, exchange))
                case Reconnect():
                    raise _OverError(step.reason)
                case Unreadable():
                    self._unreadable(step)
                case _:
                    pass

    def _unreadable(self, step: Unreadable) -> None:
        self.meter.unreadable = count = self.meter.unreadable + 1
        # The 1st, 2nd, 4th, 8th … is written: a source that speaks another language all day would
        # fill the disk with one sentence.
        if count & (count - 1) == 0:
            frame = step.frame[:500].decode(errors="replace")
            name = self._feed.name
            log.warning("feed.unreadable", feed=name, count=count, reason=step.reason, frame=frame)

    async def _sink_facts(self, steps: Sequence[Step]) -> None:
        facts = [
            step for step in steps if not isinstance(step, Send | Fetch | Reconnect | Unreadable)
        ]
        if facts:
            self.meter.facts += len(facts)
            self._mark("fact")
            await self._sink(facts)

    async def _fetch(self, fetch: Fetch, exchange: "_Exchange") -> None:
        reply: Reply | None = None
        try:
            async with exchange.rest.get(f"{self._address.rest}{fetch.path}") as answer:
                headers = {name.lower(): value for name, value in answer.headers.items()}
                reply = Reply(status=answer.status, body=await answer.read(), headers=headers)
                if not answer.ok:
                    log.warning("feed.fetch_refused", path=fetch.path, status=answer.status)
        except (ClientError, TimeoutError, OSError) as error:
            log.warning("feed.fetch_failed", path=fetch.path, error=str(error))
        async with self._turn:
            await self._do(self._feed.fetched(fetch, reply, self._clock.now_ns()), exchange)


@dataclass(frozen=True, slots=True)
class _Exchange:
    socket: ClientConnection
    rest: ClientSession
    group: asyncio.TaskGroup
