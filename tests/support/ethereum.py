"""The other end of a conversation with an Ethereum node."""

import json
from collections.abc import Sequence
from typing import Any

from core.chain import Block, Retraction, Transfer
from core.conversation import Fetch, Reconnect, Send, Step, Unreadable
from core.facts import Fact
from engine.feeds.ethereum import EthereumFeed
from tests.support.facts import NOON, SECOND

WEI = 10**18


def a_block(
    number: int, *, branch: str = "a", parent: str | None = None, eth: float = 500
) -> dict[str, Any]:
    """A block with one transfer; its hash tells its number and branch (``0xa7``)."""
    name = f"0x{branch}{number}"
    return {
        "hash": name,
        "parentHash": parent or f"0x{branch}{number - 1}",
        "number": hex(number),
        "timestamp": hex(NOON // SECOND + 12 * number),
        "transactions": [
            {
                "hash": f"{name}-tx",
                "from": "0xF1",
                "to": "0xF2",
                "value": hex(int(eth * WEI)),
                "type": "0x99",
            }
        ],
    }


class Node:
    """A node that has some blocks and answers the feed at once."""

    def __init__(self, feed: EthereumFeed) -> None:
        self.feed = feed
        self.now_ns = NOON
        self.blocks: dict[str, dict[str, Any]] = {}
        self.canonical: dict[int, str] = {}
        self.failed: set[str] = set()
        self.receipts = True
        self.facts: list[Fact] = []
        self.others: list[Step] = []
        self.asked: list[str] = []

    def has(self, *blocks: dict[str, Any]) -> None:
        """These blocks are known, and canonical."""
        for block in blocks:
            self.blocks[block["hash"]] = block
            self.canonical[int(block["number"], 16)] = block["hash"]

    def connect(self) -> None:
        self._take(self.feed.connected(self.now_ns))

    def announces(self, block: dict[str, Any]) -> None:
        """A new head; the node has it."""
        self.has(block)
        self.notifies(block)

    def notifies(self, block: dict[str, Any]) -> None:
        """A head is announced, whether the node has its block or not."""
        header = {key: value for key, value in block.items() if key != "transactions"}
        params = {"subscription": "0x1", "result": header}
        self.says({"jsonrpc": "2.0", "method": "eth_subscription", "params": params})

    def says(self, message: dict[str, Any]) -> None:
        self._take(self.feed.received(json.dumps(message).encode(), self.now_ns))

    def later(self, seconds: float) -> None:
        self.now_ns += int(seconds * SECOND)
        self._take(self.feed.tick(self.now_ns))

    @property
    def told(self) -> list[str]:
        """What was told: blocks by hash, transfers by amount, retractions with a minus."""
        return [_words(fact) for fact in self.facts if not isinstance(fact, Transfer)]

    @property
    def transfers(self) -> list[Transfer]:
        return [fact for fact in self.facts if isinstance(fact, Transfer)]

    def _take(self, steps: Sequence[Step]) -> None:
        for step in steps:
            if isinstance(step, Send):
                self._answer(json.loads(step.frame))
            elif isinstance(step, Fetch | Reconnect | Unreadable):
                self.others.append(step)
            else:
                self.facts.append(step)

    def _answer(self, request: dict[str, Any]) -> None:
        self.asked.append(request["method"])
        self.says({"jsonrpc": "2.0", "id": request["id"], "result": self._result(request)})

    def _result(self, request: dict[str, Any]) -> Any:  # noqa: ANN401  any JSON
        key = request["params"][0]
        match request["method"]:
            case "eth_subscribe":
                return "0x1"
            case "eth_getBlockByHash":
                return self.blocks.get(key)
            case "eth_getBlockByNumber":
                number = max(self.canonical, default=0) if key == "latest" else int(key, 16)
                return self.blocks.get(self.canonical.get(number, ""))
            case "eth_getBlockReceipts":
                return self._receipts(key) if self.receipts else None
            case unknown:
                raise AssertionError(f"nobody should ask for {unknown}")

    def _receipts(self, block: str) -> list[dict[str, str]]:
        return [
            {
                "transactionHash": transaction["hash"],
                "status": "0x0" if transaction["hash"] in self.failed else "0x1",
            }
            for transaction in self.blocks[block]["transactions"]
        ]


def _words(fact: Fact) -> str:
    match fact:
        case Block():
            return fact.block_hash
        case Retraction():
            return f"-{fact.block_hash}"
        case _:
            return f"gap: {getattr(fact, 'reason', fact)}"
