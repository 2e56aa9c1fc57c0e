"""How fast the Ethereum stand-in is: ``python -m bench.standins.ethereum``.

The node runs in a process of its own, on one core; this one is the client. Blocks are mined on
order, with all that subscribers of heads and of mined transactions hear of them; questions are
asked over one WebSocket, sixteen at a time. CPU is the node's, memory its resident set. Bounded: a
few hundred blocks and a few thousand questions.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

AT_ONCE = 16
AT_A_TIME = 50
"""Blocks mined by one order: the node cuts a client that leaves 10,000 notifications unread."""

FULL = True


@dataclass(slots=True)
class Node:
    """The stand-in's process and how it is reached."""

    process: int
    url: str
    http: aiohttp.ClientSession

    async def mine(self, blocks: int) -> None:
        """Let blocks come at once."""
        order = {"fault": "mine", "blocks": blocks}
        async with self.http.post(f"{self.url}control/faults", json=order) as answer:
            assert answer.ok, await answer.text()

    def cpu_s(self) -> float:
        """CPU seconds the process has used."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float:
        """Its resident set."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def main() -> None:
    """Measure one thing after another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blocks", type=int, default=400)
    parser.add_argument("--requests", type=int, default=4_000)
    wanted = parser.parse_args()
    async with a_node() as node:
        print(f"{'':34}{'a second':>10}{'a CPU s':>10}{'MB':>8}")
        await growth(node, "blocks, heads", wanted.blocks, "newHeads")
        await growth(node, "mined transactions", wanted.blocks, "alchemy_minedTransactions")
        await growth(node, "pending transactions", wanted.blocks, "alchemy_pendingTransactions")
        await growth(node, "logs", wanted.blocks, "logs")
        head = hex(int(str(await ask(node, "eth_blockNumber")), 16))
        await answers(node, "chain id", wanted.requests, "eth_chainId")
        await answers(node, "one block, whole", wanted.requests, "eth_getBlockByNumber", head, FULL)
        await each(node, "many blocks, whole", wanted.blocks, "eth_getBlockByNumber", FULL)
        await each(node, "many blocks' receipts", wanted.blocks, "eth_getBlockReceipts")


@asynccontextmanager
async def a_node() -> AsyncIterator[Node]:
    """The stand-in in a process of its own."""
    switches = ("--only", "ethereum", "--block-seconds", "100000", "--exit-with-parent")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "standins", *switches, stdin=PIPE, stdout=PIPE
    )
    assert process.stdout is not None
    addresses = json.loads(await process.stdout.readline())
    try:
        async with aiohttp.ClientSession() as http:
            yield Node(process.pid, addresses["ethereum_http"], http)
    finally:
        process.terminate()
        await process.wait()


async def growth(node: Node, name: str, blocks: int, kind: str | None = None) -> None:
    """Mine, and count what a subscriber hears until the last block's head has come."""
    async with node.http.ws_connect(node.url, max_msg_size=0) as socket:
        await subscribe(socket, "newHeads")
        if kind is not None and kind != "newHeads":
            await subscribe(socket, kind)
        began, cpu = time.perf_counter(), node.cpu_s()
        heard = 0
        for _ in range(blocks // AT_A_TIME):
            await node.mine(AT_A_TIME)
            heard += await others(socket, AT_A_TIME)
        row(node, name, heard or blocks, began, cpu)


async def others(socket: aiohttp.ClientWebSocketResponse, heads: int) -> int:
    """Read until so many heads have come; how many other notifications came between them."""
    heard = 0
    while heads:
        is_head = b'"parentHash"' in (await socket.receive()).data.encode()
        heads -= is_head
        heard += not is_head
    return heard


async def subscribe(socket: aiohttp.ClientWebSocketResponse, kind: str) -> None:
    """Ask for a subscription and wait for its id."""
    await socket.send_json({"id": 1, "method": "eth_subscribe", "params": [kind]})
    assert "result" in await socket.receive_json()


async def answers(node: Node, name: str, times: int, method: str, *params: object) -> None:
    """Ask the same again and again."""
    await conversation(node, name, [[method, list(params)]] * times)


async def each(node: Node, name: str, blocks: int, method: str, *more: object) -> None:
    """Ask for block after block, so that each has to be made up."""
    head = int(str(await ask(node, "eth_blockNumber")), 16) - 5_000
    await conversation(node, name, [[method, [hex(head - n), *more]] for n in range(blocks)])


async def conversation(node: Node, name: str, questions: list[list[object]]) -> None:
    """Ask over one socket, some at a time, and read every answer."""
    async with node.http.ws_connect(node.url, max_msg_size=0) as socket:
        began, cpu = time.perf_counter(), node.cpu_s()
        for at in range(0, len(questions), AT_ONCE):
            chunk = questions[at : at + AT_ONCE]
            for method, params in chunk:
                await socket.send_json({"id": at, "method": method, "params": params})
            for _ in chunk:
                assert b'"result"' in (await socket.receive()).data.encode()[:60]
        row(node, name, len(questions), began, cpu)


async def ask(node: Node, method: str) -> object:
    """One question over HTTP."""
    async with node.http.post(node.url, json={"id": 1, "method": method, "params": []}) as answer:
        return (await answer.json())["result"]


def row(node: Node, name: str, count: int, began: float, cpu: float) -> None:
    """One line of the table."""
    wall, spent = time.perf_counter() - began, max(node.cpu_s() - cpu, 0.01)
    print(f"{name:34}{count / wall:10,.0f}{count / spent:10,.0f}{node.memory_mb():8.0f}")


if __name__ == "__main__":
    asyncio.run(main())
