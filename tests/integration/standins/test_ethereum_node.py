"""Specification of the Ethereum stand-in as a client meets it: sockets and HTTP on one port."""

import asyncio
import json
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import BaseTestServer, TestServer
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedError

from standins.ethereum.recorded import RecordedChain
from standins.ethereum.server import create_app
from standins.ethereum.simulated import SimulatedChain
from standins.ethereum.source import BlockSource
from standins.stage import Curtain

NOW_NS = 1_790_000_000_000_000_000
FULL, SHORT = True, False
BLOCKS_FILE = (
    Path(__file__).resolve().parents[3] / "../shared/data/ethereum/mainnet_blocks.jsonl.gz"
)

needs_recordings = pytest.mark.skipif(
    not BLOCKS_FILE.exists(), reason="the recorded blocks do not lie beside this checkout"
)


class Node:
    """The stand-in's address, and how to speak to it."""

    def __init__(self, server: BaseTestServer, http: aiohttp.ClientSession) -> None:
        self._at = f"{server.host}:{server.port}"
        self._http = http

    def socket(self) -> connect:
        return connect(f"ws://{self._at}/", max_size=None, max_queue=None)

    async def post(self, message: object) -> tuple[int, Any]:
        async with self._http.post(f"http://{self._at}/", json=message) as answer:
            return answer.status, await answer.json()

    async def call(self, method: str, *params: object) -> Any:  # noqa: ANN401 - JSON is anything
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        return (await self.post(message))[1]["result"]

    async def control(self, path: str, **body: object) -> Any:  # noqa: ANN401 - JSON is anything
        async with self._http.post(f"http://{self._at}/control/{path}", json=body) as answer:
            return await answer.json()

    async def look(self, path: str) -> Any:  # noqa: ANN401 - JSON is anything
        async with self._http.get(f"http://{self._at}/control/{path}") as answer:
            return await answer.json()


