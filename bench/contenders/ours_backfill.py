"""A day of blocks through our whole conversation with a node that answers from memory.

Real blocks, each linked to the one before it by changing number, parent and hash in its text, with
receipts of the real shape: one a transaction, each with the logs of a real one. What the node does
is not counted: the clock runs only while the feed has the word.
"""

import itertools
import json
import sys
import time
from collections import Counter, deque
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from rounds import Answer, frames_of, take_turns  # noqa: E402  found by the line above

from core.chain import WEI_PER_ETH  # noqa: E402
from core.conversation import Send  # noqa: E402
from engine.feeds.ethereum import NETWORKS, EthereumFeed, Thresholds  # noqa: E402

FIRST, COUNT = 23_770_000, int(sys.argv[3])
LONDON = 12_965_000
NAME = "0x" + "ab" * 32
PARENT = "0x" + "cd" * 32
NUMBER = 0x7FFFFFF1
SECOND_NS = 1_000_000_000
LEAST = Thresholds.of(NETWORKS["ethereum"], ether_wei=10 * WEI_PER_ETH)
"""What the product reads if nobody says otherwise."""
DEPTHS = {"latest": 0, "safe": 32, "finalized": 64}


def name_of(number: int) -> bytes:
    """A block's hash."""
    return b"0x" + f"{number:064x}".encode()


def camel(text: str) -> str:
    """A name as JSON-RPC spells it."""
    first, *others = text.split("_")
    return first + "".join(other.title() for other in others)


def real_logs(file: str) -> list[list[dict[str, object]]]:
    """The logs of each transaction of a file, as JSON-RPC spells them."""
    rows = [json.loads(line) for line in frames_of(file)]
    grouped = itertools.groupby(rows, key=lambda row: row["transaction_hash"])
    return [
        [
            {
                "address": row["address"],
                "topics": row["topics"],
                "data": row["data"],
                "blockNumber": hex(row["block_number"]),
                "transactionHash": row["transaction_hash"],
                "transactionIndex": hex(row["transaction_index"]),
                "blockHash": NAME,
                "logIndex": hex(row["log_index"]),
                "removed": False,
            }
            for row in group
        ]
        for _, group in grouped
    ]


class Node:
    """Answers from memory."""

    def __init__(self, blocks: list[bytes], logs: list[list[dict[str, object]]]) -> None:
        self._templates: list[tuple[bytes, bytes]] = []
        turn = itertools.cycle(logs)
        for line in blocks:
            block = json.loads(line)
            block |= {"hash": NAME, "parentHash": PARENT, "number": hex(NUMBER)}
            # 45 % of the transactions of the recorded blocks have no logs.
            receipts = [
                receipt(transaction, next(turn) if place % 20 > 8 else [])  # noqa: PLR2004
                for place, transaction in enumerate(block["transactions"])
            ]
            body = json.dumps(block, separators=(",", ":")).encode()
            self._templates.append((body, json.dumps(receipts, separators=(",", ":")).encode()))
        self.transactions = 0
        self.octets = 0

    def answer(self, frame: str) -> bytes:
        """What comes back for one request."""
        request = json.loads(frame)
        result = self._result(request["method"], request["params"])
        self.octets += len(result)
        return b'{"jsonrpc":"2.0","id":%d,"result":%s}' % (request["id"], result)

    def _result(self, method: str, params: list[object]) -> bytes:
        match method:
            case "eth_chainId":
                return b'"0x1"'
            case "eth_subscribe":
                return b'"0x9ce59a13059e417087c02d3236a0b1cc"'
            case "eth_getBlockByNumber" | "eth_getBlockByHash":
                named = str(params[0])
                depth = DEPTHS.get(named)
                return self._block(int(named, 16) if depth is None else FIRST + COUNT - depth)
            case "eth_getBlockReceipts":
                number = int(str(params[0]), 16)
                _, receipts = self._templates[number % len(self._templates)]
                return receipts.replace(NAME.encode(), name_of(number))
            case _:
                return b"null"

    def _block(self, number: int) -> bytes:
        body, _ = self._templates[number % len(self._templates)]
        self.transactions += body.count(b'"transactionIndex"')
        body = body.replace(NAME.encode(), name_of(number))
        body = body.replace(PARENT.encode(), name_of(number - 1))
        return body.replace(hex(NUMBER).encode(), hex(number).encode())


def receipt(transaction: dict[str, object], logs: list[dict[str, object]]) -> dict[str, object]:
    """A receipt with every field a node gives."""
    return {
        "transactionHash": transaction["hash"],
        "transactionIndex": transaction["transactionIndex"],
        "blockHash": NAME,
        "blockNumber": hex(NUMBER),
        "from": transaction["from"],
        "to": transaction["to"],
        "cumulativeGasUsed": "0x14c93",
        "gasUsed": "0x5208",
        "effectiveGasPrice": transaction.get("gasPrice", "0x0"),
        "contractAddress": None,
        "logs": logs,
        "logsBloom": "0x" + "00" * 256,
        "status": "0x1",
        "type": transaction.get("type", "0x0"),
    }


BLOCKS = [line for line in frames_of(sys.argv[1]) if int(json.loads(line)["number"], 16) > LONDON]
NODE = Node(BLOCKS, real_logs(sys.argv[2]))


def play() -> Answer:
    """From a cursor a day ago to the head."""
    feed = EthereumFeed(least=LEAST, cursor=(FIRST, name_of(FIRST).decode()))
    NODE.transactions = NODE.octets = 0
    waiting: deque[str] = deque()
    told: Counter[str] = Counter()
    now_ns, used = 1_790_000_000 * SECOND_NS, 0.0
    steps = feed.connected(now_ns)
    while True:
        for step in steps:
            if isinstance(step, Send):
                waiting.append(step.frame)
            else:
                told[type(step).__name__] += 1
        if told["Block"] >= COUNT:
            break
        frame = NODE.answer(waiting.popleft()) if waiting else None
        now_ns += SECOND_NS // 1_000
        began = time.process_time()
        steps = feed.tick(now_ns + SECOND_NS) if frame is None else feed.received(frame, now_ns)
        used += time.process_time() - began
    size = {"transactions": NODE.transactions, "octets": NODE.octets}
    return {"cpu_s": used, "told": dict(told), **size}


take_turns(range(COUNT), play)
