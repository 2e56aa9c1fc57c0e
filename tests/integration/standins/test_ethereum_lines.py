"""Specification of the Ethereum stand-in's lines: keys, limits, and connections that fail."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import BaseTestServer, TestServer
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedError, InvalidStatus

from standins.ethereum.server import create_app
from standins.ethereum.simulated import SimulatedChain

NOW_NS = 1_790_000_000_000_000_000
HEADS = {"jsonrpc": "2.0", "id": 1, "method": "eth_subscribe", "params": ["newHeads"]}
CHAIN_ID = {"jsonrpc": "2.0", "id": 7, "method": "eth_chainId", "params": []}


class Node:
    """The stand-in's address, and how to speak to it."""

    def __init__(self, server: BaseTestServer, http: aiohttp.ClientSession) -> None:
        self._at = f"{server.host}:{server.port}"
        self._http = http

    def socket(self, path: str = "/") -> connect:
        return connect(f"ws://{self._at}{path}", max_size=None, ping_interval=None)

    async def post(self, message: object, path: str = "/") -> tuple[int, Any, Any]:
        """Status, headers and body of an answer over HTTP."""
        async with self._http.post(f"http://{self._at}{path}", json=message) as answer:
            return answer.status, answer.headers, await answer.json()

    async def order(self, fault: str, **fields: object) -> Any:  # noqa: ANN401 - JSON is anything
        url = f"http://{self._at}/control/faults"
        async with self._http.post(url, json={"fault": fault, **fields}) as answer:
            return await answer.json()

    async def standing(self) -> Any:  # noqa: ANN401 - JSON is anything
        async with self._http.get(f"http://{self._at}/control/faults") as answer:
            return (await answer.json())["standing"]

    async def forgive(self) -> None:
        async with self._http.delete(f"http://{self._at}/control/faults") as answer:
            assert answer.ok


@asynccontextmanager
async def a_node(key: str | None = None) -> AsyncIterator[Node]:
    chain = SimulatedChain(seed=1, now_ms=NOW_NS // 1_000_000, block_seconds=100_000)
    loop = asyncio.get_running_loop()
    born = loop.time()
    app = create_app(
        chain, clock=lambda: NOW_NS + round((loop.time() - born) * 1e9), speed=1, key=key
    )
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield Node(server, http)


async def said(socket: ClientConnection, message: object) -> Any:  # noqa: ANN401 - JSON is anything
    await socket.send(json.dumps(message))
    return json.loads(await asyncio.wait_for(socket.recv(), 5))


async def test_the_path_of_alchemys_addresses_leads_to_the_node() -> None:
    async with a_node(key="right") as node, node.socket("/v2/right") as socket:
        answer = await said(socket, CHAIN_ID)

    assert answer == {"jsonrpc": "2.0", "id": 7, "result": "0x1"}


async def test_a_wrong_key_is_refused_at_the_door() -> None:
    async with a_node(key="right") as node:
        with pytest.raises(InvalidStatus) as caught:
            await node.socket("/v2/wrong")
        status, _, body = await node.post(CHAIN_ID, "/v2/wrong")

    assert caught.value.response.status_code == status == 401
    assert body["error"] == {"code": -32600, "message": "Must be authenticated!"}


async def test_the_door_can_be_shut_with_the_words_of_the_documents() -> None:
    async with a_node() as node:
        await node.order("refuse", status=403, text="Monthly capacity limit exceeded")
        status, _, body = await node.post(CHAIN_ID)
        again, _, _ = await node.post(CHAIN_ID)

    assert (status, again) == (403, 200)
    assert body["error"]["message"] == "Monthly capacity limit exceeded"


async def test_too_many_requests_over_http_say_when_to_come_again() -> None:
    async with a_node() as node:
        await node.order("too_many")
        status, headers, body = await node.post(CHAIN_ID)

    assert (status, headers["Retry-After"]) == (429, "1")
    assert body["error"]["code"] == 429


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (CHAIN_ID, 200),
        ({**CHAIN_ID, "method": "eth_fly"}, 400),
        ({**CHAIN_ID, "method": "eth_getBlockByNumber", "params": ["soon"]}, 400),
        ({**CHAIN_ID, "method": "eth_getFilterChanges", "params": ["0x99"]}, 200),
        ([CHAIN_ID] * 21, 200),
    ],
)
async def test_answers_over_http_have_the_status_of_the_documents(
    message: object, expected: int
) -> None:
    async with a_node() as node:
        status, _, _ = await node.post(message)

    assert status == expected


