"""Specification of open interest that jumps."""

from collections.abc import Iterable

import pytest

from core.detection import Detection, Move
from core.market import OpenInterest, Ticker
from engine.detectors.open_interest import OpenInterestJumps, OpenInterestOptions
from tests.support.derivatives import a_ticker, an_open_interest
from tests.support.played_facts import derivatives_of

QUARTER = 900
WARM = OpenInterestOptions(least=3)


def told(detector: OpenInterestJumps, facts: Iterable[Ticker | OpenInterest]) -> list[Detection]:
    found = [one for fact in facts for one in detector.update(fact)]
    return [one for one in found if isinstance(one, Detection)]


def states(*contracts: float) -> list[OpenInterest]:
    return [an_open_interest(each, at_s=QUARTER * n) for n, each in enumerate(contracts)]


@pytest.mark.parametrize(
    ("contracts", "price", "quadrant", "side"),
    [
        (103_000, 3_510, "new longs", "bullish"),
        (103_000, 3_490, "new shorts", "bearish"),
        (97_000, 3_510, "short covering", "bullish"),
        (97_000, 3_490, "long liquidation", "bearish"),
    ],
)
def test_a_jump_is_named_by_what_the_price_did_meanwhile(
    contracts: float, price: float, quadrant: str, side: str
) -> None:
    facts = [
        a_ticker(3_500, at_s=0, open_interest=100_000),
        a_ticker(price, at_s=QUARTER, open_interest=contracts),
    ]

    (jump,) = told(OpenInterestJumps(), facts)

    assert (jump.kind, jump.texts["quadrant"], jump.side) == ("open_interest_jump", quadrant, side)
    assert abs(jump.numbers["percent"]) == pytest.approx(3)


def test_without_a_price_or_without_its_change_a_jump_has_no_name() -> None:
    (history,) = told(OpenInterestJumps(), states(100, 104))
    still = [a_ticker(at_s=QUARTER * n, open_interest=100 + 4 * n) for n in range(2)]
    (unmoved,) = told(OpenInterestJumps(), still)

    assert (history.texts, history.side) == ({}, None)
    assert (unmoved.texts, unmoved.side) == ({}, None)


def test_once_its_own_windows_are_known_the_floor_is_enough_where_they_were_calm() -> None:
    assert told(OpenInterestJumps(WARM), states(1_000, 1_001, 1_000, 1_001, 1_010)) == []
    assert len(told(OpenInterestJumps(WARM), states(1_000, 1_001, 1_000, 1_001, 1_012))) == 1


def test_where_its_own_windows_were_wild_the_floor_is_not_enough() -> None:
    assert told(OpenInterestJumps(WARM), states(1_000, 1_029, 1_000, 1_029, 1_045)) == []


def test_a_jump_that_goes_on_is_told_once_and_one_the_other_way_again() -> None:
    facts = [an_open_interest(1_000, at_s=0)]
    facts += [an_open_interest(1_050 + n, at_s=QUARTER + n) for n in range(3)]
    facts += [an_open_interest(1_000, at_s=3 * QUARTER - 100)]

    up, down = told(OpenInterestJumps(), facts)

    assert (up.numbers["percent"] > 0, down.numbers["percent"] < 0) == (True, True)


def test_after_a_long_silence_the_first_window_is_only_watched() -> None:
    facts = [an_open_interest(1_000, at_s=0), an_open_interest(2_000, at_s=3 * QUARTER)]

    assert told(OpenInterestJumps(), facts) == []


def test_every_change_is_a_move_and_a_fact_of_before_is_none() -> None:
    detector = OpenInterestJumps()
    detector.update(a_ticker(at_s=10, open_interest=100))

    (move,) = detector.update(a_ticker(at_s=11, open_interest=101))

    assert isinstance(move, Move)
    assert (move.metric, move.before, move.after) == ("open_interest", 100, 101)
    assert detector.update(a_ticker(at_s=9, open_interest=900)) == []
    assert detector.update(a_ticker(at_s=12)) == []


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_a_cascade_empties_open_interest_and_a_calm_day_does_not(seed: int) -> None:
    options = OpenInterestOptions(window_minutes=2, cold_percent=1.5)
    wild, _ = derivatives_of("liquidation-cascade", seconds=300, seed=seed)
    calm, _ = derivatives_of("calm-day", seconds=1_800, seed=seed)

    found = told(OpenInterestJumps(options), [fact for fact in wild if isinstance(fact, Ticker)])
    nothing = told(OpenInterestJumps(options), [fact for fact in calm if isinstance(fact, Ticker)])

    assert [one.texts["quadrant"] for one in found] == ["long liquidation"]
    assert nothing == []


@pytest.mark.parametrize(
    "wrong", [{"window_minutes": 0}, {"percentile": 2}, {"floor_percent": 9.0}]
)
def test_options_that_nothing_can_be_found_with_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="take"):
        OpenInterestOptions(**wrong)  # type: ignore[arg-type]
