"""Specification of awakening: nothing paid for a year as far as was read, and then a large sum."""

import pickle

import pytest

from core.chain import Transfer
from engine.detectors.dormant import Dormant, DormantOptions
from tests.support.flows import a_move, gone
from tests.support.patterns import Hearing, told

YEAR = 365 * 7_200
CAME = a_move("hot", "ann", 500, tx="0xcame")
WOKE = a_move("ann", "bob", 499, block=YEAR, tx="0xwoke")


def test_an_address_that_was_paid_a_year_ago_and_pays_now_wakes_up() -> None:
    (found,) = told(Dormant(), CAME, WOKE)

    assert (found.kind, found.numbers) == ("dormant_wake_up", {"size": 499, "days": 365})
    assert (found.texts["since"], found.texts["proof"]) == ("0xcame", "came")


def test_the_last_payment_counts_where_there_was_one() -> None:
    paid = a_move("ann", "eve", 1, block=10, tx="0xpaid")
    woke = a_move("ann", "bob", 400, block=YEAR + 10, tx="0xwoke")

    (found,) = told(Dormant(), CAME, paid, woke)

    assert (found.texts["since"], found.texts["proof"]) == ("0xpaid", "paid")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ([WOKE], "nobody saw it before"),
        ([CAME, a_move("ann", "bob", 499, block=YEAR - 1)], "a block less than a year"),
        ([CAME, a_move("ann", "bob", 99.9, block=YEAR)], "too little to speak of"),
        ([CAME, a_move("ann", "eve", 1, block=YEAR - 5), WOKE], "it paid lately"),
        ([a_move("ann", "hot", 500), a_move("hot", "bob", 500, block=YEAR)], "an exchange"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_else_is_none(facts: list[Transfer], why: str) -> None:
    assert told(Dormant(), *facts) == []


def test_it_wakes_up_once_and_is_awake() -> None:
    again = a_move("ann", "eve", 300, block=YEAR + 1, tx="0xagain")

    assert len(told(Dormant(), CAME, WOKE, WOKE, again)) == 1


def test_being_paid_does_not_wake_anybody() -> None:
    more = a_move("eve", "ann", 7, block=YEAR - 100, tx="0xmore")

    (found,) = told(Dormant(), CAME, more, WOKE)

    assert found.numbers["days"] == 365


def test_an_awakening_that_leaves_the_chain_is_withdrawn() -> None:
    first, taken_back = told(Dormant(), CAME, WOKE, gone(YEAR))

    assert (taken_back.kind, taken_back.of) == ("dormant_wake_up_withdrawn", first.id)
    assert taken_back.known_ns == gone(YEAR).at_ns
    assert taken_back.texts["block_hash"] == WOKE.block_hash


def test_a_block_without_an_awakening_takes_nothing_back() -> None:
    other = a_move("eve", "bob", 499, block=YEAR - 1, tx="0xother")

    assert len(told(Dormant(), CAME, other, WOKE, gone(YEAR - 1))) == 1


def test_an_awakening_that_another_block_holds_again_is_restored() -> None:
    anew = a_move("ann", "bob", 499, block=YEAR + 1, tx="0xwoke")

    first, _, again = told(Dormant(), CAME, WOKE, gone(YEAR), anew)

    assert (again.kind, again.of) == ("dormant_wake_up_restored", first.id)
    assert again.id != first.id
    assert again.known_ns == anew.at_ns


def test_one_that_comes_and_goes_is_told_each_time_under_another_name() -> None:
    second, third = (a_move("ann", "bob", 499, block=YEAR + n, tx="0xwoke") for n in (1, 2))

    found = told(Dormant(), CAME, WOKE, gone(YEAR), second, gone(YEAR + 1), third)

    kinds = [each.kind.removeprefix("dormant_wake_up") for each in found]
    assert kinds == ["", "_withdrawn", "_restored", "_withdrawn", "_restored"]
    assert len({each.id for each in found}) == 5
    assert {each.of for each in found[1:]} == {found[0].id}


def test_one_that_is_read_in_another_block_before_its_first_was_retracted_is_the_same() -> None:
    anew = a_move("ann", "bob", 499, block=YEAR + 1, tx="0xwoke")

    assert len(told(Dormant(), CAME, WOKE, anew, gone(YEAR))) == 1


def test_whoever_was_taken_back_sleeps_on() -> None:
    other = a_move("ann", "eve", 300, block=YEAR + 5, tx="0xother")

    *_, last = told(Dormant(), CAME, WOKE, gone(YEAR), other)

    assert (last.kind, last.texts["since"]) == ("dormant_wake_up", "0xcame")


def test_after_a_restart_it_still_knows_who_sleeps() -> None:
    hearing = Hearing(Dormant())
    hearing.update(CAME)

    restarted: Hearing = pickle.loads(pickle.dumps(hearing))  # noqa: S301 - our own bytes

    assert restarted.update(WOKE) == told(Dormant(), CAME, WOKE)


def test_memory_is_bounded() -> None:
    detector = Dormant(DormantOptions(most=5))

    told(detector, *(a_move("hot", f"x{n}", 500, block=n) for n in range(50)))

    assert len(detector) == 5


@pytest.mark.parametrize("wrong", [{"days": 1.0}, {"smallest": -1.0}, {"most": 0}])
def test_options_that_are_no_sleep_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="take"):
        DormantOptions(**wrong)  # type: ignore[arg-type]  # that is the point
