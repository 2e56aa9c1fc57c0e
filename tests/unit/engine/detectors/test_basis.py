"""Specification of the distance between a contract and its index."""

from collections.abc import Iterable

import pytest

from core.detection import Detection, Move
from core.market import Ticker
from engine.detectors.basis import Basis, BasisOptions
from engine.stress.extremes import ExtremeOptions
from tests.support.derivatives import a_ticker
from tests.support.played_facts import derivatives_of

WARM = ExtremeOptions(floor_bps=8, always_bps=50, percentile=0.999, least=10)


def told(detector: Basis, facts: Iterable[Ticker]) -> list[Detection]:
    found = [one for fact in facts for one in detector.update(fact)]
    return [one for one in found if isinstance(one, Detection)]


def basis(bps: float, *, at_s: float) -> Ticker:
    return a_ticker(at_s=at_s, mark=10_000 + bps, index=10_000)


def test_a_basis_beyond_its_own_minutes_is_extreme_and_its_end_names_it() -> None:
    detector = Basis(BasisOptions(extreme=WARM))
    told(detector, [basis(2, at_s=60 * minute) for minute in range(11)])

    begun, ended = told(detector, [basis(-8.1, at_s=700), basis(-5, at_s=701), basis(-4, at_s=702)])

    assert (begun.kind, begun.texts["market"]) == ("basis_extreme", "discount")
    assert begun.numbers["bps"] == pytest.approx(-8.1)
    assert (ended.kind, ended.of) == ("basis_extreme_ended", begun.id)


def test_going_clearly_to_the_other_side_is_a_flip() -> None:
    facts = [basis(5, at_s=0), basis(-2.9, at_s=1), basis(-3.1, at_s=2), basis(-4, at_s=3)]

    (flip,) = told(Basis(BasisOptions(extreme=WARM)), facts)

    assert (flip.kind, flip.known_ns) == ("basis_flip", facts[2].at_ns)


def test_every_change_is_a_move_in_basis_points() -> None:
    detector = Basis()
    detector.update(basis(1, at_s=0))

    (move,) = detector.update(basis(2, at_s=1))

    assert isinstance(move, Move)
    assert move.metric == "basis_bps"
    assert [move.before, move.after] == pytest.approx([1, 2])


def test_a_ticker_that_lacks_a_price_or_is_of_before_changes_nothing() -> None:
    detector = Basis()
    detector.update(basis(1, at_s=10))

    assert detector.update(a_ticker(at_s=11, mark=10_000)) == []
    assert detector.update(a_ticker(at_s=11, index=10_000)) == []
    assert detector.update(basis(900, at_s=9)) == []


def test_the_last_price_can_be_compared_instead_of_the_mark() -> None:
    facts = [a_ticker(10_100, at_s=0, index=10_000)]

    (extreme,) = told(Basis(BasisOptions(price="last")), facts)

    assert extreme.numbers["price"] == 10_100


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_a_premium_that_is_pressed_to_a_discount_is_seen_and_a_calm_day_is_not(seed: int) -> None:
    options = BasisOptions(
        price="last",
        extreme=ExtremeOptions(floor_bps=20, always_bps=30, percentile=0.999, least=1_440),
    )
    pressed, _ = derivatives_of("funding-flip", seconds=300, seed=seed)
    calm, _ = derivatives_of("calm-day", seconds=1_800, seed=seed)

    found = told(Basis(options), [fact for fact in pressed if isinstance(fact, Ticker)])
    nothing = told(Basis(options), [fact for fact in calm if isinstance(fact, Ticker)])

    assert [one.texts["market"] for one in found if one.kind == "basis_extreme"] == ["discount"]
    assert nothing == []


def test_a_history_of_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="take 1 or more"):
        BasisOptions(history_days=0)
