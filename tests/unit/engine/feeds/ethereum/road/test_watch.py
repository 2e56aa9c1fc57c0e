"""Specification of lists of watched addresses."""

from typing import Any

import pytest

from engine.feeds.ethereum import NETWORKS, EthereumFeed, Network, Thresholds
from tests.support.ethereum import UNKNOWN, WEI, Node, a_block

ALICE, BOB = "0x" + "a1" * 20, "0x" + "b0" * 20
MINED, PENDING = "alchemy_minedTransactions", "alchemy_pendingTransactions"


def a_node(*watched: str, network: Network = NETWORKS["ethereum"]) -> Node:
    feed = EthereumFeed(
        network=network,
        least=Thresholds(wei=100 * WEI, tokens={}),
        internal="off",
        watched=frozenset(watched),
    )
    node = Node(feed, chain_id=network.chain_id)
    node.has(a_block(7))
    node.connect()
    return node


def a_transaction(name: str, *, eth: int = 500) -> dict[str, Any]:
    return {
        "hash": name,
        "from": ALICE.upper().replace("0X", "0x"),
        "to": BOB,
        "value": hex(eth * WEI),
        "input": "0xa9059cbb0000",
        "blockHash": None,
    }


def subscribed(node: Node) -> dict[str, Any]:
    return {params[0]: params[1] for params in node.subscribed.values() if len(params) > 1}


def test_both_lists_are_subscribed_with_either_end_of_each_address() -> None:
    node = a_node(BOB, ALICE)

    lists = subscribed(node)

    assert lists[MINED]["addresses"] == [
        {"to": ALICE}, {"from": ALICE}, {"to": BOB}, {"from": BOB}
    ]  # fmt: skip
    assert lists[MINED]["includeRemoved"] is True
    assert lists[PENDING] == {
        "toAddress": [ALICE, BOB],
        "fromAddress": [ALICE, BOB],
        "hashesOnly": False,
    }


@pytest.mark.parametrize(
    ("chain", "lists"),
    [("base", set()), ("arbitrum", {MINED}), ("optimism", {MINED}), ("polygon", {MINED, PENDING})],
)
def test_only_the_lists_a_chain_has_are_subscribed(chain: str, lists: set[str]) -> None:
    node = a_node(ALICE, network=NETWORKS[chain])

    assert set(subscribed(node)) == lists


def test_nobody_watched_means_no_list_and_no_standing() -> None:
    node = a_node()

    assert subscribed(node) == {}
    assert not {"mined", "pending"} & set(node.feed.standings(node.now_ns))


def test_a_pending_transaction_is_told_once() -> None:
    node = a_node(ALICE)

    for _ in range(2):
        node.tells(node.id_of(PENDING), a_transaction("0xt1"))

    (transfer,) = [one for one in node.transfers if one.status == "pending"]
    assert (transfer.block_number, transfer.block_hash) == (0, "")
    assert (transfer.sender, transfer.recipient, transfer.size) == (ALICE, BOB, 500.0)
    assert transfer.selector == "0xa9059cbb"


def test_a_small_pending_transaction_is_not_told() -> None:
    node = a_node(ALICE)

    node.tells(node.id_of(PENDING), a_transaction("0xt1", eth=99))

    assert "pending" not in [one.status for one in node.transfers]


def test_a_notice_of_a_mined_transaction_hastens_its_block_and_tells_nothing_itself() -> None:
    node = a_node(ALICE)
    node.has(a_block(8))

    mined = {**a_transaction("0xa8-tx"), "blockHash": "0xa8"}
    node.tells(node.id_of(MINED), {"removed": False, "transaction": mined})
    node.tells(node.id_of(MINED), {"removed": True, "transaction": mined})
    node.notifies(a_block(8))

    assert node.told == ["0xa7", "0xa8"]
    assert [one.tx_hash for one in node.transfers] == ["0xa7-tx", "0xa8-tx"]


def test_the_list_can_be_changed_while_it_is_subscribed() -> None:
    node = a_node(ALICE)
    old = node.id_of(PENDING)

    node.take(node.feed.watch(frozenset({BOB}), node.now_ns))

    assert node.id_of(PENDING) != old
    assert subscribed(node)[PENDING]["toAddress"] == [BOB]
    assert node.asked.count("eth_unsubscribe") == 2


def test_the_same_list_again_is_no_change() -> None:
    node = a_node(ALICE)

    steps = node.feed.watch(frozenset({ALICE.upper().replace("0X", "0x")}), node.now_ns)

    assert steps == []


def test_no_longer_watching_ends_the_subscriptions() -> None:
    node = a_node(ALICE)

    node.take(node.feed.watch(frozenset(), node.now_ns))

    assert node.asked.count("eth_unsubscribe") == 2


def test_more_than_a_thousand_are_cut_and_the_standing_says_so() -> None:
    addresses = [f"0x{number:040x}" for number in range(1_001)]

    node = a_node(*addresses)

    assert len(subscribed(node)[PENDING]["toAddress"]) == 1_000
    standing = node.feed.standings(node.now_ns)["pending"]
    assert standing.why == "the first 1000 addresses; 1 more are seen in blocks alone"


def test_a_node_without_these_lists_is_followed_without_them() -> None:
    feed = EthereumFeed(internal="off", watched=frozenset({ALICE}))
    node = Node(feed)
    node.refuses = {MINED: UNKNOWN, PENDING: UNKNOWN}
    node.has(a_block(7))

    node.connect()
    node.announces(a_block(8))

    assert node.told == ["0xa7", "0xa8"]
    standing = feed.standings(node.now_ns)["pending"]
    assert standing.condition == "refused"
    assert standing.why == "the node refuses it: the method does not exist (-32601)"


def test_what_waits_while_the_line_is_cut_is_a_hole_that_only_blocks_fill() -> None:
    node = a_node(ALICE)

    node.disconnect("1006")
    node.connect()

    healing = "subscribed again; what is mined is in the blocks"
    assert ("pending", "1006", healing) in node.healed
