"""Specification of the node's questions and answers about blocks, and of JSON-RPC around them."""

import json
from itertools import pairwise

import pytest

from standins.ethereum.rpc import too_many
from tests.unit.standins.ethereum.client import FULL, SHORT, Client


def test_the_node_says_who_it_is() -> None:
    client = Client()

    assert client.call("eth_chainId") == "0x1"
    assert client.call("net_version") == "1"
    assert client.call("web3_clientVersion").startswith("StandIn/")
    assert client.call("eth_syncing") is False
    assert int(client.call("eth_blockNumber"), 16) == client.chain.head


@pytest.mark.parametrize("chain_id", [1, 8453, 42161, 10, 137])
def test_the_node_may_be_of_any_chain(chain_id: int) -> None:
    client = Client(chain_id=chain_id)

    ids = {tx["chainId"] for tx in client.block()["transactions"] if "chainId" in tx}

    assert int(client.call("eth_chainId"), 16) == chain_id
    assert ids == {hex(chain_id)}


def test_a_block_asked_by_number_is_the_one_asked_by_hash() -> None:
    client = Client()

    by_number = client.block()
    by_hash = client.call("eth_getBlockByHash", by_number["hash"], FULL)

    assert by_number == by_hash
    assert int(by_number["number"], 16) == client.chain.head


def test_a_block_without_transactions_lists_their_hashes() -> None:
    client = Client()

    full = client.block()
    short = client.call("eth_getBlockByNumber", full["number"], SHORT)

    assert short["transactions"] == [tx["hash"] for tx in full["transactions"]]
    assert {**short, "transactions": 0} == {**full, "transactions": 0}


def test_a_transaction_is_found_by_its_hash_and_by_its_place() -> None:
    client = Client()
    block = client.block()
    third = block["transactions"][2]

    assert client.call("eth_getTransactionByHash", third["hash"]) == third
    assert client.call("eth_getTransactionByBlockHashAndIndex", block["hash"], "0x2") == third
    assert client.call("eth_getTransactionByBlockNumberAndIndex", "latest", "0x2") == third
    assert client.call("eth_getTransactionByBlockNumberAndIndex", "latest", "0xfff") is None


def test_transactions_are_counted() -> None:
    client = Client()
    block = client.block()
    count = hex(len(block["transactions"]))

    assert client.call("eth_getBlockTransactionCountByNumber", "latest") == count
    assert client.call("eth_getBlockTransactionCountByHash", block["hash"]) == count


def test_tags_name_blocks_behind_the_head() -> None:
    client = Client()

    numbers = [
        int(client.block(tag)["number"], 16) - client.chain.head
        for tag in ("latest", "safe", "finalized")
    ]

    assert numbers == [0, -32, -64]


def test_a_hundred_blocks_before_the_head_are_linked_and_dated() -> None:
    client = Client()
    head = client.chain.head

    blocks = [client.block(hex(number)) for number in range(head - 100, head + 1)]

    for parent, block in pairwise(blocks):
        assert block["parentHash"] == parent["hash"]
        assert int(block["timestamp"], 16) - int(parent["timestamp"], 16) == 12


@pytest.mark.parametrize("method", ["eth_getBlockByHash", "eth_getBlockReceipts"])
def test_an_unknown_hash_is_null(method: str) -> None:
    assert Client().call(method, "0x" + "12" * 32, FULL) is None


def test_a_block_that_has_not_come_yet_is_null() -> None:
    client = Client()
    future = hex(client.chain.head + 1)

    assert client.block(future) is None
    assert client.call("eth_getBlockReceipts", future) is None


def test_receipts_stand_in_the_order_of_the_transactions() -> None:
    client = Client()
    block = client.block()

    receipts = client.receipts(block)
    fourth = receipts[3]

    assert [r["transactionHash"] for r in receipts] == [tx["hash"] for tx in block["transactions"]]
    assert client.call("eth_getTransactionReceipt", fourth["transactionHash"]) == fourth
    assert client.call("alchemy_getTransactionReceipts", {"blockHash": block["hash"]}) == {
        "receipts": receipts
    }


def test_a_node_that_lags_is_two_blocks_behind_and_says_so() -> None:
    client = Client(lagging=True)
    head = client.chain.head

    assert int(client.call("eth_blockNumber"), 16) == head - 2
    assert client.block(hex(head - 1)) is None
    assert client.block(hex(head - 2)) is not None
    assert client.call("eth_syncing")["highestBlock"] == hex(head)


@pytest.mark.parametrize("method", ["eth_call", "eth_estimateGas", "eth_sendRawTransaction"])
def test_what_only_a_machine_could_answer_is_refused_with_the_reason(method: str) -> None:
    answer = Client().call(method, {})

    assert answer["code"] == -32601
    assert "runs no contracts" in answer["message"]


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
        ('{"id":1,"method":"eth_getBalance","params":["0x12"]}', -32602),
        ('{"id":1,"method":"eth_subscribe","params":["gossip"]}', -32601),
    ],
)
def test_what_cannot_be_answered_has_its_code(message: str, code: int) -> None:
    assert Client().send(message)["error"]["code"] == code


def test_a_batch_is_answered_in_order() -> None:
    client = Client()
    batch = [{"id": n, "method": "eth_chainId"} for n in range(20)]

    assert [answer["id"] for answer in client.send(batch)] == list(range(20))


def test_a_batch_of_more_than_twenty_is_refused_whole() -> None:
    client = Client()

    answer = client.send([{"id": n, "method": "eth_chainId"} for n in range(21)])

    assert answer["error"]["code"] == -32600
    assert answer["error"]["message"].startswith("The maximum batch size that can be sent over")


def test_the_answer_to_too_many_requests_has_no_id() -> None:
    answer = json.loads(too_many())

    assert "id" not in answer
    assert answer["error"]["code"] == 429
