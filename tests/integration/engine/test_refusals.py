"""Specification of a connection that is refused: what is told, to whom, and what comes next."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import structlog
from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from engine.pipeline.wire.endpoints import Address
from tests.support.clock import Clockwork
from tests.support.parrot import Parrot, comes_true, connected


@asynccontextmanager
async def a_door(status: int | None, *words: str, **headers: str) -> AsyncIterator[Address]:
    """A node that answers every knock with a status, or lets in whoever comes."""

    async def knock(request: web.Request) -> web.StreamResponse:
        if status is not None:
            return web.Response(status=status, headers=headers)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        for word in words:
            await socket.send_str(word)
        async for message in socket:
            assert message.type is WSMsgType.TEXT
        return socket

    app = web.Application()
    app.router.add_get("/v2/{key}", knock)
    async with TestServer(app) as server:
        node = f"ws://127.0.0.1:{server.port}/v2/hunter2"
        yield Address(websocket=node, setting="WHALE_ETHEREUM_WS")


async def test_a_wrong_key_is_told_in_words_that_say_what_to_do() -> None:
    feed = Parrot()
    async with a_door(401) as address:
        async with connected(feed, address, clock=Clockwork()) as (connection, _):
            await comes_true(lambda: bool(feed.losses))

    assert feed.losses[0] == "127.0.0.1 refuses the key (401): check WHALE_ETHEREUM_WS"
    assert connection.meter.down == feed.losses[0]


async def test_a_refusal_sends_us_to_the_other_address_without_a_wait() -> None:
    clock = Clockwork()
    async with a_door(403) as refused, a_door(None, "a") as open_door:
        async with connected(Parrot(), refused, open_door, clock=clock) as (_, heard):
            await heard.until("a")

    assert clock.slept[0] == 0


async def test_where_there_is_no_other_address_we_knock_seldom() -> None:
    feed, clock = Parrot(), Clockwork()
    async with a_door(401) as address:
        async with connected(feed, address, clock=clock) as _:
            await comes_true(lambda: len(feed.losses) >= 8)

    assert clock.slept[:6] == [10, 20, 40, 80, 150, 150]


@pytest.mark.parametrize("status", [429, 503])
async def test_a_busy_door_is_given_the_pause_it_asks_for(status: int) -> None:
    feed, clock = Parrot(), Clockwork()
    headers = {"Retry-After": "42"}
    async with a_door(status, **headers) as address:
        async with connected(feed, address, clock=clock) as _:
            await comes_true(lambda: bool(clock.slept))

    assert clock.slept[0] == 42
    assert feed.losses[0] == f"127.0.0.1 answers {status} instead of a conversation"


@pytest.mark.parametrize("status", [401, 403, 404, 500])
async def test_a_key_is_in_no_reason_and_in_no_log(status: int) -> None:
    feed = Parrot()
    with structlog.testing.capture_logs() as logs:
        async with a_door(status) as address:
            async with connected(feed, address, clock=Clockwork()) as (connection, _):
                await comes_true(lambda: bool(feed.losses))

    assert logs
    assert "hunter2" not in f"{logs} {feed.losses} {connection.meter}"


async def test_a_door_without_a_lock_is_told_apart_from_one_that_is_shut() -> None:
    feed = Parrot()
    async with a_door(None) as address:
        locked = Address(websocket=address.websocket.replace("ws://", "wss://"))
        async with connected(feed, locked, clock=Clockwork()) as _:
            await comes_true(lambda: bool(feed.losses))

    assert feed.losses[0] == "127.0.0.1 cannot be reached safely (ClientConnectorSSLError)"
