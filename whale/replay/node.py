"""A node that has nothing but the blocks of a file, so that a feed can ask for them."""

import json
from collections.abc import Iterable

import msgspec

from core.conversation import Send, Step, Unreadable
from core.errors import BrokenInputError
from core.facts import Fact
from core.time_units import SECOND_NS
from engine.feeds.ethereum import EthereumFeed
from whale.replay.happenings import Frame, Happening
from whale.replay.players import Stage

_UNKNOWN_METHOD = {"code": -32601, "message": "a file of blocks cannot tell"}
_BESIDE = ("transactions", "receipts", "traces")
_SUBSCRIPTION = "0x1"


class _Question(msgspec.Struct):
    id: int
    method: str
    params: list[object] = []


_questions: msgspec.json.Decoder[_Question] = msgspec.json.Decoder(_Question)


class BlockNode:
    """Answers as a node does whose newest block is the one that was read last."""

    def __init__(self) -> None:
        self._blocks: dict[object, dict[str, object]] = {}
        self._head: dict[str, object] | None = None

    def publish(self, line: bytes) -> bytes:
        """Take a block in; the frame that announces it.

        Raises
        ------
        BrokenInputError
            If the line is no block.
        """
        try:
            block = json.loads(line)
            block = block.get("result", block)
            self._head = self._blocks[block["hash"]] = block
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BrokenInputError(f"not a block: {error!r}") from None
        header = {name: value for name, value in block.items() if name not in _BESIDE}
        params = {"subscription": _SUBSCRIPTION, "result": header}
        return _frame(method="eth_subscription", params=params)

    def answer(self, question: str) -> bytes:
        """What the file knows of a question."""
        asked = _questions.decode(question)
        key = asked.params[0] if asked.params else None
        match asked.method:
            case "eth_subscribe":
                return _frame(id=asked.id, result=_SUBSCRIPTION)
            case "eth_getBlockByHash":
                return _frame(id=asked.id, result=self._blocks.get(key))
            case "eth_getBlockByNumber" if key == "latest":
                return _frame(id=asked.id, result=self._head)
            case "eth_getBlockReceipts":
                receipts = self._blocks.get(key, {}).get("receipts")
                return _frame(id=asked.id, result=receipts)
            case _:
                return _frame(id=asked.id, error=_UNKNOWN_METHOD)


class BlockPlayer(Stage):
    """Tells the feed of a chain the blocks of a file, as a node would that has no others.

    Blocks that the file does not have are holes in the feed, and are told as such. The feed's
    clock stands at each block's own time.
    """

    def __init__(self) -> None:
        self._node = BlockNode()
        super().__init__(EthereumFeed(max_backfill=0))
        self._connected = False

    def play(self, happening: Happening) -> list[Fact]:
        """What the feed said to this block."""
        if not isinstance(happening, Frame):
            return []
        at_ns = happening.at_ns
        steps: list[Step] = []
        try:
            announced = self._node.publish(happening.frame)
        except BrokenInputError as error:
            return self.facts_in([Unreadable(reason=str(error), frame=happening.frame)])
        if not self._connected:
            self._connected = True
            steps += self._answered(self.feed.connected(at_ns), at_ns)
        steps += self._answered(self.feed.received(announced, at_ns), at_ns)
        # What the feed wanted to ask a little later, it asks before the next block.
        steps += self._answered(self.feed.tick(at_ns + SECOND_NS), at_ns + SECOND_NS)
        return self.facts_in(steps)

    def _answered(self, steps: Iterable[Step], at_ns: int) -> list[Step]:
        said: list[Step] = []
        left = list(steps)
        while left:
            step = left.pop(0)
            if isinstance(step, Send):
                left += self.feed.received(self._node.answer(step.frame), at_ns)
            else:
                said.append(step)
        return said


def _frame(**fields: object) -> bytes:
    return json.dumps({"jsonrpc": "2.0", **fields}).encode()
