"""One client of a fresh house, without a socket, and everything it was told."""

import json
from typing import Any

from standins.ethereum.faults import Fault
from standins.ethereum.house import House
from standins.ethereum.simulated import SimulatedChain
from standins.ethereum.source import BlockSource
from standins.stage import Stage

NOW_MS = 1_790_000_000_000
SECOND_NS = 1_000_000_000
FULL, SHORT = True, False


class Client:
    """Speaks to the node at the head, or to the one that lags."""

    def __init__(
        self, source: BlockSource | None = None, *, chain_id: int = 1, lagging: bool = False
    ) -> None:
        self.now_ns = NOW_MS * 1_000_000
        self.chain = source or SimulatedChain(seed=1, now_ms=NOW_MS, chain_id=chain_id)
        self.house = House(self.chain, Stage(self.chain, clock=self._clock), self._clock)
        self._rpc = self.house.lagging if lagging else self.house.front
        self.frames: list[dict[str, Any]] = []

    def push(self, payload: bytes) -> None:
        self.frames.append(json.loads(payload))

    @property
    def told(self) -> list[Any]:
        """What notifications said, in order."""
        return [frame["params"]["result"] for frame in self.frames if "params" in frame]

    @property
    def heads(self) -> list[int]:
        """Numbers of the heads that were announced."""
        return [int(head["number"], 16) for head in self.told]

    def send(self, message: object) -> Any:  # noqa: ANN401 - JSON is anything
        text = message if isinstance(message, str) else json.dumps(message)
        reply = self._rpc.answer(text, self)
        return None if reply is None else json.loads(reply.body)

    def call(self, method: str, *params: object) -> Any:  # noqa: ANN401 - JSON is anything
        """The result, or the error object."""
        answer = self.send({"jsonrpc": "2.0", "id": 7, "method": method, "params": params})
        assert answer["id"] == 7
        return answer.get("result", answer.get("error"))

    def order(self, fault: Fault) -> Any:  # noqa: ANN401 - JSON is anything
        return self.house.order(fault)

    def mine(self, blocks: int = 1) -> list[str]:
        return self.house.mine(blocks)

    def later(self, seconds: float) -> None:
        self.now_ns += int(seconds * SECOND_NS)

    def block(self, which: object = "latest") -> Any:  # noqa: ANN401 - JSON is anything
        """A block by number or tag, with whole transactions."""
        return self.call("eth_getBlockByNumber", which, FULL)

    def receipts(self, block: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON is anything
        return self.call("eth_getBlockReceipts", block["hash"])

    def _clock(self) -> int:
        return self.now_ns


def a_subscriber(blocks: int = 0) -> Client:
    """Somebody who wants heads, and has heard of so many."""
    client = Client()
    client.call("eth_subscribe", "newHeads")
    client.mine(blocks)
    return client


def hashes(client: Client) -> list[str]:
    """The heads a client was told, in order."""
    return [head["hash"] for head in client.told]
