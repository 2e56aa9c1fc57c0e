"""Specification of a line to a node without a WebSocket, over real HTTP."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from core.conversation import Send
from engine.pipeline.wire.endpoints import Address
from tests.support.clock import Clockwork
from tests.support.parrot import Parrot, comes_true, connected

Answer = Callable[[str], Awaitable[web.Response]]

QUESTION = Send(frame='["question"]')


@asynccontextmanager
async def a_node(answer: Answer) -> AsyncIterator[Address]:
    """A node whose answers are made of what it is asked."""

    async def ask(request: web.Request) -> web.Response:
        return await answer(await request.text())

    app = web.Application()
    app.router.add_post("/v2/hunter2", ask)
    async with TestServer(app) as server:
        node = f"http://127.0.0.1:{server.port}/v2/hunter2"
        yield Address(websocket=node, setting="WHALE_ETHEREUM_HTTP")


class Node:
    """Answers with these statuses first, and then with what it was asked."""

    def __init__(self, *statuses: int, **headers: str) -> None:
        self.asked: list[str] = []
        self._statuses = list(statuses)
        self._headers = headers

    async def answer(self, question: str) -> web.Response:
        self.asked.append(question)
        if self._statuses:
            return web.Response(status=self._statuses.pop(0), headers=self._headers, text="no")
        return web.Response(text=question)


async def test_every_question_is_a_post_and_every_answer_a_frame() -> None:
    feed = Parrot(Send(frame='["a"]'))
    async with a_node(Node().answer) as address:
        async with connected(feed, address) as (connection, heard):
            await heard.until('["a"]')

    assert (connection.meter.frames, connection.meter.up) == (1, True)


async def test_a_node_that_has_answered_nothing_yet_is_not_up() -> None:
    async with a_node(Node(500).answer) as address:
        async with connected(Parrot(QUESTION), address) as (connection, heard):
            up = connection.meter.up
            await heard.until('["question"]')

    assert not up


async def test_no_more_than_four_questions_are_under_way() -> None:
    under_way = most = 0
    seen = Node()

    async def slow(question: str) -> web.Response:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await comes_true(lambda: under_way == 4 or len(seen.asked) > 8)
        under_way -= 1
        return await seen.answer(question)

    questions = [Send(frame=f'["{number}"]') for number in range(12)]
    async with a_node(slow) as address:
        async with connected(Parrot(*questions), address) as (_, heard):
            await comes_true(lambda: len(heard.names) == 12)

    assert most == 4


async def test_a_node_that_asks_for_a_pause_gets_it_and_the_question_again() -> None:
    clock, node = Clockwork(), Node(429, **{"Retry-After": "17"})
    async with a_node(node.answer) as address:
        async with connected(Parrot(QUESTION), address, clock=clock) as (connection, heard):
            await heard.until('["question"]')

    assert 17 in clock.slept
    assert connection.meter.pauses == 1
    assert len(node.asked) == 2


async def test_a_failure_is_asked_away() -> None:
    node = Node(502, 502)
    async with a_node(node.answer) as address:
        async with connected(Parrot(QUESTION), address, clock=Clockwork()) as (_, heard):
            await heard.until('["question"]')

    assert len(node.asked) == 3


async def test_three_failures_in_a_row_end_the_line() -> None:
    feed = Parrot(QUESTION)
    async with a_node(Node(502, 502, 502).answer) as address:
        async with connected(feed, address, clock=Clockwork()) as (_, heard):
            await heard.until('["question"]')

    assert feed.losses == ["127.0.0.1 answers 502 instead of a conversation"]


async def test_a_wrong_key_ends_the_line_in_words() -> None:
    feed = Parrot(QUESTION)
    async with a_node(Node(401).answer) as address:
        async with connected(feed, address, clock=Clockwork()) as (_, heard):
            await heard.until('["question"]')

    assert feed.losses == ["127.0.0.1 refuses the key (401): check WHALE_ETHEREUM_HTTP"]


@pytest.mark.parametrize("status", [400, 500, 503])
async def test_an_error_in_json_is_the_feeds_to_read(status: int) -> None:
    async def refuse(question: str) -> web.Response:
        return web.Response(status=status, text='{"error":"not processed yet"}')

    feed = Parrot(QUESTION)
    async with a_node(refuse) as address:
        async with connected(feed, address) as (_, heard):
            await heard.until('{"error":"not processed yet"}')

    assert feed.losses == []
