"""Specification of peel chains: from fresh address to fresh address, less a piece each time."""

import pickle

import pytest

from core.chain import Transfer
from engine.detectors.peel_chain import PeelChains, PeelOptions
from tests.support.flows import a_move, gone
from tests.support.patterns import Hearing, told

DAY = 7_200


def chain_of(hops: int, *, share: float = 0.9, every: int = 10, begin: int = 0) -> list[Transfer]:
    """A source pays a0, a0 pays a1 and so on: so many hops after the first payment."""
    names = ["source", *(f"a{number}" for number in range(hops + 1))]
    return [
        a_move(
            names[number],
            names[number + 1],
            10_000 * share**number,
            block=begin + number * every,
            tx=f"0x{number}",
        )
        for number in range(hops + 1)
    ]


def test_four_hops_are_a_chain() -> None:
    (found,) = told(PeelChains(), *chain_of(4))

    assert (found.kind, found.numbers["count"]) == ("peel_chain", 4)
    assert found.texts["members"] == "0x1 0x2 0x3 0x4"
    assert (found.texts["from"], found.texts["to"]) == ("a0", "a4")
    assert found.numbers["kept"] == pytest.approx(0.9**3)


@pytest.mark.parametrize("share", [0.8, 0.99])
def test_the_shares_at_both_ends_are_included(share: float) -> None:
    (found,) = told(PeelChains(), *chain_of(4, share=share))

    assert found.kind == "peel_chain"


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (chain_of(3), "three hops are a detour"),
        (chain_of(5, share=0.79), "each keeps more than a fifth"),
        (chain_of(5, share=0.995), "nothing is peeled off"),
        (chain_of(5, every=DAY + 1), "each rests longer than a day"),
        (
            [a_move("x", "a3", 5, tx="0xseen"), *chain_of(4, begin=5)],
            "one address was seen before",
        ),
        (chain_of(4)[:4] * 2, "the same transfers are read again"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_else_is_none(facts: list[Transfer], why: str) -> None:
    assert told(PeelChains(), *facts) == []


def test_pieces_that_go_to_an_exchange_do_not_break_the_chain() -> None:
    pieces = [a_move(f"a{n}", "hot", 500, block=n * 10 + 9, tx=f"0xpiece{n}") for n in range(4)]
    facts = sorted([*chain_of(4), *pieces], key=lambda move: move.at_ns)

    (found,) = told(PeelChains(), *facts)

    assert found.numbers["count"] == 4


def test_it_is_told_again_when_it_is_twice_as_long_and_names_the_first() -> None:
    first, again = told(PeelChains(), *chain_of(9))

    assert (again.of, again.numbers["count"]) == (first.id, 8)


def test_a_block_that_leaves_the_chain_breaks_it_and_its_next_inclusion_mends_it() -> None:
    hearing = Hearing(PeelChains())
    facts = chain_of(4)
    (first,) = hearing.update(*facts)

    (taken_back,) = hearing.update(gone(40))
    anew = a_move("a3", "a4", 10_000 * 0.9**4, block=41, tx="0x4")
    (back,) = hearing.update(anew)

    assert (taken_back.kind, taken_back.of) == ("peel_chain_withdrawn", first.id)
    assert back.id == first.id


def test_after_a_restart_it_goes_on_where_it_was() -> None:
    hearing = Hearing(PeelChains())
    hearing.update(*chain_of(4)[:3])

    restarted: Hearing = pickle.loads(pickle.dumps(hearing))  # noqa: S301 - our own bytes

    assert restarted.update(*chain_of(4)[3:]) == told(PeelChains(), *chain_of(4))


@pytest.mark.parametrize("wrong", [{"least": 1}, {"hours": 0.0}, {"smallest_share": 0.995}])
def test_options_that_are_no_chain_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="take"):
        PeelOptions(**wrong)  # type: ignore[arg-type]  # that is the point
