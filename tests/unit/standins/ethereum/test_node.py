"""Specification of the node: what JSON-RPC answers, and what subscribers are told of the chain."""

import json
from itertools import pairwise
from typing import Any

import pytest

from standins.ethereum.faults import DropSubscriptions, DuplicateHead, Lag, MissingHead, Reorg
from standins.ethereum.node import Node
from standins.ethereum.rpc import Rpc, too_many
from standins.ethereum.simulated import SimulatedChain
from standins.ethereum.spelling import TRANSFER_TOPIC

NOW_MS = 1_790_000_000_000
FULL, SHORT = True, False


class Client:
    """One client of a fresh node, and everything it was told."""

    def __init__(self) -> None:
        self.chain = SimulatedChain(seed=1, now_ms=NOW_MS)
        self.node = Node(self.chain)
        self._rpc = Rpc(self.node)
        self.told: list[dict[str, Any]] = []

    def push(self, payload: bytes) -> None:
        self.told.append(json.loads(payload)["params"]["result"])

    def send(self, message: object) -> Any:  # noqa: ANN401 - JSON is anything
        text = message if isinstance(message, str) else json.dumps(message)
        return json.loads(self._rpc.answer(text, self))

    def call(self, method: str, *params: object) -> Any:  # noqa: ANN401 - JSON is anything
        answer = self.send({"jsonrpc": "2.0", "id": 7, "method": method, "params": params})
        assert answer["id"] == 7
        return answer.get("result", answer.get("error"))

    def heads(self) -> list[int]:
        return [int(head["number"], 16) for head in self.told]


def test_the_node_says_who_it_is() -> None:
    client = Client()

    assert client.call("eth_chainId") == "0x1"
    assert client.call("net_version") == "1"
    assert client.call("web3_clientVersion").startswith("StandIn/")
    assert int(client.call("eth_blockNumber"), 16) == client.chain.head


def test_a_block_asked_by_number_is_the_one_asked_by_hash() -> None:
    client = Client()

    by_number = client.call("eth_getBlockByNumber", "latest", FULL)
    by_hash = client.call("eth_getBlockByHash", by_number["hash"], FULL)

    assert by_number == by_hash
    assert int(by_number["number"], 16) == client.chain.head


def test_a_block_without_transactions_lists_their_hashes() -> None:
    client = Client()

    full = client.call("eth_getBlockByNumber", "latest", FULL)
    short = client.call("eth_getBlockByNumber", full["number"], SHORT)

    assert short["transactions"] == [tx["hash"] for tx in full["transactions"]]
    assert {**short, "transactions": 0} == {**full, "transactions": 0}


def test_tags_name_blocks_behind_the_head() -> None:
    client = Client()

    numbers = [
        int(client.call("eth_getBlockByNumber", tag, SHORT)["number"], 16) - client.chain.head
        for tag in ("latest", "safe", "finalized")
    ]

    assert numbers == [0, -32, -64]


def test_a_hundred_blocks_before_the_head_are_linked_and_dated() -> None:
    client, head = Client(), Client().chain.head

    blocks = [
        client.call("eth_getBlockByNumber", hex(number), SHORT)
        for number in range(head - 100, head + 1)
    ]

    for parent, block in pairwise(blocks):
        assert block["parentHash"] == parent["hash"]
        assert int(block["timestamp"], 16) - int(parent["timestamp"], 16) == 12


@pytest.mark.parametrize("method", ["eth_getBlockByHash", "eth_getBlockReceipts"])
def test_an_unknown_hash_is_null(method: str) -> None:
    assert Client().call(method, "0x" + "12" * 32, FULL) is None


def test_a_block_that_has_not_come_yet_is_null() -> None:
    client = Client()
    future = hex(client.chain.head + 1)

    assert client.call("eth_getBlockByNumber", future, FULL) is None
    assert client.call("eth_getBlockReceipts", future) is None


def test_receipts_tell_which_transactions_failed() -> None:
    client = Client()
    number = planted(client, "lookalike")["number"]

    block = client.call("eth_getBlockByNumber", hex(number), FULL)
    receipts = client.call("eth_getBlockReceipts", hex(number))
    large = [
        at for at, tx in enumerate(block["transactions"]) if int(tx["value"], 16) >= 500 * 10**18
    ]

    assert [r["transactionHash"] for r in receipts] == [tx["hash"] for tx in block["transactions"]]
    assert "0x0" in {receipts[at]["status"] for at in large}
    assert client.call("eth_getBlockReceipts", block["hash"]) == receipts
    assert client.call("eth_getTransactionReceipt", receipts[3]["transactionHash"]) == receipts[3]


