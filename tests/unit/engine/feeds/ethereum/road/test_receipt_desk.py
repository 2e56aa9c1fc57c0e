"""Specification of receipts that come, come late, or do not come."""

from engine.feeds.ethereum import EthereumFeed
from tests.support.ethereum import UNKNOWN, Node, a_block


def a_node() -> Node:
    node = Node(EthereumFeed(internal="off"))
    node.connect()
    return node


def statuses(node: Node) -> list[str]:
    return [transfer.status for transfer in node.transfers]


def test_receipts_that_come_late_are_waited_for_where_the_node_usually_gives_them() -> None:
    node = a_node()
    node.announces(a_block(7))
    node.receipts = False
    node.announces(a_block(8))

    before = statuses(node)
    node.later(1)
    node.later(2)
    node.receipts = True
    node.later(4)

    assert (before, statuses(node)) == (["success"], ["success", "success"])


def test_a_block_whose_receipts_never_come_is_told_and_the_ledger_says_so() -> None:
    node = a_node()
    node.announces(a_block(7))
    node.receipts = False
    node.announces(a_block(8))

    for _ in range(8):
        node.later(9)

    assert statuses(node) == ["success", "unknown"]
    assert node.healed == [
        (
            "receipts",
            "the receipts of block 8 did not come",
            "none: its transfers have the status unknown",
        )
    ]


def test_a_node_without_receipts_is_not_waited_for_and_the_standing_says_so() -> None:
    node = a_node()
    node.refuses = {"eth_getBlockReceipts": UNKNOWN}

    for number in (7, 8, 9):
        node.announces(a_block(number))

    assert statuses(node) == ["unknown"] * 3
    assert node.asked.count("eth_getBlockReceipts") == 1
    standing = node.feed.standings(node.now_ns)["receipts"]
    assert standing.condition == "refused"
    assert standing.why.endswith("(-32601)): the status of transfers is unknown")
    assert node.feed.standings(node.now_ns)["tokens"].why.endswith("tokens are not seen")


def test_the_next_node_is_asked_for_receipts_again() -> None:
    node = a_node()
    node.refuses = {"eth_getBlockReceipts": UNKNOWN}
    node.announces(a_block(7))
    node.disconnect()

    node.refuses = {}
    node.connect()
    node.announces(a_block(8))

    assert statuses(node) == ["unknown", "success"]


def test_a_block_without_transactions_needs_no_receipts() -> None:
    node = a_node()

    node.announces({**a_block(7), "transactions": []})

    assert node.told == ["0xa7"]
    assert "eth_getBlockReceipts" not in node.asked
