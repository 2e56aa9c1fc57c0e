"""Specification of logs over many blocks with their limits, and of what gas costs."""

import pytest

from standins.ethereum.faults import FreeTier
from standins.ethereum.receipts import DEPOSIT_TOPIC, TRANSFER_TOPIC
from tests.unit.standins.ethereum.client import Client

NOBODY = "0x" + "00" * 20


def logs(client: Client, first: int, last: int, **more: object) -> object:
    wanted = {"fromBlock": hex(first), "toBlock": hex(last), **more}
    return client.call("eth_getLogs", wanted)


def test_logs_of_a_range_are_those_of_its_blocks_in_their_order() -> None:
    client = Client()
    head = client.chain.head

    found = logs(client, head - 4, head)
    each = [log for n in range(head - 4, head + 1) for log in logs(client, n, n)]  # type: ignore[attr-defined]

    assert found == each != []


def test_topics_are_positions_and_a_list_is_a_choice() -> None:
    client = Client()
    head = client.chain.head

    found = logs(client, head - 30, head, topics=[[TRANSFER_TOPIC, DEPOSIT_TOPIC], None])
    none = logs(client, head - 30, head, topics=[TRANSFER_TOPIC, "0x" + "ff" * 32])

    assert isinstance(found, list)
    assert found
    assert {log["topics"][0] for log in found} <= {TRANSFER_TOPIC, DEPOSIT_TOPIC}
    assert none == []


def test_a_free_account_gets_ten_blocks_and_is_told_which_would_work() -> None:
    client = Client()
    head = client.chain.head
    client.order(FreeTier())

    ten, eleven = logs(client, head - 9, head), logs(client, head - 10, head)

    assert isinstance(ten, list)
    assert isinstance(eleven, dict)
    assert eleven["code"] == -32600
    assert f"[{hex(head - 10)}, {hex(head - 1)}]" in eleven["message"]


def test_a_long_range_with_more_than_ten_thousand_logs_is_refused_in_alchemys_words() -> None:
    client = Client()
    head = client.chain.head

    answer = logs(client, head - 2_000, head)

    assert isinstance(answer, dict)
    assert answer["code"] == -32602
    assert answer["message"].startswith("Log response size exceeded.")


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ({"fromBlock": "0x10", "toBlock": "0x5"}, "invalid block range"),
        ({"blockHash": "0x" + "12" * 32}, "unknown block"),
        ({"blockHash": "0x" + "12" * 32, "fromBlock": "0x1"}, "cannot specify both"),
    ],
)
def test_a_range_that_is_none_is_refused(wanted: dict[str, str], text: str) -> None:
    assert text in Client().call("eth_getLogs", wanted)["message"]


def test_fee_history_tells_each_block_and_the_one_to_come() -> None:
    client = Client()
    head = client.chain.head

    history = client.call("eth_feeHistory", "0x5", "latest", [50])
    base_fees = [client.block(hex(n))["baseFeePerGas"] for n in range(head - 4, head + 1)]

    assert history["baseFeePerGas"][:5] == base_fees
    assert len(history["baseFeePerGas"]) == 6
    assert len(history["gasUsedRatio"]) == len(history["reward"]) == 5
    assert int(history["oldestBlock"], 16) == head - 4


def test_rewards_are_percentiles_of_what_the_transactions_really_tipped() -> None:
    client = Client()
    block = client.block()
    base = int(block["baseFeePerGas"], 16)

    (rewards,) = client.call("eth_feeHistory", "0x1", "latest", [0, 50, 100])["reward"]
    tips = sorted(int(tx["gasPrice"], 16) - base for tx in block["transactions"])

    assert int(rewards[0], 16) == tips[0]
    assert tips[0] <= int(rewards[1], 16) <= tips[-1]
    assert int(rewards[2], 16) == tips[-1]


def test_the_price_of_gas_is_the_base_fee_and_a_usual_tip() -> None:
    client = Client()

    price, tip = int(client.call("eth_gasPrice"), 16), client.call("eth_maxPriorityFeePerGas")

    assert price == int(client.block()["baseFeePerGas"], 16) + int(tip, 16)


@pytest.mark.parametrize("percentiles", [[50, 10], [101], ["a"], [-1]])
def test_percentiles_must_rise_from_0_to_100(percentiles: list[object]) -> None:
    answer = Client().call("eth_feeHistory", "0x1", "latest", percentiles)

    assert answer["message"] == "percentiles must rise from 0 to 100"


@pytest.mark.parametrize("count", ["0x0", "0x401"])
def test_a_fee_history_has_1_to_1024_blocks(count: str) -> None:
    assert Client().call("eth_feeHistory", count, "latest", [])["code"] == -32602
