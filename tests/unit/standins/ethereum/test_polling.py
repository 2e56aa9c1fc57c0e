"""Specification of filters that are polled, for clients without a WebSocket."""

from standins.ethereum.faults import Reorg
from standins.ethereum.receipts import TRANSFER_TOPIC
from tests.unit.standins.ethereum.client import Client


def test_a_block_filter_tells_each_block_once() -> None:
    client = Client()
    name = client.call("eth_newBlockFilter")

    mined = client.mine(2)

    assert client.call("eth_getFilterChanges", name) == mined
    assert client.call("eth_getFilterChanges", name) == []


def test_a_log_filter_tells_logs_and_takes_them_back() -> None:
    client = Client()
    name = client.call("eth_newFilter", {"topics": [TRANSFER_TOPIC]})

    client.mine()
    first = client.call("eth_getFilterChanges", name)
    client.order(Reorg(depth=1))
    again = client.call("eth_getFilterChanges", name)

    assert first
    assert again[: len(first)] == [{**log, "removed": True} for log in first]


def test_a_filters_logs_can_be_asked_for_from_the_beginning() -> None:
    client = Client()
    head = hex(client.chain.head)
    wanted = {"fromBlock": head, "toBlock": head}

    name = client.call("eth_newFilter", wanted)

    assert client.call("eth_getFilterLogs", name) == client.call("eth_getLogs", wanted) != []


def test_a_filter_nobody_asks_for_is_forgotten_after_five_minutes() -> None:
    client = Client()
    kept, left = client.call("eth_newBlockFilter"), client.call("eth_newBlockFilter")

    client.later(200)
    client.call("eth_getFilterChanges", kept)
    client.later(200)

    assert client.call("eth_getFilterChanges", kept) == []
    assert client.call("eth_getFilterChanges", left)["message"] == "filter not found"


def test_a_filter_ends_when_it_is_asked_to() -> None:
    client = Client()
    name = client.call("eth_newBlockFilter")

    assert client.call("eth_uninstallFilter", name) is True
    assert client.call("eth_uninstallFilter", name) is False
