"""Specification of structuring: one sum in many parts that look chosen, told once a campaign."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.chain import Transfer
from engine.detectors.structuring import Structuring, StructuringOptions
from tests.support.flows import a_move, gone
from tests.support.patterns import Hearing, told

HOUR = 300
"""Blocks of 12 seconds."""


def parts(*sizes: float, every: int = 10, sender: str = "ann", to: str = "bob") -> list[Transfer]:
    return [
        a_move(sender, to, size, block=number * every, tx=f"0x{number}")
        for number, size in enumerate(sizes)
    ]


def test_five_parts_below_the_threshold_are_a_series() -> None:
    (found,) = told(Structuring(), *parts(50, 99.9, 70, 60, 80))

    assert found.kind == "structuring"
    assert found.texts["members"] == "0x0 0x1 0x2 0x3 0x4"
    assert (found.texts["from"], found.texts["to"]) == ("ann", "bob")
    assert (found.numbers["count"], found.numbers["window_s"]) == (5, 480)
    assert found.numbers["total"] == pytest.approx(359.9)


def test_parts_of_one_size_are_a_series_however_large() -> None:
    (found,) = told(Structuring(), *parts(990, 1000, 995, 985, 999))

    assert found.numbers["cv"] < 0.01


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (parts(50, 60, 70, 80), "four are too few"),
        (parts(49.9, 60, 70, 80, 90), "one is below half of the threshold"),
        (parts(60, 70, 80, 90, 100), "one reaches the threshold"),
        (parts(50, 60, 70, 80, 90, every=HOUR * 6 // 4 + 1), "they take longer than six hours"),
        (parts(50, 60, 70, 80, 90, sender="hot"), "an exchange pays many from one purse"),
        ([*parts(50, 60, 70), *parts(80, 90, to="eve")], "they go to two people"),
        (parts(50, 60, 70, 80, 90)[:4] * 2, "the same transfers are read again"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_else_is_no_series(facts: list[Transfer], why: str) -> None:
    assert told(Structuring(), *facts) == []


def test_exactly_six_hours_are_within_the_window() -> None:
    assert len(told(Structuring(), *parts(50, 60, 70, 80, 90, every=HOUR * 6 // 4))) == 1


def test_two_wallets_of_one_exchange_are_one_receiver() -> None:
    facts = parts(50, 60, 70, 80, 90, to="hot")
    facts[2] = a_move("ann", "cold", 70, block=20, tx="0x2")

    (found,) = told(Structuring(), *facts)

    assert (found.texts["to"], found.texts["tier"]) == ("Binance", "A")


def test_it_is_told_again_when_it_has_doubled_and_names_the_first() -> None:
    first, again = told(Structuring(), *parts(*[90] * 19))

    assert (again.numbers["count"], again.of) == (10, first.id)
    assert again.id != first.id


def test_a_block_that_leaves_the_chain_takes_its_part_with_it() -> None:
    hearing = Hearing(Structuring())
    facts = parts(50, 60, 70, 80, 90)

    (first,) = hearing.update(*facts)
    (taken_back,) = hearing.update(gone(40))
    (back,) = hearing.update(a_move("ann", "bob", 90, block=41, tx="0x4"))

    assert (taken_back.kind, taken_back.of) == ("structuring_withdrawn", first.id)
    assert back.id == first.id


def test_a_part_that_is_included_anew_counts_once() -> None:
    facts = parts(50, 60, 70, 80)
    again = a_move("ann", "bob", 80, block=31, branch="'", tx="0x3")

    assert told(Structuring(), *facts, again) == []


def test_after_a_restart_it_goes_on_where_it_was() -> None:
    hearing = Hearing(Structuring())
    facts = parts(50, 60, 70, 80, 90)
    hearing.update(*facts[:4])

    restarted: Hearing = pickle.loads(pickle.dumps(hearing))  # noqa: S301 - our own bytes

    assert restarted.update(*facts[4:]) == told(Structuring(), *facts)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([40.0, 50.0, 75.0, 99.0, 100.0]), min_size=5, max_size=5))
def test_five_parts_are_a_series_exactly_when_the_definition_says_so(sizes: list[float]) -> None:
    below = all(50 <= size < 100 for size in sizes)
    mean = sum(sizes) / 5
    alike = (sum((size - mean) ** 2 for size in sizes) / 5) ** 0.5 / mean < 0.05

    assert bool(told(Structuring(), *parts(*sizes))) == (below or alike)


@pytest.mark.parametrize("wrong", [{"least": 2}, {"hours": 0.0}, {"alike": -1.0}])
def test_options_that_find_nothing_sensible_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="take"):
        StructuringOptions(**wrong)  # type: ignore[arg-type]  # that is the point
