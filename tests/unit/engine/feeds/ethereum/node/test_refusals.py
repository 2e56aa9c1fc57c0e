"""Specification of what a node's no leads to."""

import pytest

from engine.feeds.ethereum import EthereumFeed
from engine.feeds.ethereum.node.refusals import quoted
from engine.feeds.ethereum.node.rpc import RpcError
from tests.support.ethereum import Node, a_block

SHUT = {
    "Must be authenticated!": "the node refuses the key: check it in WHALE_ETHEREUM_WS",
    "Monthly capacity limit exceeded.": "the key's capacity of this month is used up",
    "App is inactive": "the key's app is switched off at the provider",
    "Unspecified origin not on whitelist.": "the provider's allow-list does not hold this machine",
}


@pytest.mark.parametrize(("said", "meant"), SHUT.items())
def test_a_shut_door_leads_elsewhere_with_words_for_the_operator(said: str, meant: str) -> None:
    node = Node(EthereumFeed(internal="off"))
    node.refuses = {"eth_getBlockByNumber": {"code": -32600, "message": said}}

    node.connect()

    assert node.reconnects[0].elsewhere
    assert node.reconnects[0].reason.startswith(meant)


def test_why_there_is_no_connection_is_seen_in_the_standing() -> None:
    node = Node(EthereumFeed(internal="off"))
    node.disconnect("the node refuses the key: check it in WHALE_ETHEREUM_WS")

    standing = node.feed.standings(node.now_ns)["newHeads"]

    assert (standing.condition, standing.why) == (
        "waiting",
        "the node refuses the key: check it in WHALE_ETHEREUM_WS",
    )


def test_a_node_s_words_are_quoted_without_what_could_be_a_key() -> None:
    said = RpcError(code=-32000, message="unknown app k3y-" + "x" * 28)

    words = quoted(said)

    assert words == "unknown app … (-32000)"


def test_a_busy_node_is_asked_again_later_and_later_and_loses_no_block() -> None:
    node = Node(EthereumFeed(internal="off"))
    node.connect()
    node.mute = {"eth_getBlockByHash"}
    node.announces(a_block(7))

    for pause_s in (1.1, 2.1, 4.1, 8.1):
        node.says({"jsonrpc": "2.0", "error": {"code": 429, "message": "slow down"}})
        node.later(pause_s)
    node.answers_now()

    assert node.asked.count("eth_getBlockByHash") >= 5
    assert (node.told, node.gaps) == (["0xa7"], [])


def test_an_answer_to_a_question_nobody_waits_for_changes_nothing() -> None:
    node = Node(EthereumFeed(internal="off"))
    node.connect()

    node.says({"jsonrpc": "2.0", "id": 999, "error": {"code": -32000, "message": "too late"}})
    node.announces(a_block(7))

    assert node.told == ["0xa7"]
