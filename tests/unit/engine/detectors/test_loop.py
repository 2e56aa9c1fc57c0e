"""Specification of round trips: wallets that pay in a circle until nobody has gained or lost."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.chain import Transfer
from engine.detectors.loop import LoopOptions, Loops
from tests.support.flows import a_move, gone
from tests.support.patterns import Hearing, told

DAY = 7_200
"""Blocks of 12 seconds."""


def round_trip(
    *sizes: float, wallets: str = "abc", every: int = 10, first: int = 0
) -> list[Transfer]:
    """One after the other pays the next, the last the first."""
    count = len(wallets)
    return [
        a_move(
            wallets[number % count],
            wallets[(number + 1) % count],
            size,
            block=first + number * every,
            tx=f"0x{first + number:04}",
        )
        for number, size in enumerate(sizes)
    ]


def test_three_wallets_that_pass_a_sum_around_are_a_loop() -> None:
    (found,) = told(Loops(), *round_trip(500, 500, 500))

    assert found.kind == "loop"
    assert found.texts["members"] == "0x0000 0x0001 0x0002"
    assert found.texts["wallets"] == "a b c"
    assert (found.numbers["count"], found.numbers["wallets"]) == (3, 3)
    assert (found.numbers["total"], found.numbers["window_s"]) == (1_500, 240)


def test_it_is_known_with_the_transfer_that_makes_everybody_even() -> None:
    hearing = Hearing(Loops())
    facts = [*round_trip(500, 500, 300), a_move("c", "a", 200, block=40, tx="0x9")]

    before, (found,) = hearing.update(*facts[:3]), hearing.update(facts[3])

    assert before == []
    assert found.known_ns == facts[3].at_ns


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (round_trip(500, 500, wallets="ab"), "a payment that is returned"),
        (round_trip(500, 500, 489.9), "more than the fees are missing"),
        (round_trip(99, 99, 99), "sums below what counts"),
        (round_trip(500, 500), "nothing comes back"),
        (round_trip(500, 500, 500, every=DAY // 2 + 1), "it takes longer than a day"),
        (round_trip(500, 500)[:2] * 3, "the same transfers are read again"),
        (
            [a_move("a", "hot", 500), a_move("hot", "b", 500, block=1), a_move("b", "a", 500)],
            "an exchange pays many from one purse",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_else_is_no_loop(facts: list[Transfer], why: str) -> None:
    assert told(Loops(), *facts) == []


def test_the_share_that_may_be_missing_and_the_day_count_to_their_ends() -> None:
    assert len(told(Loops(), *round_trip(500, 500, 490))) == 1
    assert len(told(Loops(), *round_trip(500, 500, 500, every=DAY // 2))) == 1


def test_it_is_told_again_when_it_has_doubled_and_names_the_first() -> None:
    first, again = told(Loops(), *round_trip(*[500] * 10))

    assert (again.numbers["count"], again.of) == (6, first.id)
    assert again.id != first.id


def test_another_wallet_that_joins_carries_the_same_round_on() -> None:
    wider = round_trip(500, 500, 500, wallets="cde", first=100)

    first, again = told(Loops(), *round_trip(500, 500, 500), *wider)

    assert again.of == first.id
    assert again.texts["wallets"] == "a b c d e"


def test_a_day_without_it_ends_it_and_the_next_is_another() -> None:
    first, other = told(
        Loops(), *round_trip(500, 500, 500), *round_trip(500, 500, 500, first=2 * DAY)
    )

    assert (other.of, other.id != first.id) == (None, True)


def test_a_block_that_leaves_the_chain_opens_it_again() -> None:
    hearing = Hearing(Loops())

    (first,) = hearing.update(*round_trip(500, 500, 500))
    (taken_back,) = hearing.update(gone(20))
    (back,) = hearing.update(a_move("c", "a", 500, block=21, tx="0x0002"))

    assert (taken_back.kind, taken_back.of) == ("loop_withdrawn", first.id)
    assert back.id == first.id


def test_after_a_restart_it_goes_on_where_it_was() -> None:
    hearing = Hearing(Loops())
    facts = round_trip(*[500] * 10)
    hearing.update(*facts[:5])

    restarted: Hearing = pickle.loads(pickle.dumps(hearing))  # noqa: S301 - our own bytes

    assert restarted.update(*facts[5:]) == told(Loops(), *facts)[1:]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([100.0, 200.0, 300.0]), min_size=3, max_size=6))
def test_a_loop_is_told_as_soon_as_everybody_is_even_and_not_before(sizes: list[float]) -> None:
    first_even = None
    net = dict.fromkeys("abc", 0.0)
    for number, size in enumerate(sizes):
        net["abc"[number % 3]] -= size
        net["abc"[(number + 1) % 3]] += size
        if first_even is None and number >= 2 and not any(net.values()):
            first_even = number

    found = told(Loops(), *round_trip(*sizes))

    assert [int(one.numbers["count"]) - 1 for one in found[:1]] == (
        [] if first_even is None else [first_even]
    )


@pytest.mark.parametrize("wrong", [{"least": 1}, {"hours": 0.0}, {"left": 1.0}, {"smallest": -1.0}])
def test_options_that_find_nothing_sensible_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="take"):
        LoopOptions(**wrong)  # type: ignore[arg-type]  # that is the point
