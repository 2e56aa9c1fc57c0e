"""Specification of accumulation and distribution: one way, again and again, with exchanges."""

import pickle

import pytest

from core.chain import Transfer
from engine.detectors.accumulation import Accumulation, AccumulationOptions
from tests.support.flows import a_move, gone
from tests.support.patterns import Hearing, told

DAY = 7_200
"""Blocks of 12 seconds."""


def flows(*signed: float, every: int = 10, begin: int = 0) -> list[Transfer]:
    """Ann takes so much off an exchange, or brings it there where it is negative."""
    return [
        a_move(
            "hot" if size > 0 else "ann",
            "ann" if size > 0 else "kraken",
            abs(size),
            block=begin + number * every,
            tx=f"0x{begin}-{number}",
        )
        for number, size in enumerate(signed)
    ]


def test_five_withdrawals_to_one_address_are_an_accumulation() -> None:
    (found,) = told(Accumulation(), *flows(100, 200, 300, 400, 500))

    assert (found.kind, found.texts["who"]) == ("accumulation", "ann")
    assert (found.numbers["net"], found.numbers["share"]) == (1500, 1.0)
    assert "z" not in found.numbers


def test_five_deposits_from_one_address_are_a_distribution() -> None:
    (found,) = told(Accumulation(), *flows(-100, -200, -300, -400, -500))

    assert (found.kind, found.numbers["net"]) == ("distribution", -1500)


def test_four_fifths_one_way_will_do() -> None:
    (found,) = told(Accumulation(), *flows(-100, 100, 110, 120, 130, 140))

    assert found.numbers["share"] == pytest.approx(5 / 6)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (flows(100, 200, 300, 400), "four are too few"),
        (flows(100, -90, 100, -90, 100, -90, 100, -90, 100), "as much goes back"),
        (flows(100, 100, 100, 100, -500, 100), "most of the amount went the other way"),
        (flows(100, 100, 100, 100, 100, every=2 * DAY), "they take longer than a week"),
        (
            [a_move("ann", f"payee{n}", 100, block=n, tx=f"0x{n}") for n in range(9)],
            "paying people is no selling",
        ),
        (
            [a_move("kraken", "hot", 100, block=n, tx=f"0x{n}") for n in range(9)],
            "between exchanges nobody collects",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_else_is_none(facts: list[Transfer], why: str) -> None:
    assert told(Accumulation(), *facts) == []


def test_whoever_always_does_it_at_that_pace_does_nothing_unusual() -> None:
    usual = [100.0, 140, 60, 100, 120, 80, 100, 130, 70, 100] * 2
    before = flows(*usual, every=DAY)

    hearing = Hearing(Accumulation())
    hearing.update(*before)

    assert hearing.update(*flows(100, every=1, begin=20 * DAY)) == []


def test_more_than_the_holders_own_history_is_told_with_its_z() -> None:
    hearing = Hearing(Accumulation())
    hearing.update(*flows(100, -110, 90, -100, 120, -90, every=2 * DAY))

    (found,) = hearing.update(*flows(500, 500, 500, 500, 500, begin=20 * DAY))

    assert found.numbers["z"] > 2


def test_a_block_that_leaves_the_chain_takes_its_withdrawal_with_it() -> None:
    hearing = Hearing(Accumulation())
    (first,) = hearing.update(*flows(100, 200, 300, 400, 500))

    (taken_back,) = hearing.update(gone(40))

    assert (taken_back.kind, taken_back.of) == ("accumulation_withdrawn", first.id)


def test_after_a_restart_it_goes_on_where_it_was() -> None:
    hearing = Hearing(Accumulation())
    facts = flows(100, 200, 300, 400, 500)
    hearing.update(*facts[:4])

    restarted: Hearing = pickle.loads(pickle.dumps(hearing))  # noqa: S301 - our own bytes

    assert restarted.update(*facts[4:]) == told(Accumulation(), *facts)


@pytest.mark.parametrize("wrong", [{"least": 1}, {"days": 0}, {"days": 29}, {"share": 0.5}])
def test_options_that_find_nothing_sensible_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="take"):
        AccumulationOptions(**wrong)  # type: ignore[arg-type]  # that is the point
