"""Specification of a feed's connection, over a real WebSocket."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import pytest
from websockets.asyncio.server import ServerConnection, serve

from core.conversation import Fetch, Reconnect, Reply, Send, Standing, Step, Unreadable
from core.facts import Fact
from core.market import Trade
from engine.pipeline.backoff import Backoff
from engine.pipeline.connection import Address, Connection
from runtime.clock import SystemClock
from tests.support.facts import a_trade


class Parrot:
    """A feed that greets, and does what each frame says."""

    name = "parrot"

    def __init__(self) -> None:
        self.losses: list[str] = []

    def connected(self, now_ns: int) -> list[Step]:
        return [Send(frame="hello")]

    def received(self, frame: bytes, now_ns: int) -> list[Step]:
        match frame:
            case b"again":
                return [Reconnect(reason="I was told to")]
            case b"nonsense":
                return [Unreadable(reason="nonsense", frame=frame)]
            case _:
                return [a_trade(name=frame.decode())]

    def fetched(self, fetch: Fetch, reply: Reply | None, now_ns: int) -> list[Step]:
        return []

    def tick(self, now_ns: int) -> list[Step]:
        return []

    def standings(self, now_ns: int) -> dict[str, Standing]:
        return {}

    def lost(self, reason: str, now_ns: int) -> list[Step]:
        self.losses.append(reason)
        return []


class Heard:
    """A sink that can be waited on."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._news = asyncio.Event()

    async def take(self, facts: Sequence[Fact]) -> None:
        self.names += [fact.id for fact in facts if isinstance(fact, Trade)]
        self._news.set()

    async def until(self, *names: str) -> None:
        async with asyncio.timeout(5):
            while self.names != list(names):
                self._news.clear()
                await self._news.wait()


@asynccontextmanager
async def a_venue(*conversations: Sequence[str]) -> AsyncIterator[tuple[str, list[str]]]:
    """A server that says each conversation's frames to one connection, one after another."""
    greetings: list[str] = []
    left = list(conversations)

    async def converse(socket: ServerConnection) -> None:
        greetings.append(str(await socket.recv()))
        for frame in left.pop(0) if left else ():
            if frame == "cut":
                socket.transport.abort()
                return
            await socket.send(frame)
        await socket.wait_closed()

    async with serve(converse, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        yield f"ws://127.0.0.1:{port}/", greetings


@asynccontextmanager
async def connected(feed: Parrot, address: str) -> AsyncIterator[tuple[Connection, Heard]]:
    heard = Heard()
    connection = Connection(
        feed,
        Address(websocket=address),
        sink=heard.take,
        clock=SystemClock(),
        backoff=Backoff(lambda: 0.0, first_s=0.01),
    )
    running = asyncio.get_running_loop().create_task(connection.run())
    try:
        yield connection, heard
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_frames_become_facts_in_their_order() -> None:
    async with a_venue(["a", "b", "c"]) as (address, greetings):
        async with connected(Parrot(), address) as (_, heard):
            await heard.until("a", "b", "c")

    assert greetings == ["hello"]


async def test_a_connection_that_is_cut_is_made_again() -> None:
    feed = Parrot()
    async with a_venue(["a", "cut"], ["b"]) as (address, greetings):
        async with connected(feed, address) as (connection, heard):
            await heard.until("a", "b")

    assert greetings == ["hello", "hello"]
    assert len(feed.losses) == 1
    assert connection.meter.connects == 2


async def test_a_feed_that_wants_another_connection_gets_one() -> None:
    feed = Parrot()
    async with a_venue(["again"], ["a"]) as (address, _):
        async with connected(feed, address) as (_, heard):
            await heard.until("a")

    assert feed.losses == ["I was told to"]


async def test_what_cannot_be_read_is_counted_and_life_goes_on() -> None:
    async with a_venue(["nonsense", "a"]) as (address, _):
        async with connected(Parrot(), address) as (connection, heard):
            await heard.until("a")

    assert connection.meter.unreadable == 1


async def test_a_venue_that_is_not_there_yet_is_waited_for(unused_tcp_port: int) -> None:
    feed = Parrot()
    async with connected(feed, f"ws://127.0.0.1:{unused_tcp_port}/") as (connection, _):
        async with asyncio.timeout(5):
            while len(feed.losses) < 3:  # noqa: ASYNC110  the loss itself is what is awaited
                await asyncio.sleep(0.01)

    assert not connection.meter.up


@pytest.fixture
def unused_tcp_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