def planted(client: Client, plan: str) -> dict[str, Any]:
    head = client.chain.head
    rows = client.chain.planted(head - 60, head)
    return next(row for row in rows if row["plan"] == plan)


def test_quantities_have_no_leading_zeros_and_addresses_are_lower_case() -> None:
    block = Client().call("eth_getBlockByNumber", "latest", FULL)

    for tx in block["transactions"]:
        assert tx["value"] == hex(int(tx["value"], 16))
        assert tx["from"] == tx["from"].lower()
        assert tx["to"] is None or len(tx["to"]) == 42
        assert tx["blockHash"] == block["hash"]


def test_fees_are_told() -> None:
    client = Client()

    history = client.call("eth_feeHistory", "0x5", "latest", [50])

    assert int(client.call("eth_gasPrice"), 16) > 10**8
    assert len(history["baseFeePerGas"]) == 6
    assert len(history["gasUsedRatio"]) == len(history["reward"]) == 5
    assert int(history["oldestBlock"], 16) == client.chain.head - 4


def test_an_unknown_method_is_refused() -> None:
    assert Client().call("eth_fly")["code"] == -32601


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("{", -32700),
        ("7", -32600),
        ("[]", -32600),
        ('{"id":1}', -32600),
        ('{"id":1,"method":"eth_chainId","params":{}}', -32602),
        ('{"id":1,"method":"eth_getBlockByNumber","params":[]}', -32602),
        ('{"id":1,"method":"eth_getBlockByNumber","params":["0xzz",true]}', -32602),
        ('{"id":1,"method":"eth_getBlockByNumber","params":["soon",true]}', -32602),
        ('{"id":1,"method":"eth_getBlockByHash","params":[5,true]}', -32602),
        ('{"id":1,"method":"eth_getLogs","params":["all"]}', -32602),
        ('{"id":1,"method":"eth_subscribe","params":["gossip"]}', -32601),
    ],
)
def test_what_cannot_be_answered_has_its_code(message: str, code: int) -> None:
    assert Client().send(message)["error"]["code"] == code


def test_a_batch_is_answered_in_order() -> None:
    client = Client()
    batch = [{"id": n, "method": "eth_chainId"} for n in range(20)]

    assert [answer["id"] for answer in client.send(batch)] == list(range(20))
    assert client.send([*batch, *batch])["error"]["code"] == -32600


def test_a_new_head_is_the_header_of_its_block() -> None:
    client = Client()
    client.call("eth_subscribe", "newHeads")

    block_hash = client.node.mine()
    block = client.call("eth_getBlockByHash", block_hash, SHORT)

    assert len(client.told) == 1
    assert client.told[0].items() <= block.items()
    assert "transactions" not in client.told[0]
    assert len(client.told[0]["logsBloom"]) == 514


def test_a_subscription_ends_when_it_is_asked_to() -> None:
    client = Client()
    name = client.call("eth_subscribe", "newHeads")

    assert client.call("eth_unsubscribe", name) is True
    assert client.call("eth_unsubscribe", name) is False
    client.node.mine()
    assert client.told == []


def test_every_subscription_has_its_own_name() -> None:
    client = Client()

    assert client.call("eth_subscribe", "newHeads") != client.call("eth_subscribe", "newHeads")


def test_logs_come_by_contract_and_topic() -> None:
    client = Client()
    tether = "0xdac17f958d2ee523a2206206994597c13d831ec7"
    client.call("eth_subscribe", "logs", {"address": tether, "topics": [TRANSFER_TOPIC]})
    client.call("eth_subscribe", "logs", {"topics": ["0x" + "00" * 32]})

    block_hash = client.node.mine()
    asked = client.call("eth_getLogs", {"blockHash": block_hash, "address": [tether]})

    assert client.told == asked != []
    assert {log["address"] for log in client.told} == {tether}
    assert all(len(log["topics"]) == 3 and log["removed"] is False for log in client.told)


