"""Specification of the header chain: which blocks come next."""

from engine.feeds.ethereum.road.chain import Wanted
from engine.feeds.ethereum.road.links import REMEMBERED
from tests.support.facts import NOON, SECOND
from tests.support.headers import a_chain, a_header


def by_number(number: int) -> Wanted:
    return Wanted(number=number, hash=None, backfill=True)


def by_hash(number: int, branch: str = "a") -> Wanted:
    return Wanted(number=number, hash=f"0x{branch}{number}", backfill=False)


def test_the_first_head_is_the_first_block() -> None:
    chain = a_chain()

    chain.head(a_header(7), NOON)

    assert chain.plan(8) == [by_hash(7)]


def test_a_gap_is_planned_by_number_and_ahead_of_its_head() -> None:
    chain = a_chain(7)

    chain.head(a_header(10), NOON)

    assert chain.hole() == range(8, 10)
    assert chain.plan(8) == [by_number(8), by_number(9), by_hash(10)]


def test_no_more_is_planned_than_may_be_under_way() -> None:
    chain = a_chain(7)

    chain.head(a_header(10_000), NOON)

    assert chain.plan(3) == [by_number(8), by_number(9), by_number(10)]


def test_a_head_is_news_once() -> None:
    chain = a_chain(7)

    news = [chain.head(a_header(8), NOON) for _ in range(2)]

    assert news == [True, False]


def test_a_strange_parent_is_fetched_before_its_child() -> None:
    chain = a_chain(7, 8)
    head = a_header(9, branch="b")
    chain.head(head, NOON)

    placed = chain.offer(head)

    assert not placed.kept
    assert chain.plan(8) == [by_hash(8, "b"), by_hash(9, "b")]


def test_what_a_branch_replaces_is_named_newest_first() -> None:
    chain = a_chain(7, 8, 9)

    placed = chain.offer(a_header(8, branch="b", parent="0xa7"))

    assert [link.hash for link in placed.orphaned] == ["0xa9", "0xa8"]
    assert (chain.hash_at(8), chain.hash_at(9)) == ("0xb8", None)


def test_hashes_are_remembered_far_beyond_finality() -> None:
    chain = a_chain(*range(1, 301))

    oldest = 300 - REMEMBERED + 1

    assert chain.hash_at(oldest) == f"0xa{oldest}"
    assert chain.hash_at(oldest - 1) is None


def test_a_block_that_nobody_has_leaves_a_place_for_the_next() -> None:
    chain = a_chain(7)
    chain.head(a_header(9), NOON)

    words = chain.give_up(by_number(8))
    placed = chain.offer(a_header(9))

    assert words == "the node does not have block 8"
    assert placed.kept
    assert chain.hash_at(7) == "0xa7"


def test_a_node_with_a_pruned_past_is_read_from_its_head_on() -> None:
    chain = a_chain(7)
    chain.head(a_header(1_000), NOON)

    words = [chain.give_up(by_number(number)) for number in range(8, 16)]

    assert words[-1] == "the node has no block 15 nor those before it; reading goes on at its head"
    assert chain.plan(8) == [by_hash(1_000)]


def test_a_node_that_is_behind_the_last_run_is_waited_for() -> None:
    chain = a_chain(cursor=(100, "0xa100"))

    news = chain.head(a_header(98), NOON)

    assert (news, chain.lags, chain.plan(8)) == (False, True, [])


def test_a_node_that_stays_behind_for_ten_minutes_has_another_chain() -> None:
    chain = a_chain(cursor=(100, "0xa100"))
    chain.head(a_header(98), NOON)

    news = chain.head(a_header(99, branch="b"), NOON + 601 * SECOND)
    asked = chain.offer(a_header(99, branch="b"))
    chain.extend(None)
    placed = chain.offer(a_header(99, branch="b"))

    assert (news, asked.past) == (True, "0xa100")
    assert [link.hash for link in placed.orphaned] == ["0xa100"]
    assert placed.lost == "no common block above 100"


def test_a_branch_that_began_before_the_last_run_is_walked_back_on_both_sides() -> None:
    chain = a_chain(cursor=(100, "0xa100"))
    chain.head(a_header(101, branch="b"), NOON)

    chain.offer(a_header(101, branch="b"))
    first = chain.offer(a_header(100, branch="b"))
    chain.extend(a_header(100))
    chain.offer(a_header(100, branch="b"))
    second = chain.offer(a_header(99, branch="b", parent="0xa98"))
    chain.extend(a_header(99))
    placed = chain.offer(a_header(99, branch="b", parent="0xa98"))

    assert (first.past, second.past) == ("0xa100", "0xa99")
    assert [link.hash for link in placed.orphaned] == ["0xa100", "0xa99"]
    assert placed.lost is None


def test_what_was_never_told_need_not_be_taken_back() -> None:
    chain = a_chain(7)
    chain.head(a_header(7, branch="b"), NOON)

    placed = chain.offer(a_header(7, branch="b"))

    assert [link.hash for link in placed.orphaned] == ["0xa7"]
    assert placed.lost is None


def test_heads_that_wait_behind_a_long_gap_take_no_more_room_than_they_need() -> None:
    chain = a_chain(7)

    for number in range(100, 1_100):
        chain.head(a_header(number), NOON)

    assert chain.plan(2) == [by_number(8), by_number(9)]
    assert chain.newest == 1_099


def test_a_gap_beyond_the_limit_is_left_behind() -> None:
    chain = a_chain(7, most=10)
    chain.head(a_header(100), NOON)

    words = chain.jump()

    assert words == "92 blocks after 7 are not fetched (limit 10)"
    assert chain.plan(8) == [by_hash(100)]


def test_the_branch_that_is_walked_back_is_no_hole() -> None:
    chain = a_chain(7, 8, 9, most=0)
    chain.head(a_header(10, branch="b"), NOON)

    for number in (10, 9):
        chain.offer(a_header(number, branch="b"))
    chain.offer(a_header(8, branch="b", parent="0xa7"))

    assert (chain.hole(), chain.jump()) == (None, None)
    assert chain.plan(8) == [by_hash(9, "b"), by_hash(10, "b")]
