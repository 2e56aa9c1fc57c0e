"""Specification of reorganisations and rivals, as one client meets each."""

import pytest

from standins.ethereum.faults import Reorg, Rival
from tests.unit.standins.ethereum.client import SHORT, Client, a_subscriber, hashes


def test_a_reorganisation_announces_the_new_branch_and_links_it() -> None:
    client = a_subscriber(blocks=4)
    before = hashes(client)

    told = client.order(Reorg(depth=2))
    client.mine()
    heads, head = client.told, client.chain.head

    assert told["gone"] == before[2:4]
    assert client.heads == [head - 4, head - 3, head - 2, head - 1, head - 2, head - 1, head]
    assert heads[4]["parentHash"] == heads[1]["hash"]
    assert heads[5]["parentHash"] == heads[4]["hash"]
    assert heads[6]["parentHash"] == heads[5]["hash"]
    assert client.block(hex(head - 2))["hash"] == heads[4]["hash"]
    assert client.call("eth_getBlockByHash", before[2], SHORT)["hash"] == before[2]


def test_a_reorganisation_may_lead_to_a_longer_branch() -> None:
    client = a_subscriber(blocks=3)
    head = client.chain.head

    told = client.order(Reorg(depth=2, longer=3))

    assert (len(told["gone"]), len(told["come"])) == (2, 5)
    assert client.heads[3:] == list(range(head - 1, head + 4))
    assert client.chain.head == head + 3


def test_a_branch_may_be_announced_by_its_tip_alone() -> None:
    client = a_subscriber(blocks=3)

    told = client.order(Reorg(depth=3, tip_only=True))

    assert hashes(client)[3:] == told["come"][-1:]


def test_a_reorganisation_may_be_deeper_than_finality() -> None:
    client = a_subscriber(blocks=100)

    told = client.order(Reorg(depth=90))

    assert len(told["gone"]) == len(told["come"]) == 90 == len(client.told) - 100
    assert not set(told["gone"]) & set(told["come"])


def test_a_reorganisation_deeper_than_what_is_remembered_is_refused() -> None:
    with pytest.raises(ValueError, match="depth must lie between"):
        Client().order(Reorg(depth=5_000))


def test_a_rival_is_the_head_until_the_next_block_comes() -> None:
    client = a_subscriber(blocks=2)

    told = client.order(Rival())
    rival = client.block()
    (following,) = client.mine()

    assert rival["hash"] == told["rival"]
    assert hashes(client)[1:] == [told["first"], told["rival"], told["first"], following]
    assert client.told[-1]["parentHash"] == told["first"]
    assert client.block(rival["number"])["hash"] == told["first"]


def test_a_reorganisation_takes_logs_back() -> None:
    client = Client()
    client.call("eth_subscribe", "logs")
    client.mine()
    first = list(client.told)

    client.order(Reorg(depth=1))
    again = client.told[len(first) :]

    assert again[: len(first)] == [{**log, "removed": True} for log in first]
    assert all(log["removed"] is False for log in again[len(first) :])


def test_a_transaction_that_was_reorganised_away_has_no_receipt() -> None:
    client = Client()
    client.mine()
    old = client.call("eth_getBlockByNumber", "latest", SHORT)

    client.order(Reorg(depth=1))
    new = client.call("eth_getBlockByNumber", "latest", SHORT)
    gone = [tx for tx in old["transactions"] if tx not in new["transactions"]]
    stayed = [tx for tx in old["transactions"] if tx in new["transactions"]]

    assert gone
    assert client.call("eth_getTransactionReceipt", gone[0]) is None
    assert client.call("eth_getTransactionReceipt", stayed[0])["blockHash"] == new["hash"]