def test_mined_transactions_can_be_filtered_by_address() -> None:
    client = Client()
    block = client.call("eth_getBlockByNumber", "latest", FULL)
    receiver = block["transactions"][0]["to"]
    client.call("eth_subscribe", "alchemy_minedTransactions", {"addresses": [{"to": receiver}]})
    client.call("eth_subscribe", "alchemy_minedTransactions", {"hashesOnly": True})

    client.node.mine()
    whole = [row["transaction"] for row in client.told if "to" in row["transaction"]]
    hashes = [row["transaction"] for row in client.told if "to" not in row["transaction"]]

    assert all(tx["to"] == receiver for tx in whole)
    assert len(hashes) > 20


def test_a_reorganisation_announces_the_new_branch_and_links_it() -> None:
    client = Client()
    client.call("eth_subscribe", "newHeads")
    for _ in range(4):
        client.node.mine()
    before = [head["hash"] for head in client.told]

    told = client.node.order(Reorg(2))
    client.node.mine()
    heads, head = client.told, client.chain.head

    assert isinstance(told, dict)
    assert told["gone"] == before[2:4]
    assert client.heads() == [head - 4, head - 3, head - 2, head - 1, head - 2, head - 1, head]
    assert heads[4]["parentHash"] == heads[1]["hash"]
    assert heads[5]["parentHash"] == heads[4]["hash"]
    assert heads[6]["parentHash"] == heads[5]["hash"]
    assert client.call("eth_getBlockByNumber", hex(head - 2), SHORT)["hash"] == heads[4]["hash"]
    assert client.call("eth_getBlockByHash", before[2], SHORT)["hash"] == before[2]


def test_a_reorganisation_takes_logs_back() -> None:
    client = Client()
    client.call("eth_subscribe", "logs")
    client.node.mine()
    first = list(client.told)

    client.node.order(Reorg(1))
    again = client.told[len(first) :]

    assert again[: len(first)] == [{**log, "removed": True} for log in first]
    assert all(log["removed"] is False for log in again[len(first) :])


def test_a_transaction_that_was_reorganised_away_has_no_receipt() -> None:
    client = Client()
    client.node.mine()
    old = client.call("eth_getBlockByNumber", "latest", FULL)

    client.node.order(Reorg(1))
    new = client.call("eth_getBlockByNumber", "latest", SHORT)
    gone = [tx["hash"] for tx in old["transactions"] if tx["hash"] not in new["transactions"]]
    stayed = [tx["hash"] for tx in old["transactions"] if tx["hash"] in new["transactions"]]

    assert gone
    assert client.call("eth_getTransactionReceipt", gone[0]) is None
    receipt = client.call("eth_getTransactionReceipt", stayed[0])
    assert receipt["blockHash"] == new["hash"]


def test_a_reorganisation_deeper_than_what_is_remembered_is_refused() -> None:
    with pytest.raises(ValueError, match="depth must lie between"):
        Client().node.order(Reorg(5_000))


def test_heads_can_be_missing_or_doubled() -> None:
    client = Client()
    client.call("eth_subscribe", "newHeads")

    client.node.order(MissingHead(1))
    client.node.order(DuplicateHead(1))
    for _ in range(3):
        client.node.mine()

    head = client.chain.head
    assert client.heads() == [head - 1, head - 1, head]


def test_a_lagging_node_answers_null_and_then_the_block() -> None:
    client = Client()
    client.node.order(Lag(calls=2))

    answers = [client.call("eth_getBlockByNumber", "latest", SHORT) for _ in range(3)]

    assert [answer is None for answer in answers] == [True, True, False]


def test_a_lagging_node_may_say_that_a_block_is_not_processed() -> None:
    client = Client()
    client.node.order(Lag(calls=1, not_processed=True))

    answer = client.call("eth_getBlockReceipts", "0x5")

    assert answer["message"] == "Block 0x5 not processed yet. Please try again."


def test_dropped_subscriptions_are_silent() -> None:
    client = Client()
    client.call("eth_subscribe", "newHeads")

    assert client.node.order(DropSubscriptions()) == 1
    client.node.mine()

    assert client.told == []


def test_the_answer_to_too_many_requests_has_no_id() -> None:
    answer = json.loads(too_many())

    assert "id" not in answer
    assert answer["error"]["code"] == 429
