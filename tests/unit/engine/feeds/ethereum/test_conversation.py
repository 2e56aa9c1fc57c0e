"""Specification of the conversation with an Ethereum node."""

import pytest

from core.conversation import Reconnect, Unreadable
from engine.feeds.ethereum import EthereumFeed, Thresholds
from tests.support.ethereum import WEI, Node, a_block
from tests.support.facts import NOON


def a_node(*, cursor: tuple[int, str] | None = None, max_backfill: int | None = None) -> Node:
    feed = EthereumFeed(
        least=Thresholds(wei=100 * WEI, tokens={}), cursor=cursor, max_backfill=max_backfill
    )
    return Node(feed)


def test_the_block_at_the_head_is_told_at_once() -> None:
    node = a_node()
    node.has(a_block(7))

    node.connect()

    assert node.told == ["0xa7"]
    assert [transfer.status for transfer in node.transfers] == ["success"]


def test_blocks_are_told_in_order_each_after_its_transfers() -> None:
    node = a_node()
    node.connect()

    for number in (7, 8, 9):
        node.announces(a_block(number))

    assert node.told == ["0xa7", "0xa8", "0xa9"]
    assert node.kinds == ["Transfer", "Block"] * 3


def test_a_failed_transaction_is_told_as_failed() -> None:
    node = a_node()
    node.failed = {"0xa7-tx"}
    node.connect()

    node.announces(a_block(7))

    assert [transfer.status for transfer in node.transfers] == ["failed"]


def test_a_node_without_receipts_leaves_the_status_unknown() -> None:
    node = a_node()
    node.receipts = False
    node.connect()

    node.announces(a_block(7))
    node.later(1)

    assert [transfer.status for transfer in node.transfers] == ["unknown"]


def test_small_transfers_are_not_told() -> None:
    node = a_node()
    node.connect()

    node.announces(a_block(7, eth=99.9))

    assert (node.told, node.transfers) == (["0xa7"], [])


def test_a_head_that_is_announced_twice_is_told_once() -> None:
    node = a_node()
    node.connect()

    node.announces(a_block(7))
    node.announces(a_block(7))

    assert node.told == ["0xa7"]


def test_blocks_that_were_never_announced_are_fetched() -> None:
    node = a_node()
    node.connect()
    node.announces(a_block(7))

    node.has(a_block(8), a_block(9))
    node.announces(a_block(10))

    assert node.told == ["0xa7", "0xa8", "0xa9", "0xa10"]
    assert [transfer.late_ns > 0 for transfer in node.transfers] == [False, True, True, False]


def test_a_start_goes_on_behind_the_last_block_of_the_run_before() -> None:
    node = a_node(cursor=(7, "0xa7"))
    node.has(a_block(7), a_block(8), a_block(9))

    node.connect()

    assert node.told == ["0xa8", "0xa9"]


def test_a_gap_beyond_the_limit_is_reported_and_reading_goes_on_at_the_head() -> None:
    node = a_node(max_backfill=0)
    node.connect()
    node.announces(a_block(7))

    node.announces(a_block(1_000))

    assert node.told == ["0xa7", "0xa1000"]
    assert node.healed == [("newHeads", "992 blocks after 7 are not fetched (limit 0)", "none")]


def test_heads_that_come_while_a_block_is_on_its_way_keep_to_the_limit() -> None:
    node = a_node(max_backfill=0)
    node.receipts = False
    node.connect()
    node.announces(a_block(7))

    node.announces(a_block(1_000))
    node.announces(a_block(2_000))
    for _ in range(9):
        node.later(1)

    assert node.told == ["0xa7", "0xa1000", "0xa2000"]
    assert [reason for _, reason, _ in node.healed] == [
        "992 blocks after 7 are not fetched (limit 0)",
        "999 blocks after 1000 are not fetched (limit 0)",
    ]


