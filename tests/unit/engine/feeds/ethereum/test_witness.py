"""Specification of the comparison with a second provider."""

from engine.feeds.ethereum import EthereumFeed, Witness, compare
from tests.support.ethereum import Node, a_block
from tests.support.facts import NOON, SECOND
from tests.support.headers import a_chain


def a_second(feed: EthereumFeed, *, chain_id: int = 1) -> Node:
    """The second provider, with the witness at the other end."""
    return Node(feed, chain_id=chain_id, peer=Witness(feed, interval_s=15))


def two_nodes(*, ours: str = "a", theirs: str = "a", last: int = 20) -> tuple[Node, Node]:
    feed = EthereumFeed(internal="off")
    first, second = Node(feed), a_second(feed)
    first.connect()
    for number in range(1, last + 1):
        first.announces(a_block(number, branch=ours))
        second.has(a_block(number, branch=theirs))
    second.connect()
    return first, second


def test_equal_hashes_prove_the_heads_and_the_blocks() -> None:
    first, second = two_nodes()

    standings = first.feed.standings(NOON)

    assert standings["newHeads"].proven_ns == NOON
    assert standings["blocks"].proven_ns == NOON
    assert second.peer.standings(NOON)["head"].why == "equal up to block 16"


def test_the_comparison_is_made_again_and_again() -> None:
    first, second = two_nodes()

    second.later(15)

    assert first.feed.standings(NOON)["blocks"].proven_ns == NOON + 15 * SECOND


def test_different_hashes_below_the_tip_are_a_hole() -> None:
    first, second = two_nodes(theirs="b")

    assert second.opened == ["block 16 is 0xa16 here and 0xb16 at a second provider"]
    assert first.feed.standings(NOON)["blocks"].condition == "broken"
    assert second.peer.standings(NOON)["head"].condition == "broken"


def test_the_hole_is_closed_when_both_agree_again() -> None:
    first, second = two_nodes(theirs="b")

    second.has(*(a_block(number) for number in range(1, 21)))
    second.later(15)

    assert second.opened == []
    assert second.healed[0][2] == "both providers agree again"
    assert first.feed.standings(second.now_ns)["blocks"].condition == "live"


def test_a_witness_of_another_chain_is_not_heard() -> None:
    feed = EthereumFeed(internal="off")
    second = a_second(feed, chain_id=10)

    second.connect()

    assert "check WHALE_ETHEREUM_WITNESS" in second.reconnects[0].reason


def test_a_silent_witness_is_given_up() -> None:
    feed = EthereumFeed(internal="off")
    second = a_second(feed)
    second.mute = {"eth_chainId", "eth_getBlockByNumber"}
    second.connect()

    second.later(61)

    assert second.reconnects[0].reason == "the second provider says nothing"


def test_a_shut_door_is_told_in_words() -> None:
    second = a_second(EthereumFeed(internal="off"))
    second.refuses = {"eth_chainId": {"code": -32600, "message": "Must be authenticated!"}}

    second.connect()

    reason = "the node refuses the key: check it in WHALE_ETHEREUM_WITNESS"
    assert second.reconnects[0].reason == reason


def test_the_highest_block_that_both_know_decides() -> None:
    chain = a_chain(*range(1, 11))

    found = compare(chain, {3: "0xold", 6: "0xa6", 12: "0xa12"}, head=13)

    assert (found.height, found.proven, found.disputed, found.behind) == (6, True, False, 3)


def test_a_difference_near_the_tip_is_no_dispute() -> None:
    chain = a_chain(*range(1, 11))

    found = compare(chain, {8: "0xb8"}, head=10)

    assert not found.proven
    assert not found.disputed


def test_nothing_in_common_proves_nothing() -> None:
    chain = a_chain(*range(1, 11))

    found = compare(chain, {}, head=10)

    assert (found.height, found.proven, found.disputed) == (0, False, False)


def test_being_far_behind_the_other_is_seen_in_the_standing() -> None:
    first, second = two_nodes()

    second.has(*(a_block(number) for number in range(21, 27)))
    second.later(15)

    standing = first.feed.standings(second.now_ns)["newHeads"]
    assert (standing.condition, standing.why) == ("late", "6 blocks behind the second provider")
