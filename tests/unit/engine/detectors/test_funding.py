"""Specification of funding that is extreme, and of funding that turns."""

import pickle
from collections.abc import Iterable

import pytest

from core.detection import Detection, Move
from core.market import Funding, Ticker
from engine.detectors.funding import FundingOptions, FundingRates
from tests.support.derivatives import a_payment, a_ticker
from tests.support.played_facts import derivatives_of

BP = 1e-4
EIGHT_H = 8 * 3_600


def told(detector: FundingRates, facts: Iterable[Ticker | Funding]) -> list[Detection]:
    found = [one for fact in facts for one in detector.update(fact)]
    return [one for one in found if isinstance(one, Detection)]


def payments(*bps: float) -> list[Funding]:
    return [a_payment(rate * BP, at_s=EIGHT_H * place) for place, rate in enumerate(bps)]


def running(bps: float, *, at_s: float, due_s: float | None = None) -> Ticker:
    return a_ticker(at_s=at_s, funding_rate=bps * BP, next_funding_s=due_s)


def test_a_rate_far_above_its_own_payments_is_extreme_and_names_who_pays() -> None:
    (extreme,) = told(FundingRates(), payments(*[1.0] * 30, 3.0))

    assert (extreme.kind, extreme.texts) == ("funding_extreme", {"payer": "longs"})
    assert extreme.numbers["bps"] == pytest.approx(3)
    assert (extreme.numbers["percentile"], extreme.numbers["payments"]) == (1, 30)


def test_the_usual_rate_is_never_extreme_however_low_the_others_were() -> None:
    assert told(FundingRates(), payments(*[0.1] * 40, 1.0)) == []


def test_with_few_payments_known_only_an_eighth_of_a_per_cent_is() -> None:
    assert told(FundingRates(), payments(1.0, 9.9)) == []
    assert [one.kind for one in told(FundingRates(), payments(1.0, 10.0))] == ["funding_extreme"]


def test_the_end_of_an_extreme_names_its_beginning() -> None:
    begun, ended = told(FundingRates(), payments(1.0, 12.0, 11.0, 7.0, 5.0, 4.0))

    assert (ended.kind, ended.of) == ("funding_extreme_ended", begun.id)


def test_a_running_rate_that_turns_is_a_flip() -> None:
    facts = [running(1.0, at_s=0), running(-0.49, at_s=1), running(-0.51, at_s=2)]

    (flip,) = told(FundingRates(), facts)

    assert (flip.kind, flip.texts["payer"]) == ("funding_flip", "shorts")


def test_the_last_running_rate_of_an_interval_is_its_payment() -> None:
    detector = FundingRates()
    told(detector, [running(2.0, at_s=0, due_s=100), running(3.0, at_s=99, due_s=100)])
    told(detector, [running(1.0, at_s=101, due_s=200), running(1.0, at_s=201, due_s=300)])

    (flip,) = told(detector, [running(-1.0, at_s=202, due_s=300)])

    assert flip.numbers["payments"] == 2


def test_every_change_of_the_rate_is_a_move() -> None:
    detector = FundingRates()
    detector.update(running(1.0, at_s=0))

    same = detector.update(running(1.0, at_s=1))
    (move,) = detector.update(running(1.5, at_s=2))

    assert same == []
    assert isinstance(move, Move)
    assert (move.metric, move.before, move.after) == ("funding_rate", BP, 1.5 * BP)


def test_a_ticker_without_a_rate_and_a_fact_of_before_change_nothing() -> None:
    detector = FundingRates()
    detector.update(running(1.0, at_s=10))

    assert detector.update(a_ticker(at_s=11)) == []
    assert detector.update(running(-9.0, at_s=9)) == []


def test_a_payment_that_was_read_from_history_is_as_late_as_it_is() -> None:
    (extreme,) = told(FundingRates(), payments(12.0))

    assert extreme.late_ns == 5
    assert extreme.seen_ns == extreme.known_ns + 5


def test_a_restart_changes_nothing() -> None:
    facts = payments(*[1.0, 2.0, -3.0, 12.0, 0.5] * 12)
    whole, first = told(FundingRates(), facts), FundingRates()

    found = told(first, facts[:31])
    again: FundingRates = pickle.loads(pickle.dumps(first))  # noqa: S301 - our own bytes

    assert whole
    assert found + told(again, facts[31:]) == whole


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_the_planted_flip_is_found_where_it_is(seed: int) -> None:
    facts, ledger = derivatives_of("funding-flip", seconds=300, seed=seed)
    (true,) = [one for one in ledger if one.kind == "funding_flip"]

    (flip,) = told(FundingRates(), [fact for fact in facts if isinstance(fact, Ticker)])

    assert (flip.kind, flip.texts["payer"]) == ("funding_flip", "shorts")
    assert 0 <= flip.known_ns / 1e6 - true.at_ms < 20_000


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_on_a_calm_day_nothing_is_found(seed: int) -> None:
    facts, _ = derivatives_of("calm-day", seconds=1_800, seed=seed)

    assert told(FundingRates(), [fact for fact in facts if isinstance(fact, Ticker)]) == []


def test_a_history_of_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="take 1 or more"):
        FundingOptions(history_days=0)
