"""Specification of subscriptions that die while their socket lives, and are made anew."""

from core.conversation import Reconnect
from engine.feeds.ethereum import EthereumFeed
from tests.support.ethereum import Node, a_block

TIMED_OUT = {"code": -32000, "message": "Subscription timed out"}


def a_node() -> Node:
    node = Node(EthereumFeed(internal="off"))
    node.connect()
    node.announces(a_block(7))
    return node


def test_a_subscription_that_timed_out_is_made_anew_on_the_open_socket() -> None:
    node = a_node()
    old = node.id_of("newHeads")

    node.says({"jsonrpc": "2.0", "error": TIMED_OUT})

    assert node.id_of("newHeads") != old
    assert node.asked.count("eth_unsubscribe") == 1
    assert node.opened == ["the node ended the subscription: timed out"]


def test_the_hole_is_closed_by_the_first_head_of_the_new_subscription() -> None:
    node = a_node()
    node.says({"jsonrpc": "2.0", "error": TIMED_OUT})

    node.has(a_block(8))
    node.announces(a_block(9))

    assert node.told == ["0xa7", "0xa8", "0xa9"]
    assert node.healed == [
        ("newHeads", "the node ended the subscription: timed out", "2 blocks fetched")
    ]


def test_heads_that_only_our_questions_find_show_a_dead_subscription() -> None:
    node = a_node()

    for number in (8, 9, 10):
        node.has(a_block(number))
        node.later(10)

    assert node.told == ["0xa7", "0xa8", "0xa9", "0xa10"]
    assert node.asked.count("eth_subscribe") == 2
    assert node.opened == ["new heads were not announced, they were found by asking"]


def test_one_head_that_our_question_finds_first_is_no_sign_of_death() -> None:
    node = a_node()

    node.has(a_block(8))
    node.later(10)
    node.announces(a_block(9))
    node.has(a_block(10))
    node.later(10)

    assert node.asked.count("eth_subscribe") == 1


def test_a_node_that_announces_to_others_is_left() -> None:
    node = a_node()

    for number in range(8, 20):
        node.has(a_block(number))
        node.later(10)

    reason = "subscribed 3 times, and the node announces no head"
    assert node.reconnects[0] == Reconnect(reason=reason, elsewhere=True)


def test_a_strange_id_is_believed_and_answered_with_a_new_subscription() -> None:
    node = a_node()

    node.has(a_block(8))
    node.notifies(a_block(8), under="0xbeef")

    assert node.told == ["0xa7", "0xa8"]
    assert node.asked.count("eth_subscribe") == 2
    assert node.opened == ["a notification came under an id that was never given"]


def test_the_same_strange_id_is_answered_once() -> None:
    node = a_node()

    for number in (8, 9, 10):
        node.has(a_block(number))
        node.notifies(a_block(number), under="0xbeef")

    assert node.told[-1] == "0xa10"
    assert node.asked.count("eth_subscribe") == 2


def test_a_node_that_invents_ids_is_left() -> None:
    node = a_node()

    for number in range(8, 26):
        node.has(a_block(number))
        node.notifies(a_block(number), under=f"0xbad{number}")

    assert node.reconnects[0].elsewhere
    assert "ids it never gave" in node.reconnects[0].reason


def test_a_notification_before_the_acknowledgement_is_ours() -> None:
    node = Node(EthereumFeed(internal="off"))
    node.mute = {"eth_subscribe"}
    node.connect()

    node.has(a_block(7))
    node.notifies(a_block(7), under="0xnew")

    assert (node.told, node.gaps) == (["0xa7"], [])


def test_ids_of_the_last_connection_mean_nothing_on_the_next() -> None:
    node = a_node()
    node.disconnect()

    node.connect()
    node.announces(a_block(8))

    assert node.told == ["0xa7", "0xa8"]
    assert node.opened == []


def test_a_subscription_that_is_refused_for_the_moment_is_asked_for_again() -> None:
    node = Node(EthereumFeed(internal="off"))
    node.refuses = {"eth_subscribe": {"code": -32000, "message": "Unable to complete request"}}
    node.connect()

    node.refuses = {}
    node.later(0.5)
    node.announces(a_block(7))

    assert node.told == ["0xa7"]


def test_a_node_in_lasting_trouble_is_left() -> None:
    node = Node(EthereumFeed(internal="off"))
    node.refuses = {"eth_subscribe": {"code": -32000, "message": "Unable to complete request"}}
    node.connect()

    for _ in range(6):
        node.later(2)

    assert node.reconnects[0].reason == "newHeads refused: Unable to complete request (-32000)"
