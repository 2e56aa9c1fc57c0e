"""Specification of how far the chain is safe and final."""

from engine.feeds.ethereum import EthereumFeed
from tests.support.ethereum import Node, a_block


def a_node(**tags: int) -> Node:
    node = Node(EthereumFeed(internal="off"))
    node.tags = tags
    node.has(a_block(5), a_block(6))
    node.connect()
    for number in (7, 8, 9):
        node.announces(a_block(number))
    return node


def test_both_are_told_when_they_move() -> None:
    node = a_node(safe=6, finalized=5)
    node.later(1)

    node.tags = {"safe": 7, "finalized": 5}
    for _ in range(7):
        node.later(10)

    assert node.finality == [("safe", 6), ("final", 5), ("safe", 7)]


def test_they_never_go_back() -> None:
    node = a_node(safe=7, finalized=6)
    node.later(1)

    node.tags = {"safe": 6, "finalized": 5}
    for _ in range(7):
        node.later(10)

    assert node.finality == [("safe", 7), ("final", 6)]


def test_they_are_asked_for_once_a_minute() -> None:
    node = a_node(safe=6, finalized=5)

    for _ in range(60):
        node.later(1)

    assert (node.asked_about("safe"), node.asked_about("finalized")) == (1, 1)


def test_a_node_that_does_not_know_the_tags_is_left_alone_for_an_hour() -> None:
    node = a_node()

    for _ in range(30):
        node.later(29)
        node.announces(a_block(max(node.canonical) + 1))
    early = node.asked_about("safe")
    standing = node.feed.standings(node.now_ns)["finality"]
    for _ in range(110):
        node.later(29)
        node.announces(a_block(max(node.canonical) + 1))

    assert early == 1
    assert node.asked_about("safe") == 2
    assert standing.condition == "refused"
    assert standing.why == "not told by this node: invalid block tag (-32602)"


def test_a_final_block_other_than_the_one_that_was_read_is_told_as_a_hole() -> None:
    node = a_node()
    node.blocks["0xb8"] = a_block(8, branch="b")
    node.canonical[8] = "0xb8"
    node.tags = {"safe": 9, "finalized": 8}

    node.later(1)

    assert node.finality == [("safe", 9)]
    assert node.opened == ["block 8 is final as 0xb8 and was read as 0xa8"]
    assert node.feed.standings(node.now_ns)["finality"].condition == "broken"


def test_nothing_is_called_final_before_a_block_was_read() -> None:
    node = Node(EthereumFeed(internal="off"))
    node.tags = {"safe": 5, "finalized": 5}
    node.connect()

    node.later(5)

    assert node.asked_about("safe") == 0
