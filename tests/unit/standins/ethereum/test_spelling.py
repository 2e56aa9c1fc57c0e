"""Specification of how a made-up block is spelled: what real blocks hold is there, and rare things.

The rare ones are looked for in some hundred blocks before the head of the first seed's chain.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from standins.ethereum.receipts import DEPOSIT_TOPIC, TRANSFER_TOPIC, WITHDRAWAL_TOPIC
from tests.unit.standins.ethereum.client import Client

WRAPPED_ETHER = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"
BLOCKS = 250

Pair = tuple[dict[str, Any], dict[str, Any]]


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    """Transactions of many blocks with their receipts."""
    client = Client()
    return [pair for block in blocks(client) for pair in with_receipts(client, block)]


def blocks(client: Client) -> Iterator[dict[str, Any]]:
    for back in range(BLOCKS):
        yield client.block(hex(client.chain.head - back))


def with_receipts(client: Client, block: dict[str, Any]) -> list[Pair]:
    return list(zip(block["transactions"], client.receipts(block), strict=True))


def first(pairs: list[Pair], holds: Callable[[Any, Any], bool]) -> Pair:
    return next(pair for pair in pairs if holds(*pair))


def logs(pairs: list[Pair], topic: str) -> list[dict[str, Any]]:
    found = [log for _, receipt in pairs for log in receipt["logs"] if log["topics"][0] == topic]
    assert found
    return found


def test_quantities_have_no_leading_zeros_and_addresses_are_lower_case(pairs: list[Pair]) -> None:
    for tx, _ in pairs:
        assert tx["value"] == hex(int(tx["value"], 16))
        assert tx["from"] == tx["from"].lower()
        assert tx["to"] is None or (len(tx["to"]) == 42 and tx["to"] == tx["to"].lower())


@pytest.mark.parametrize("kind", ["0x0", "0x1", "0x2", "0x3", "0x4"])
def test_every_type_of_today_is_there_with_its_fields(pairs: list[Pair], kind: str) -> None:
    tx, receipt = first(pairs, lambda tx, _: tx["type"] == kind)

    own = {
        "0x1": {"accessList"},
        "0x2": {"maxFeePerGas", "maxPriorityFeePerGas"},
        "0x3": {"blobVersionedHashes", "maxFeePerBlobGas"},
        "0x4": {"authorizationList"},
    }.get(kind, set())
    assert own <= set(tx)
    assert receipt["type"] == kind


def test_a_contract_creation_has_no_receiver_but_an_address(pairs: list[Pair]) -> None:
    tx, receipt = first(pairs, lambda tx, rc: tx["to"] is None and rc["status"] == "0x1")
    _, other = first(pairs, lambda tx, _: tx["to"] is not None)

    assert tx["to"] is receipt["to"] is None
    assert len(receipt["contractAddress"]) == 42
    assert other["contractAddress"] is None


def test_a_failed_transaction_has_its_status_and_no_logs(pairs: list[Pair]) -> None:
    tx, receipt = first(pairs, lambda tx, rc: rc["status"] == "0x0" and int(tx["value"], 16) > 0)

    assert receipt["logs"] == []
    assert int(tx["value"], 16) > 0


def test_an_erc20_transfer_has_three_topics_and_its_amount_as_data(pairs: list[Pair]) -> None:
    log = next(log for log in logs(pairs, TRANSFER_TOPIC) if len(log["topics"]) == 3)

    assert [len(topic) for topic in log["topics"]] == [66] * 3
    assert len(log["data"]) == 66


def test_an_erc721_transfer_has_its_number_as_a_fourth_topic_and_no_data(pairs: list[Pair]) -> None:
    log = next(log for log in logs(pairs, TRANSFER_TOPIC) if len(log["topics"]) == 4)

    assert log["data"] == "0x"


@pytest.mark.parametrize("topic", [DEPOSIT_TOPIC, WITHDRAWAL_TOPIC])
def test_wrapping_ether_writes_an_event_of_its_own(pairs: list[Pair], topic: str) -> None:
    for log in logs(pairs, topic):
        assert log["address"] == WRAPPED_ETHER
        assert len(log["topics"]) == 2


def test_logs_are_numbered_through_their_block() -> None:
    client = Client()
    block = client.block()

    found = [log for receipt in client.receipts(block) for log in receipt["logs"]]

    assert [int(log["logIndex"], 16) for log in found] == list(range(len(found)))
    assert {log["blockHash"] for log in found} == {block["hash"]}


def test_validators_are_paid_by_the_block_in_gwei() -> None:
    client = Client()

    (paid, *_) = [one for block in blocks(client) for one in block["withdrawals"]]

    assert set(paid) == {"index", "validatorIndex", "address", "amount"}
    assert int(paid["amount"], 16) < 10**15


def test_a_receipt_tells_what_a_unit_of_gas_cost() -> None:
    client = Client()
    block = client.block()

    for tx, receipt in with_receipts(client, block):
        assert receipt["effectiveGasPrice"] == tx["gasPrice"]
        assert int(tx["gasPrice"], 16) >= int(block["baseFeePerGas"], 16)
    last = client.receipts(block)[-1]
    assert last["cumulativeGasUsed"] == block["gasUsed"]
