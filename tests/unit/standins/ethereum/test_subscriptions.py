"""Specification of subscriptions: what subscribers are told of a chain that grows."""

import pytest

from standins.ethereum.faults import Limit, Reorg, TimeOutSubscriptions
from standins.ethereum.limits import Limits
from standins.ethereum.receipts import TRANSFER_TOPIC
from tests.unit.standins.ethereum.client import SHORT, Client

TETHER = "0xdac17f958d2ee523a2206206994597c13d831ec7"
MINED, PENDING = "alchemy_minedTransactions", "alchemy_pendingTransactions"


def test_a_new_head_is_the_header_of_its_block() -> None:
    client = Client()
    client.call("eth_subscribe", "newHeads")

    (block_hash,) = client.mine()
    block = client.call("eth_getBlockByHash", block_hash, SHORT)

    assert len(client.told) == 1
    assert client.told[0].items() <= block.items()
    assert "transactions" not in client.told[0]
    assert len(client.told[0]["logsBloom"]) == 514


def test_a_header_has_the_fields_of_blocks_since_2025() -> None:
    client = Client()
    client.call("eth_subscribe", "newHeads")

    client.mine()

    assert set(client.told[0]) == set(
        "hash parentHash sha3Uncles miner stateRoot transactionsRoot receiptsRoot logsBloom "  # noqa: SIM905 - read as a line of words
        "difficulty number gasLimit gasUsed timestamp extraData mixHash nonce baseFeePerGas "
        "withdrawalsRoot blobGasUsed excessBlobGas parentBeaconBlockRoot requestsHash".split()
    )


def test_a_subscription_ends_when_it_is_asked_to() -> None:
    client = Client()
    name = client.call("eth_subscribe", "newHeads")

    assert client.call("eth_unsubscribe", name) is True
    assert client.call("eth_unsubscribe", name) is False
    client.mine()
    assert client.told == []


def test_every_subscription_has_its_own_name() -> None:
    client = Client()

    assert client.call("eth_subscribe", "newHeads") != client.call("eth_subscribe", "newHeads")


def test_a_connection_may_hold_so_many_subscriptions_and_no_more() -> None:
    client = Client()
    client.order(Limit(Limits(subscriptions=2)))

    answers = [client.call("eth_subscribe", "newHeads") for _ in range(3)]

    assert answers[2]["message"] == "too many subscriptions: a connection may hold 2"


def test_logs_come_by_contract_and_topic() -> None:
    client = Client()
    client.call("eth_subscribe", "logs", {"address": TETHER, "topics": [TRANSFER_TOPIC]})
    client.call("eth_subscribe", "logs", {"topics": ["0x" + "00" * 32]})

    (block_hash,) = client.mine()
    asked = client.call("eth_getLogs", {"blockHash": block_hash, "address": [TETHER]})

    assert client.told == asked != []
    assert {log["address"] for log in client.told} == {TETHER}
    assert all(len(log["topics"]) == 3 and log["removed"] is False for log in client.told)


def test_a_log_subscription_that_hears_nothing_may_time_out() -> None:
    client = Client()
    client.order(Limit(Limits(quiet_s=60)))
    client.call("eth_subscribe", "logs", {"topics": ["0x" + "00" * 32]})
    client.call("eth_subscribe", "newHeads")

    client.later(61)
    client.mine()

    assert client.frames[0] == {"error": {"code": -32000, "message": "Subscription timed out"}}
    assert len(client.heads) == 1


def test_subscriptions_can_be_ended_with_the_words_of_public_nodes() -> None:
    client = Client()
    client.call("eth_subscribe", "newHeads")

    client.order(TimeOutSubscriptions())
    client.mine()

    assert client.frames == [{"error": {"code": -32000, "message": "Subscription timed out"}}]


def test_mined_transactions_meet_any_object_and_within_one_both_ends() -> None:
    client = Client()
    client.call("eth_subscribe", "newHeads")
    ahead = Client()
    ahead.mine()
    first, second, third, *_ = [tx for tx in ahead.block()["transactions"] if tx["to"]]
    addresses = [
        {"from": first["from"], "to": first["to"]},
        {"to": second["to"]},
        {"from": third["from"], "to": "0x" + "00" * 20},
    ]
    client.call("eth_subscribe", MINED, {"addresses": addresses})

    client.mine()
    found = [row["transaction"] for row in client.told[1:]]

    assert {first["hash"], second["hash"]} <= {tx["hash"] for tx in found}
    assert all(
        (tx["from"], tx["to"]) == (first["from"], first["to"]) or tx["to"] == second["to"]
        for tx in found
    )


