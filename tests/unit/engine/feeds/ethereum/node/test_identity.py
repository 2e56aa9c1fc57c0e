"""Specification of what happens when a node serves another chain than the one that is followed."""

from engine.feeds.ethereum import NETWORKS, EthereumFeed
from tests.support.ethereum import UNKNOWN, Node, a_block


def test_nothing_is_told_before_the_node_has_named_its_chain() -> None:
    node = Node(EthereumFeed(internal="off"))
    node.has(a_block(7))
    node.mute = {"eth_chainId"}

    node.connect()
    before = list(node.told)
    node.answers_now()

    assert (before, node.told) == ([], ["0xa7"])


def test_another_chain_ends_the_connection_with_words_for_the_operator() -> None:
    node = Node(EthereumFeed(internal="off"), chain_id=8453)
    node.has(a_block(7))

    node.connect()

    assert node.told == []
    assert node.reconnects[0].elsewhere
    assert node.reconnects[0].reason == (
        "this node is chain 8453 (Base), Ethereum is 1: check WHALE_ETHEREUM_WS"
    )


def test_each_chain_is_followed_by_its_own_number_and_name() -> None:
    node = Node(EthereumFeed(network=NETWORKS["arbitrum"], internal="off"), chain_id=42161)
    node.has(a_block(7))

    node.connect()

    assert node.told == ["0xa7"]
    assert {transfer.chain for transfer in node.transfers} == {"arbitrum"}


def test_the_next_connection_is_asked_again() -> None:
    node = Node(EthereumFeed(internal="off"))
    node.has(a_block(7))
    node.connect()
    node.disconnect()

    node.answers["eth_chainId"] = "0xa"
    node.has(a_block(8))
    node.connect()

    assert node.told == ["0xa7"]
    assert "chain 10 (OP Mainnet)" in node.reconnects[0].reason


def test_a_node_that_cannot_say_is_believed() -> None:
    node = Node(EthereumFeed(internal="off"))
    node.has(a_block(7))
    node.refuses = {"eth_chainId": UNKNOWN}

    node.connect()

    assert node.told == ["0xa7"]
