"""Specification of following a node that cannot announce its heads."""

from engine.feeds.ethereum import NETWORKS, EthereumFeed
from tests.support.ethereum import UNKNOWN, Node, a_block


def a_node(feed: EthereumFeed) -> Node:
    node = Node(feed)
    node.has(a_block(7))
    return node


def test_over_http_nothing_is_subscribed_and_the_head_is_asked_for() -> None:
    node = a_node(EthereumFeed(subscribes=False, poll_s=2, internal="off"))
    node.connect()

    node.has(a_block(8))
    node.later(2)

    assert node.told == ["0xa7", "0xa8"]
    assert "eth_subscribe" not in node.asked


def test_the_question_is_not_asked_more_often_than_it_may() -> None:
    node = a_node(EthereumFeed(subscribes=False, poll_s=5, internal="off"))
    node.connect()

    for _ in range(20):
        node.later(0.5)

    assert node.asked.count("eth_getBlockByNumber") - node.asked.count("finality") <= 5


def test_blocks_between_two_questions_are_fetched_and_are_no_hole() -> None:
    node = a_node(EthereumFeed(subscribes=False, poll_s=2, internal="off"))
    node.connect()

    node.has(a_block(8), a_block(9), a_block(10))
    node.later(2)

    assert node.told == ["0xa7", "0xa8", "0xa9", "0xa10"]
    assert node.gaps == []


def test_a_reorganisation_is_seen_by_asking() -> None:
    node = a_node(EthereumFeed(subscribes=False, poll_s=2, internal="off"))
    node.connect()
    node.has(a_block(8))
    node.later(2)

    node.has(a_block(8, branch="b", parent="0xa7"), a_block(9, branch="b"))
    node.later(2)

    assert node.told == ["0xa7", "0xa8", "-0xa8", "0xb8", "0xb9"]


def test_a_node_that_knows_no_subscriptions_is_asked_instead_and_the_standing_says_so() -> None:
    node = a_node(EthereumFeed(poll_s=3, internal="off"))
    node.refuses = {"eth_subscribe": UNKNOWN}
    node.connect()

    node.has(a_block(8))
    node.later(3)

    assert node.told == ["0xa7", "0xa8"]
    standing = node.feed.standings(node.now_ns)["newHeads"]
    assert standing.condition == "live"
    assert standing.why == (
        "this node has no subscriptions (the method does not exist (-32601)): "
        "the head is asked for every 3 s"
    )


def test_the_pace_follows_the_chain_s_own() -> None:
    node = Node(EthereumFeed(network=NETWORKS["base"], subscribes=False, internal="off"))
    node.answers["eth_chainId"] = hex(8453)
    node.has(a_block(7))
    node.connect()

    node.has(a_block(8))
    node.later(1)

    assert node.told == ["0xa7", "0xa8"]


def test_a_restart_over_http_says_what_came_while_nobody_read() -> None:
    node = Node(EthereumFeed(subscribes=False, internal="off", cursor=(7, "0xa7")))
    node.has(a_block(7), a_block(8), a_block(9), a_block(10))

    node.connect()

    assert node.told == ["0xa8", "0xa9", "0xa10"]
    reason = "blocks 8 to 9 came while nobody read"
    assert node.healed == [("newHeads", reason, "3 blocks fetched")]