def test_mined_transactions_may_come_as_hashes_only() -> None:
    client = Client()
    client.call("eth_subscribe", MINED, {"hashesOnly": True})

    client.mine()

    assert len(client.told) > 20
    assert all(set(row["transaction"]) == {"hash"} and not row["removed"] for row in client.told)


def test_mined_transactions_are_taken_back_only_if_that_is_wanted() -> None:
    wanting, other = Client(), Client()
    wanting.call("eth_subscribe", MINED, {"includeRemoved": True, "hashesOnly": True})
    other.call("eth_subscribe", MINED, {"hashesOnly": True})

    for client in (wanting, other):
        client.mine()
        client.order(Reorg(depth=1))

    removed = [row["transaction"] for row in wanting.told if row["removed"]]
    assert removed == [row["transaction"] for row in wanting.told[: len(removed)]]
    assert not any(row["removed"] for row in other.told)


def test_pending_transactions_are_told_before_they_are_mined_and_have_no_block_yet() -> None:
    client = Client()
    client.call("eth_subscribe", PENDING)

    client.mine()
    waiting = {tx["hash"]: tx for tx in client.told}
    client.mine()
    mined = [tx for tx in client.block()["transactions"] if tx["hash"] in waiting]

    assert len(mined) > 5
    for tx in waiting.values():
        assert tx["blockHash"] is tx["blockNumber"] is tx["transactionIndex"] is None


def test_some_wait_in_vain_and_some_are_replaced_by_a_higher_bid() -> None:
    client = Client()
    client.call("eth_subscribe", PENDING)
    first = client.chain.head + 1

    client.mine(40)
    told = {tx["hash"]: tx for tx in client.told}
    unmined = [
        row for row in client.chain.never_mined(first, client.chain.head) if row["hash"] in told
    ]
    replaced = next(row for row in unmined if row["by"] in told)
    cheap, dear = told[str(replaced["hash"])], told[str(replaced["by"])]

    assert any(row["by"] is None for row in unmined)
    assert (cheap["from"], cheap["nonce"]) == (dear["from"], dear["nonce"])
    assert int(cheap["gasPrice"], 16) < int(dear["gasPrice"], 16)
    assert client.call("eth_getTransactionReceipt", cheap["hash"]) is None


def test_a_pending_transaction_can_be_asked_for() -> None:
    client = Client()
    (first, *_) = client.chain.pending()

    assert client.call("eth_getTransactionByHash", first["hash"]) == first
    assert client.call("eth_getTransactionReceipt", first["hash"]) is None


def test_pending_transactions_meet_any_sender_or_receiver_that_was_named() -> None:
    client = Client()
    first, second, *_ = [tx for tx in client.chain.pending(new=True) if tx["to"]]
    client.call(
        "eth_subscribe",
        PENDING,
        {"fromAddress": first["from"], "toAddress": [second["to"]], "hashesOnly": True},
    )

    client.house.front.node.gossiped()

    assert {first["hash"], second["hash"]} <= set(client.told)
    assert all(isinstance(told, str) for told in client.told)


def test_plain_nodes_tell_pending_hashes() -> None:
    client = Client()
    client.call("eth_subscribe", "newPendingTransactions")

    client.mine()

    assert client.told == [tx["hash"] for tx in client.chain.pending(new=True)] != []


@pytest.mark.parametrize("kind", [MINED, PENDING])
def test_base_has_no_subscriptions_of_alchemys_own(kind: str) -> None:
    answer = Client(chain_id=8453).call("eth_subscribe", kind)

    assert answer == {"code": -32601, "message": f'no "{kind}" subscription in eth namespace'}


def test_more_than_a_thousand_addresses_are_refused() -> None:
    many = [{"to": f"0x{n:040x}"} for n in range(1_001)]

    answer = Client().call("eth_subscribe", MINED, {"addresses": many})

    assert answer["message"] == "more than 1000 addresses"


def test_a_lagging_node_announces_each_block_two_blocks_later() -> None:
    client = Client(lagging=True)
    client.call("eth_subscribe", "newHeads")

    client.mine(3)

    head = client.chain.head
    assert client.heads == [head - 4, head - 3, head - 2]