async def test_trouble_of_the_server_has_status_503() -> None:
    async with a_node() as node:
        await node.order("server_trouble")
        status, _, _ = await node.post(CHAIN_ID)

    assert status == 503


async def test_a_batch_of_more_than_twenty_is_refused_on_a_socket() -> None:
    async with a_node() as node, node.socket() as socket:
        answer = await said(socket, [CHAIN_ID] * 21)

    assert answer["error"]["code"] == -32600


async def test_json_in_binary_frames_is_read() -> None:
    async with a_node() as node, node.socket() as socket:
        await socket.send(json.dumps(CHAIN_ID).encode())
        answer = json.loads(await socket.recv())

    assert answer["result"] == "0x1"


async def test_a_free_account_may_wait_for_ten_answers_at_once_and_no_more() -> None:
    async with a_node() as node, node.socket() as socket:
        await node.order("free_tier")
        await node.order("slow", by_s=0.1, times=-1)
        for _ in range(11):
            await socket.send(json.dumps(CHAIN_ID))
        answers = [json.loads(await socket.recv()) for _ in range(11)]

    assert answers[0]["error"]["code"] == 429
    assert [answer.get("result") for answer in answers[1:]] == ["0x1"] * 10


async def test_a_subscription_has_another_id_after_a_reconnect() -> None:
    async with a_node() as node:
        async with node.socket() as socket:
            first = (await said(socket, HEADS))["result"]
        async with node.socket() as socket:
            second = (await said(socket, HEADS))["result"]
            await node.order("mine")
            told = json.loads(await socket.recv())

    assert first != second
    assert told["params"]["subscription"] == second


async def test_a_connection_can_be_closed_with_a_code() -> None:
    async with a_node() as node, node.socket() as socket:
        await said(socket, CHAIN_ID)
        await node.order("close", code=1012)
        with pytest.raises(ConnectionClosedError) as caught:
            await socket.recv()

    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == 1012


async def test_a_dead_connection_stays_open_and_does_not_even_pong() -> None:
    async with a_node() as node, node.socket() as socket:
        await said(socket, HEADS)
        await node.order("silence")
        await node.order("mine")
        pong = await socket.ping()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(pong, 0.2)
        await node.forgive()
        answer = await said(socket, CHAIN_ID)

    assert answer["result"] == "0x1"


async def test_a_dead_connection_may_wake() -> None:
    async with a_node() as node, node.socket() as socket:
        await said(socket, HEADS)
        await node.order("silence", seconds=0.1)
        await asyncio.sleep(0.15)
        answer = await said(socket, CHAIN_ID)

    assert answer["result"] == "0x1"


async def test_garbage_is_sent_as_it_is() -> None:
    async with a_node() as node, node.socket() as socket:
        await said(socket, CHAIN_ID)
        await node.order("garbage", frame="what?")

        assert await socket.recv() == "what?"


async def test_faults_that_stand_are_told_and_end_when_they_are_deleted() -> None:
    async with a_node() as node:
        await node.order("lag", times=3)
        before = await node.standing()
        await node.forgive()

        assert before == [{"fault": "lag", "left": 3}]
        assert await node.standing() == []


async def test_an_order_that_is_none_is_refused_with_the_reason() -> None:
    async with a_node() as node:
        answer = await node.order("thunderstorm")

    assert answer["ok"] is False
    assert "thunderstorm" in answer["error"]