def test_a_block_that_leaves_the_chain_is_retracted_before_its_replacement() -> None:
    node = a_node()
    node.connect()
    node.announces(a_block(7))
    node.announces(a_block(8))

    node.announces(a_block(8, branch="b", parent="0xa7"))
    node.announces(a_block(9, branch="b"))

    assert node.told == ["0xa7", "0xa8", "-0xa8", "0xb8", "0xb9"]


def test_a_deep_reorganisation_is_walked_back_to_the_common_block() -> None:
    node = a_node()
    node.connect()
    for number in (7, 8, 9, 10):
        node.announces(a_block(number))

    node.has(a_block(8, branch="b", parent="0xa7"), a_block(9, branch="b"))
    node.announces(a_block(10, branch="b"))

    retracted = ["-0xa10", "-0xa9", "-0xa8"]
    assert node.told[4:] == [*retracted, "0xb8", "0xb9", "0xb10"]


def test_a_reorganisation_across_a_restart_retracts_the_last_block() -> None:
    node = a_node(cursor=(7, "0xa7"))
    node.has(a_block(6, branch="b"), a_block(7, branch="b"), a_block(8, branch="b"))

    node.connect()

    assert node.told == ["-0xa7", "0xb7", "0xb8"]
    assert node.healed[0][1:] == (
        "no common block above 7",
        "all that is remembered is taken back; read again from 7 on",
    )


def test_a_block_the_node_does_not_have_yet_is_asked_for_again() -> None:
    node = a_node()
    node.connect()
    node.announces(a_block(7))
    node.notifies(a_block(8))

    before = list(node.told)
    node.has(a_block(8))
    node.later(0.5)

    assert (before, node.told) == (["0xa7"], ["0xa7", "0xa8"])


def test_a_block_that_never_comes_does_not_hold_up_the_chain() -> None:
    node = a_node()
    node.connect()
    node.announces(a_block(7))
    node.notifies(a_block(8, branch="x", parent="0xa7"))

    for _ in range(8):
        node.later(9)
    node.announces(a_block(8))

    assert node.healed[0][1] == "the node announced block 8 and never had it"
    assert node.told == ["0xa7", "0xa8"]


def test_a_busy_node_is_asked_again_after_a_second() -> None:
    node = a_node()
    node.connect()
    node.notifies(a_block(7))
    node.says({"jsonrpc": "2.0", "error": {"code": 429, "message": "slow down"}})

    node.has(a_block(7))
    node.later(1.1)

    assert node.told == ["0xa7"]


def test_a_node_that_says_nothing_is_given_up() -> None:
    feed = EthereumFeed()
    feed.connected(NOON)

    (step,) = feed.tick(NOON + 31_000_000_000)

    assert isinstance(step, Reconnect)


@pytest.mark.parametrize("frame", [b"hello", b"[]", b'{"params":{"result":{"hash":1}}}'])
def test_what_cannot_be_read_is_handed_back(frame: bytes) -> None:
    feed = EthereumFeed()
    feed.connected(NOON)

    (step,) = feed.received(frame, NOON)

    assert isinstance(step, Unreadable)


def test_a_value_that_is_no_number_costs_its_block_and_no_other() -> None:
    node = a_node()
    node.connect()
    broken = a_block(7)
    broken["transactions"][0]["value"] = "0xzzzzzzzzzzzzzzzzzzzzzzzz"

    node.announces(broken)
    node.announces(a_block(8))

    assert node.told == ["0xa7", "0xa8"]
    assert [type(step) for step in node.others] == [Unreadable]


def test_a_branch_that_replaced_blocks_of_the_run_before_is_found_whole() -> None:
    node = a_node(cursor=(7, "0xa7"))
    node.has(a_block(5), a_block(6), a_block(7))
    node.has(a_block(6, branch="b", parent="0xa5"), a_block(7, branch="b"), a_block(8, branch="b"))

    node.connect()

    assert node.told == ["-0xa7", "-0xa6", "0xb6", "0xb7", "0xb8"]
    assert node.opened == []