@asynccontextmanager
async def a_node(
    source: BlockSource | None = None, *, speed: float = 1, held: bool = False
) -> AsyncIterator[Node]:
    chain = source or SimulatedChain(seed=1, now_ms=NOW_NS // 1_000_000)
    loop = asyncio.get_running_loop()
    born = loop.time()
    app = create_app(
        chain,
        clock=lambda: NOW_NS + round((loop.time() - born) * 1e9),
        speed=speed,
        curtain=Curtain(held=held),
    )
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield Node(server, http)


async def ask(socket: ClientConnection, method: str, *params: object) -> dict[str, Any]:
    message = {"jsonrpc": "2.0", "id": method, "method": method, "params": params}
    await socket.send(json.dumps(message))
    while (answer := json.loads(await socket.recv())).get("method") == "eth_subscription":
        pass
    return dict(answer)


async def heads(socket: ClientConnection, count: int) -> list[dict[str, Any]]:
    return [json.loads(await socket.recv())["params"]["result"] for _ in range(count)]


async def test_heads_come_at_the_chains_pace_and_are_linked() -> None:
    async with a_node(speed=200) as node, node.socket() as socket:
        await ask(socket, "eth_subscribe", "newHeads")
        found = await heads(socket, 5)

    for parent, head in pairwise(found):
        assert head["parentHash"] == parent["hash"]
        assert int(head["timestamp"], 16) - int(parent["timestamp"], 16) == 12


async def test_http_and_socket_answer_alike() -> None:
    async with a_node() as node, node.socket() as socket:
        over_http = await node.call("eth_getBlockByNumber", "latest", FULL)
        over_socket = await ask(socket, "eth_getBlockByNumber", "latest", FULL)

    assert over_socket["result"] == over_http


async def test_nothing_can_be_subscribed_over_http() -> None:
    async with a_node() as node:
        _, answer = await node.post({"id": 1, "method": "eth_subscribe", "params": ["newHeads"]})

    assert answer["error"]["message"] == "notifications not supported"


async def test_a_reorganisation_that_is_ordered_reaches_the_client() -> None:
    async with a_node() as node, node.socket() as socket:
        await ask(socket, "eth_subscribe", "newHeads")
        await node.control("faults", fault="mine", blocks=3)
        before = await heads(socket, 3)
        told = await node.control("faults", fault="reorg", depth=2)
        after = await heads(socket, 2)
        now = await node.call("eth_getBlockByNumber", "latest", SHORT)

    assert told["done"]["gone"] == [head["hash"] for head in before[1:]]
    assert [head["number"] for head in after] == [head["number"] for head in before[1:]]
    assert after[0]["parentHash"] == before[0]["hash"]
    assert after[1]["parentHash"] == after[0]["hash"]
    assert now["hash"] == after[1]["hash"]


async def test_too_many_requests_are_refused_without_an_id_or_with_a_status() -> None:
    async with a_node() as node, node.socket() as socket:
        await node.control("faults", fault="too_many", times=2)
        over_socket = await ask(socket, "eth_chainId")
        status, _ = await node.post({"id": 1, "method": "eth_chainId"})
        again = await ask(socket, "eth_chainId")

    assert "id" not in over_socket
    assert (over_socket["error"]["code"], status) == (429, 429)
    assert again["result"] == "0x1"


async def test_a_cut_socket_has_no_close_frame() -> None:
    async with a_node() as node, node.socket() as socket:
        await ask(socket, "eth_chainId")
        await node.control("faults", fault="close")
        with pytest.raises(ConnectionClosedError) as caught:
            await socket.recv()

    assert caught.value.rcvd is None


async def test_the_ledger_tells_what_was_planted() -> None:
    async with a_node() as node:
        head = int(await node.call("eth_blockNumber"), 16)
        rows = (await node.look(f"ledger?first={head - 30}&last={head}"))["planted"]
        whale = next(row for row in rows if row["plan"] == "whale")
        block = await node.call("eth_getBlockByNumber", hex(whale["number"]), FULL)
        receipt = await node.call("eth_getTransactionReceipt", whale["hash"])

    (found,) = [tx for tx in block["transactions"] if tx["hash"] == whale["hash"]]
    assert int(found["value"], 16) == whale["value"] >= 500 * 10**18
    assert (found["from"], found["to"]) == (whale["sender"], whale["to"])
    assert receipt["status"] == "0x1"


async def test_faults_of_a_recording_are_refused_with_a_reason(tmp_path: Path) -> None:
    async with a_node(a_recording(tmp_path), held=True) as node:
        answer = await node.control("faults", fault="reorg", depth=1)

    assert answer == {
        "ok": False,
        "error": "recorded blocks cannot be reorganised (depth 1 was asked for)",
    }


def a_recording(folder: Path) -> RecordedChain:
    path = folder / "blocks.jsonl"
    rows = [
        {"number": hex(n), "hash": f"0x{n:064x}", "timestamp": hex(n * 12), "transactions": []}
        for n in (5, 6, 9)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return RecordedChain(path)


async def test_recorded_blocks_wait_for_play_and_then_come_in_order(tmp_path: Path) -> None:
    async with (
        a_node(a_recording(tmp_path), speed=math.inf, held=True) as node,
        node.socket() as socket,
    ):
        await ask(socket, "eth_subscribe", "newHeads")
        before = await node.look("state")
        early = await node.call("eth_getBlockByNumber", "0x5", SHORT)
        await node.control("play")
        found = await heads(socket, 3)
        after = await node.look("state")

    assert before == {"source": "recording", "held": True, "done": False, "published": {}}
    assert early is None
    assert [head["number"] for head in found] == ["0x5", "0x6", "0x9"]
    assert after == {"source": "recording", "held": False, "done": True, "published": {"blocks": 3}}


@needs_recordings
async def test_real_blocks_are_served_as_recorded_and_have_no_receipts() -> None:
    chain = RecordedChain(BLOCKS_FILE)

    async with a_node(chain, speed=math.inf) as node, node.socket() as socket:
        await ask(socket, "eth_subscribe", "newHeads")
        found = await heads(socket, 57)
        last = found[-1]
        block = await node.call("eth_getBlockByHash", last["hash"], FULL)
        receipts = await node.call("eth_getBlockReceipts", last["hash"])
        unknown = await node.call("eth_getBlockByNumber", hex(int(last["number"], 16) - 1), SHORT)

    numbers = [int(head["number"], 16) for head in found]
    assert numbers == sorted(set(numbers))
    assert block == chain.by_hash(last["hash"])
    assert len(block["transactions"]) == 58
    assert (receipts, unknown) == (None, None)
