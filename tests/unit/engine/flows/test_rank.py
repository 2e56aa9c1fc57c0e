"""Specification of ranks: how large a transfer is among those of the last 30 days, or nothing."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.chain import Transfer
from engine.flows.rank import Rank, Ranks
from tests.support.facts import SECOND
from tests.support.flows import a_move, gone

DAY = 7_200
"""Blocks of 12 seconds."""


def sizes(*coins: float, every: int = 1) -> list[Transfer]:
    return [
        a_move("ann", "bob", size, block=n * every, tx=f"0x{n}") for n, size in enumerate(coins)
    ]


def ranks(*transfers: Transfer, days: int = 30, keep: int = 100) -> list[int | None]:
    made = Ranks(days=days, keep=keep, least=1)
    taken = [made.take(transfer) for transfer in transfers]
    return [rank.place if rank else None for rank in taken]


def test_the_largest_is_the_first_and_equal_ones_share_a_place() -> None:
    assert ranks(*sizes(5, 7, 6, 7, 1)) == [1, 1, 2, 1, 5]


def test_one_wei_is_a_difference() -> None:
    much = 10**7
    by_a_hair = a_move("ann", "bob", much + 1e-6, block=1)

    assert ranks(a_move("ann", "bob", much), by_a_hair, a_move("eve", "bob", much, block=2)) == [
        1,
        1,
        2,
    ]


def test_it_says_among_how_many_and_how_many_days_back() -> None:
    made = Ranks(least=3)

    first, second, third = [made.take(each) for each in sizes(9, 8, 7, every=DAY)]

    assert (first, second) == (None, None)
    assert third == Rank(place=3, of=3, days=2.0)


def test_today_and_so_many_days_before_count_and_no_more() -> None:
    assert ranks(*sizes(9, 8, 7, every=DAY), days=1) == [1, 2, 2]


def test_of_a_day_only_the_largest_are_kept_and_nothing_is_said_that_needs_the_others() -> None:
    made = Ranks(keep=2, least=1)

    places = [rank.place if (rank := made.take(each)) else None for each in sizes(5, 6, 7, 8, 4, 7)]

    # 6 was the last to be let go: 4 is smaller and has no rank, 7 has an exact one.
    assert places == [1, 1, 1, 1, None, 2]
    assert len(made) == 2


def test_what_is_older_than_the_newest_is_counted_but_not_ranked() -> None:
    late = a_move("eve", "bob", 6, block=3)

    assert ranks(a_move("ann", "bob", 5, block=9), late, a_move("ann", "bob", 5.5, block=10)) == [
        1,
        None,
        2,
    ]


def test_what_is_older_than_the_window_changes_nothing() -> None:
    old = a_move("eve", "bob", 6, block=0)

    assert ranks(
        *sizes(5, 5, every=40 * DAY)[1:], old, a_move("ann", "eve", 1, block=41 * DAY)
    ) == [
        1,
        None,
        2,
    ]


def test_a_block_that_leaves_the_chain_takes_its_sizes_with_it() -> None:
    made = Ranks(least=1)
    for each in sizes(5, 9):
        made.take(each)

    made.retract(gone(1))

    after = made.take(a_move("ann", "bob", 7, block=1, branch="'"))

    assert after is not None
    assert (after.place, after.of) == (1, 2)


def test_a_transfer_counts_once_in_the_block_that_holds_it_now() -> None:
    made = Ranks(least=1)
    made.take(a_move("ann", "bob", 9, block=1, tx="0xa"))

    again = made.take(a_move("ann", "bob", 9, block=2, tx="0xa"))

    assert again is not None
    assert (again.place, again.of) == (1, 1)
    assert made.take(a_move("ann", "bob", 9, block=2, tx="0xa")) is None


@pytest.mark.parametrize("wrong", [{"days": 0}, {"keep": 0}, {"least": 0}])
def test_ranks_of_nothing_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="take 1 or more"):
        Ranks(**wrong)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, DAY), st.integers(1, 9)), min_size=1, max_size=40),
    st.integers(0, 40),
)
def test_a_rank_is_what_sorting_everything_would_say(
    steps: list[tuple[int, int]], restart_at: int
) -> None:
    made, block, taken = Ranks(days=2, keep=3, least=1), 0, []
    for number, (step, coins) in enumerate(steps):
        block += step
        move = a_move("ann", "bob", coins, block=block, tx=f"0x{number}")
        day = move.at_ns // (86_400 * SECOND)
        taken.append((day, coins))
        if number == restart_at:
            made = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own bytes

        rank = made.take(move)

        kept = sorted((size for when, size in taken if when >= day - 2), reverse=True)
        if rank is None:
            assert kept.index(coins) >= 3
        else:
            assert (rank.place, rank.of) == (kept.index(coins) + 1, len(kept))
