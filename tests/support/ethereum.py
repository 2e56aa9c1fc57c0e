"""The other end of a conversation with an Ethereum node."""

import json
from collections import deque
from collections.abc import Sequence
from typing import Any

from core.chain import Block, Finality, GasPrice, Retraction, Transfer
from core.conversation import Feed, Fetch, Reconnect, Send, Step, Unreadable
from core.facts import Fact
from core.gaps import Gap
from engine.feeds.ethereum import EthereumFeed
from tests.support.facts import NOON, SECOND

WEI = 10**18
UNKNOWN = {"code": -32601, "message": "the method does not exist"}


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
    """A node that has some blocks and answers the feed at once.

    ``refuses`` holds errors by method or kind of subscription, ``answers`` results by method (or a
    function of the parameters); ``mute`` names methods that are never answered. ``peer`` hears it,
    where that is not the feed itself.
    """

    def __init__(self, feed: EthereumFeed, *, chain_id: int = 1, peer: Feed | None = None) -> None:
        self.feed = feed
        self.peer = peer or feed
        self.now_ns = NOON
        self.blocks: dict[str, dict[str, Any]] = {}
        self.canonical: dict[int, str] = {}
        self.failed: set[str] = set()
        self.receipts = True
        self.refuses: dict[str, dict[str, Any]] = {}
        self.answers: dict[str, Any] = {"eth_chainId": hex(chain_id), "eth_unsubscribe": True}
        self.mute: set[str] = set()
        self.tags: dict[str, int] = {}
        self.subscribed: dict[str, Any] = {}
        self.facts: list[Fact] = []
        self.others: list[Step] = []
        self.asked: list[str] = []
        self.questions: list[dict[str, Any]] = []
        self.kept: list[dict[str, Any]] = []
        self._sends: deque[Send] = deque()
        self._answering = False

    def has(self, *blocks: dict[str, Any]) -> None:
        """These blocks are known, and canonical."""
        for block in blocks:
            self.blocks[block["hash"]] = block
            self.canonical[int(block["number"], 16)] = block["hash"]

    def connect(self) -> None:
        self.subscribed.clear()
        self.take(self.peer.connected(self.now_ns))

    def disconnect(self, reason: str = "closed") -> None:
        self.take(self.peer.lost(reason, self.now_ns))

    def announces(self, block: dict[str, Any]) -> None:
        """A new head; the node has it."""
        self.has(block)
        self.notifies(block)

    def notifies(self, block: dict[str, Any], *, under: str | None = None) -> None:
        """A head is announced, whether the node has its block or not."""
        header = {key: value for key, value in block.items() if key != "transactions"}
        self.tells(under or self.id_of("newHeads"), header)

    def tells(self, subscription: str, result: Any) -> None:  # noqa: ANN401  any JSON
        """A notification."""
        params = {"subscription": subscription, "result": result}
        self.says({"jsonrpc": "2.0", "method": "eth_subscription", "params": params})

    def id_of(self, kind: str) -> str:
        """The id a subscription of a kind was given last."""
        return [name for name, params in self.subscribed.items() if params[0] == kind][-1]

    def says(self, message: dict[str, Any]) -> None:
        self.take(self.peer.received(json.dumps(message).encode(), self.now_ns))

    def later(self, seconds: float) -> None:
        self.now_ns += int(seconds * SECOND)
        self.take(self.peer.tick(self.now_ns))

    @property
    def told(self) -> list[str]:
        """What was told: blocks by hash, retractions with a minus."""
        return [_words(fact) for fact in self.facts if isinstance(fact, Block | Retraction)]

    @property
    def standing(self) -> list[str]:
        """Blocks that were told and not taken back."""
        blocks: list[str] = []
        for told in self.told:
            if told.startswith("-"):
                blocks.remove(told[1:])
            else:
                blocks.append(told)
        return blocks

    def asked_about(self, first: str) -> int:
        """How many questions had this first parameter."""
        return sum(one["params"][:1] == [first] for one in self.questions)

    @property
    def transfers(self) -> list[Transfer]:
        return [fact for fact in self.facts if isinstance(fact, Transfer)]

    @property
    def finality(self) -> list[tuple[str, int]]:
        return [
            (fact.state, fact.block_number) for fact in self.facts if isinstance(fact, Finality)
        ]

    @property
    def kinds(self) -> list[str]:
        """The kinds of the facts that were told, but for gas and gaps."""
        left_out = GasPrice | Gap
        return [type(fact).__name__ for fact in self.facts if not isinstance(fact, left_out)]

    @property
    def gaps(self) -> list[Gap]:
        return [fact for fact in self.facts if isinstance(fact, Gap)]

    @property
    def opened(self) -> list[str]:
        """Reasons of the holes that were told and are not closed."""
        over = {(gap.topic, gap.since_ns) for gap in self.gaps if gap.until_ns is not None}
        return [gap.reason for gap in self.gaps if (gap.topic, gap.since_ns) not in over]

    @property
    def healed(self) -> list[tuple[str, str, str]]:
        """Topic, reason and healing of the holes that are over."""
        return [
            (gap.topic, gap.reason, gap.healing) for gap in self.gaps if gap.until_ns is not None
        ]

    @property
    def lost(self) -> set[str]:
        """What of the holes that are over cannot be had any more."""
        return {gap.lost for gap in self.gaps if gap.lost != "nothing"}

    @property
    def reconnects(self) -> list[Reconnect]:
        return [step for step in self.others if isinstance(step, Reconnect)]

    def take(self, steps: Sequence[Step]) -> None:
        """Do as the shell does: facts first, then what is to be sent, one after another."""
        for step in steps:
            if isinstance(step, Send):
                self._sends.append(step)
            elif isinstance(step, Fetch | Reconnect | Unreadable):
                self.others.append(step)
            else:
                self.facts.append(step)
        if not self._answering:
            self._answering = True
            while self._sends:
                self._answer(json.loads(self._sends.popleft().frame))
            self._answering = False

    def answers_now(self) -> None:
        """Answer the questions that were kept back, in their order."""
        kept, self.kept, self.mute = self.kept, [], set()
        for request in kept:
            self._answer(request)

    def _answer(self, request: dict[str, Any]) -> None:
        method = request["method"]
        self.asked.append(method)
        self.questions.append(request)
        kind = request["params"][0] if method == "eth_subscribe" else method
        refusal = self.refuses.get(method, self.refuses.get(kind))
        if method in self.mute:
            self.kept.append(request)
        elif refusal is not None:
            self.says({"jsonrpc": "2.0", "id": request["id"], "error": refusal})
        else:
            self.says({"jsonrpc": "2.0", "id": request["id"], **self._result(request)})

    def _result(self, request: dict[str, Any]) -> dict[str, Any]:
        method, params = request["method"], request["params"]
        if method in self.answers:
            known = self.answers[method]
            return {"result": known(params) if callable(known) else known}
        match method:
            case "eth_subscribe":
                name = f"0x{len(self.subscribed) + 1}"
                self.subscribed[name] = params
                return {"result": name}
            case "eth_getBlockByHash":
                return {"result": self.blocks.get(params[0])}
            case "eth_getBlockByNumber":
                return self._by_number(params[0])
            case "eth_getBlockReceipts":
                return {"result": self._receipts(params[0]) if self.receipts else None}
            case _:
                return {"error": UNKNOWN}

    def _by_number(self, key: str) -> dict[str, Any]:
        if key in {"safe", "finalized"} and key not in self.tags:
            return {"error": {"code": -32602, "message": "invalid block tag"}}
        newest = max(self.canonical, default=0)
        number = newest if key == "latest" else self.tags.get(key, -1)
        number = int(key, 16) if key.startswith("0x") else number
        return {"result": self.blocks.get(self.canonical.get(number, ""))}

    def _receipts(self, block: str) -> list[dict[str, str]] | None:
        if block not in self.blocks:
            return None
        return [
            {
                "transactionHash": transaction["hash"],
                "status": "0x0" if transaction["hash"] in self.failed else "0x1",
            }
            for transaction in self.blocks[block]["transactions"]
        ]


def _words(fact: Block | Retraction) -> str:
    return fact.block_hash if isinstance(fact, Block) else f"-{fact.block_hash}"
