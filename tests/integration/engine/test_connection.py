"""Specification of a feed's connection, over a real WebSocket."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from websockets.asyncio.server import ServerConnection, serve

from engine.pipeline.wire.budget import ConnectionBudget
from engine.pipeline.wire.endpoints import Address
from tests.support.parrot import Parrot, comes_true, connected


@asynccontextmanager
async def a_venue(*conversations: Sequence[str]) -> AsyncIterator[tuple[Address, list[str]]]:
    """A server that says each conversation's frames to one connection, one after another."""
    greetings: list[str] = []
    left = list(conversations)

    async def converse(socket: ServerConnection) -> None:
        greetings.append(str(await socket.recv()))
        for frame in left.pop(0) if left else ():
            if frame == "cut":
                socket.transport.abort()
                return
            if frame == "close":
                await socket.close(1001, "maintenance")
                return
            await socket.send(frame)
        await socket.wait_closed()

    async with serve(converse, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        yield Address(websocket=f"ws://127.0.0.1:{port}/v2/hunter2"), greetings


async def test_frames_become_facts_in_their_order() -> None:
    async with a_venue(["a", "b", "c"]) as (address, greetings):
        async with connected(Parrot(), address) as (_, heard):
            await heard.until("a", "b", "c")

    assert greetings == ["hello"]


async def test_frames_that_are_there_together_are_handed_on_together() -> None:
    words = [f"word {number}" for number in range(500)]
    async with a_venue(words) as (address, _):
        async with connected(Parrot(), address) as (connection, heard):
            heard.door.clear()
            await comes_true(lambda: connection.meter.frames > 0)
            heard.door.set()
            await heard.until(*words)

    assert heard.batches < 50


async def test_a_connection_that_is_cut_is_made_again() -> None:
    feed = Parrot()
    async with a_venue(["a", "cut"], ["b"]) as (address, greetings):
        async with connected(feed, address) as (connection, heard):
            await heard.until("a", "b")

    assert greetings == ["hello", "hello"]
    assert feed.losses == ["the connection to 127.0.0.1 broke off"]
    assert connection.meter.connects == 2


async def test_a_farewell_is_told_in_the_other_sides_words() -> None:
    feed = Parrot()
    async with a_venue(["a", "close"], ["b"]) as (address, _):
        async with connected(feed, address) as (_, heard):
            await heard.until("a", "b")

    assert feed.losses == ["127.0.0.1 closed the connection (1001 maintenance)"]


async def test_what_was_said_before_the_end_is_heard_however_busy_we_are() -> None:
    words = [f"word {number}" for number in range(300)]
    async with a_venue([*words, "close"]) as (address, _):
        async with connected(Parrot(), address) as (connection, heard):
            heard.door.clear()
            await comes_true(lambda: connection.meter.frames > 0)
            await asyncio.sleep(0.05)
            heard.door.set()
            await heard.until(*words)


async def test_a_feed_that_wants_another_connection_gets_one() -> None:
    feed = Parrot()
    async with a_venue(["again", "unheard"], ["a"]) as (address, _):
        async with connected(feed, address) as (_, heard):
            await heard.until("a")

    assert feed.losses == ["I was told to"]


async def test_a_feed_that_wants_to_be_elsewhere_gets_the_other_address() -> None:
    async with a_venue(["elsewhere"], ["here again"]) as (here, _), a_venue(["a"]) as (there, _):
        async with connected(Parrot(), here, there) as (_, heard):
            await heard.until("a")


async def test_what_cannot_be_read_is_counted_and_life_goes_on() -> None:
    async with a_venue(["nonsense", "a"]) as (address, _):
        async with connected(Parrot(), address) as (connection, heard):
            await heard.until("a")

    assert connection.meter.unreadable == 1


async def test_a_question_that_dies_with_its_connection_is_answered_by_none() -> None:
    feed = Parrot()

    async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await asyncio.start_server(deaf, "127.0.0.1", 0) as rest:
        port = rest.sockets[0].getsockname()[1]
        async with a_venue(["fetch", "again"], ["a"]) as (address, _):
            both = Address(websocket=address.websocket, rest=f"http://127.0.0.1:{port}")
            async with connected(feed, both) as (_, heard):
                await heard.until("a")

    assert feed.replies == [None]


async def test_a_venue_that_is_not_there_yet_is_waited_for(unused_tcp_port: int) -> None:
    feed = Parrot()
    address = Address(websocket=f"ws://127.0.0.1:{unused_tcp_port}/")
    async with connected(feed, address) as (connection, _):
        await comes_true(lambda: len(feed.losses) >= 3)

    assert not connection.meter.up
    assert connection.meter.down == "127.0.0.1 cannot be reached: Connection refused"


async def test_an_address_that_is_not_there_gives_way_to_one_that_is(unused_tcp_port: int) -> None:
    nobody = Address(websocket=f"ws://127.0.0.1:{unused_tcp_port}/")
    async with a_venue(["a"]) as (address, _):
        async with connected(Parrot(), nobody, address) as (_, heard):
            await heard.until("a")


async def test_one_who_lets_us_in_and_closes_at_once_gets_no_more_than_the_budget() -> None:
    feed = Parrot()
    conversations = [["close"] for _ in range(50)]
    async with a_venue(*conversations) as (address, greetings):
        budget = ConnectionBudget(most=5, window_s=300)
        async with connected(feed, address, budget=budget) as (connection, _):
            await comes_true(lambda: "gets no more connections" in connection.meter.down)

    assert len(greetings) == len(feed.losses) == 5
