"""Specification of answers from a node that is behind, busy, or knows less than it should."""

from typing import Any

import pytest

from standins.ethereum.faults import (
    HashesOnly,
    Lag,
    NoReceipts,
    ServerTrouble,
    Swallow,
    UnknownType,
)
from tests.unit.standins.ethereum.client import Client


def test_a_lagging_node_answers_null_and_then_the_block() -> None:
    client = Client()
    client.order(Lag(times=2))

    answers = [client.block() for _ in range(3)]

    assert [answer is None for answer in answers] == [True, True, False]


def test_a_node_may_lag_for_some_seconds() -> None:
    client = Client()
    client.order(Lag(seconds=3))

    before = [client.block() for _ in range(5)]
    client.later(3.1)

    assert before == [None] * 5
    assert client.block() is not None


def test_a_lagging_node_may_say_that_a_block_is_not_processed() -> None:
    client = Client()
    client.order(Lag(not_processed=True))

    answer = client.call("eth_getBlockReceipts", "0x5")

    assert answer["code"] == -32000
    assert answer["message"] == "Block 0x5 not processed yet. Please try again."


def test_receipts_may_be_missing_although_the_block_is_there() -> None:
    client = Client()
    client.order(NoReceipts())

    block = client.block()

    assert block is not None
    assert client.receipts(block) is None
    assert client.receipts(block) is not None


def test_a_block_may_come_with_hashes_although_it_was_asked_for_whole() -> None:
    client = Client()
    client.order(HashesOnly())

    short, whole = client.block(), client.block()

    assert short["transactions"] == [tx["hash"] for tx in whole["transactions"]]


def test_a_transaction_may_be_of_an_unknown_type() -> None:
    client = Client()
    client.order(UnknownType(kind="0x7e"))

    strange, usual = client.block()["transactions"][0], client.block()["transactions"][0]

    assert (strange["type"], strange["hash"]) == ("0x7e", usual["hash"])
    assert "gasPrice" not in strange
    assert "sourceHash" in strange


@pytest.mark.parametrize("methods", [(), ("eth_chainId",)])
def test_a_server_may_be_in_trouble(methods: tuple[str, ...]) -> None:
    client = Client()
    client.order(ServerTrouble(methods=methods))

    answer = client.call("eth_chainId")

    assert answer == {"code": -32000, "message": "Unable to complete request at this time."}
    assert client.call("eth_chainId") == "0x1"


def test_a_question_may_get_no_answer() -> None:
    client = Client()
    client.order(Swallow())
    question: dict[str, Any] = {"id": 1, "method": "eth_chainId"}

    assert client.send(question) is None
    assert client.send(question)["result"] == "0x1"
