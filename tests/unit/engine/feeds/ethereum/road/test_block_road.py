"""Specification of the road of blocks: several on their way at once, told in order, none lost."""

from engine.feeds.ethereum import EthereumFeed
from tests.support.ethereum import Node, a_block
from tests.support.facts import SECOND


def a_node(*, last: int = 7) -> Node:
    node = Node(EthereumFeed(internal="off"))
    node.connect()
    node.announces(a_block(last))
    return node


def asked_for(node: Node) -> list[str]:
    """Numbers and hashes of the blocks that were asked for."""
    blocks = [one["params"][0] for one in node.questions if one["params"][1:] == [True]]
    return blocks[1:]


def test_eight_blocks_of_a_gap_are_under_way_at_once() -> None:
    node = a_node()
    node.mute = {"eth_getBlockByNumber"}

    node.announces(a_block(100))

    assert asked_for(node) == [hex(number) for number in range(8, 16)]


def test_answers_in_any_order_are_told_in_the_chain_s() -> None:
    node = a_node()
    node.mute = {"eth_getBlockByNumber", "eth_getBlockByHash"}
    node.has(*(a_block(number) for number in range(8, 12)))
    node.announces(a_block(12))

    node.kept.reverse()
    node.answers_now()

    assert node.told == [f"0xa{number}" for number in range(7, 13)]


def test_a_gap_of_many_blocks_is_filled_whole_and_told_as_healed() -> None:
    node = a_node()
    node.has(*(a_block(number) for number in range(8, 300)))

    node.announces(a_block(300))

    assert node.told == [f"0xa{number}" for number in range(7, 301)]
    reason = "heads 8 to 299 came unannounced"
    assert node.healed == [("newHeads", reason, "293 blocks fetched")]


def test_blocks_fetched_ahead_are_fetched_anew_when_the_chain_was_replaced_meanwhile() -> None:
    node = a_node()
    node.has(a_block(8), a_block(9), a_block(10))
    node.mute = {"eth_getBlockByNumber"}
    node.notifies(a_block(11, branch="b"))
    first, *others = node.kept
    node.kept = others
    node.answers_now()

    node.has(a_block(8, branch="b", parent="0xa7"))
    node.has(*(a_block(number, branch="b") for number in (9, 10, 11)))
    node.kept = [first]
    node.answers_now()
    node.later(1)

    assert node.told == ["0xa7", "0xb8", "0xb9", "0xb10", "0xb11"]


def test_a_lost_connection_is_a_hole_until_its_blocks_are_fetched() -> None:
    node = a_node()
    node.disconnect("1006")

    node.has(a_block(8), a_block(9))
    open_then = list(node.opened)
    node.later(60)
    node.connect()

    assert open_then == ["connection lost: 1006"]
    assert node.healed == [("newHeads", "connection lost: 1006", "2 blocks fetched")]
    assert node.gaps[1].until_ns == node.now_ns
    assert node.gaps[1].since_ns == node.now_ns - 60 * SECOND


def test_a_connection_that_came_back_before_the_next_block_missed_nothing() -> None:
    node = a_node()
    node.disconnect("1006")

    node.connect()

    assert node.healed == [("newHeads", "connection lost: 1006", "no block was missed")]


def test_a_block_that_no_node_has_costs_itself_alone() -> None:
    node = a_node()
    node.has(a_block(9))
    node.announces(a_block(10))

    for _ in range(12):
        node.later(9)

    assert node.told == ["0xa7", "0xa9", "0xa10"]
    assert ("newHeads", "the node does not have block 8", "none") in node.healed
    assert node.lost == {"blocks"}


def test_a_node_that_lacks_block_after_block_is_left() -> None:
    node = a_node()
    node.announces(a_block(40))

    for _ in range(30):
        node.later(9)

    assert node.reconnects[0].elsewhere
    assert "3 blocks in a row" in node.reconnects[0].reason


def test_a_block_other_than_was_asked_for_is_not_taken() -> None:
    node = a_node()
    node.answers["eth_getBlockByHash"] = a_block(5)
    node.announces(a_block(8))

    del node.answers["eth_getBlockByHash"]
    node.later(1)

    assert node.told == ["0xa7", "0xa8"]


def test_a_block_with_a_broken_number_is_handed_back_and_asked_for_again() -> None:
    node = a_node()
    node.answers["eth_getBlockByHash"] = {**a_block(8), "timestamp": "noon"}
    node.announces(a_block(8))

    del node.answers["eth_getBlockByHash"]
    node.later(1)

    assert node.told == ["0xa7", "0xa8"]
    assert "noon" in str(node.others[0])


def test_the_standing_says_how_much_is_still_to_be_read() -> None:
    node = a_node()
    node.mute = {"eth_getBlockByNumber"}

    node.announces(a_block(107))

    standing = node.feed.standings(node.now_ns)["blocks"]
    assert (standing.condition, standing.why) == ("late", "100 blocks are still to be read")


def test_a_branch_longer_than_memory_is_taken_back_whole() -> None:
    node = a_node(last=1)
    for number in range(2, 321):
        node.announces(a_block(number))

    node.has(a_block(11, branch="b", parent="0xa10"))
    node.has(*(a_block(number, branch="b") for number in range(12, 321)))
    node.announces(a_block(321, branch="b"))

    assert node.standing[:10] == [f"0xa{number}" for number in range(1, 11)]
    assert node.standing[10:] == [f"0xb{number}" for number in range(11, 322)]
    assert node.gaps == []


def test_a_node_that_complains_is_asked_for_fewer_blocks_at_a_time() -> None:
    node = a_node()
    node.mute = {"eth_getBlockByNumber"}
    node.announces(a_block(100))
    node.says({"jsonrpc": "2.0", "error": {"code": 429, "message": "slow down"}})

    node.has(*(a_block(number) for number in range(8, 100)))
    node.kept = node.kept[-8:-7]
    node.answers_now()
    asked = set(asked_for(node))
    node.later(2)

    assert asked == {hex(number) for number in range(8, 16)}
    assert node.told[-1] == "0xa100"
