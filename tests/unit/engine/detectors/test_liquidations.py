"""Specification of bursts and cascades of forced closes."""

import pickle
from collections.abc import Iterable

import pytest

from core.detection import Detection
from core.market import Liquidation, Ticker
from engine.detectors.liquidations import Liquidations
from engine.stress.liquidation_options import LiquidationOptions
from tests.support.derivatives import a_liquidation, a_ticker
from tests.support.facts import NOON, SECOND
from tests.support.played_facts import OPEN_MS, derivatives_of

WARM = LiquidationOptions(least_minutes=3, floor_usd=1_000, cold_usd=10_000, cascade_prints=3)


def told(
    detector: Liquidations, facts: Iterable[Liquidation | Ticker], kind: str = ""
) -> list[Detection]:
    return [one for fact in facts for one in detector.update(fact) if kind in ("", one.kind)]


def test_a_million_in_a_minute_is_a_burst_though_nothing_is_known_yet() -> None:
    detector = Liquidations()
    detector.update(a_liquidation(600_000, at_s=0))

    (burst,) = detector.update(a_liquidation(400_000, at_s=59))

    assert (burst.kind, burst.side) == ("liquidation_burst", "bearish")
    assert burst.numbers["usd"] == pytest.approx(1_000_000)
    assert (burst.formed_ns, burst.seen_ns) == (NOON + 59 * SECOND, NOON + 59 * SECOND + 5)


def test_what_lies_a_minute_apart_is_no_burst() -> None:
    detector = Liquidations()

    found = told(detector, [a_liquidation(600_000, at_s=0), a_liquidation(600_000, at_s=60)])

    assert found == []


def test_once_its_own_minutes_are_known_a_burst_is_what_the_largest_of_them_was() -> None:
    detector = Liquidations(WARM)
    minutes = [4_000, 2_000, 2_000, 2_000, 2_000]
    told(detector, [a_liquidation(usd, at_s=60 * n) for n, usd in enumerate(minutes)])

    less = detector.update(a_liquidation(1_999, at_s=241))
    (burst,) = detector.update(a_liquidation(1.01, at_s=242))

    assert less == []
    assert burst.numbers["threshold_usd"] == pytest.approx(4_000)
    assert burst.numbers["percentile"] == 1


def test_a_minute_in_which_nothing_was_heard_is_not_a_quiet_one() -> None:
    detector = Liquidations(WARM)
    detector.update(a_ticker(at_s=0))
    detector.update(a_ticker(at_s=6_000))

    assert detector.update(a_liquidation(9_999, at_s=6_001)) == []


def test_a_burst_with_the_price_going_the_same_way_is_a_cascade() -> None:
    detector = Liquidations(WARM)
    detector.update(a_ticker(3_500, at_s=0))
    begun = told(detector, [a_liquidation(10_000, at_s=1 + n) for n in range(3)])

    found = told(detector, [a_ticker(3_493.1, at_s=5), a_ticker(3_493, at_s=6)])

    assert [one.kind for one in begun] == ["liquidation_burst"]
    (cascade,) = found
    assert (cascade.kind, cascade.of) == ("liquidation_cascade", begun[0].id)
    assert cascade.numbers["move_bps"] == pytest.approx(-20)


def test_longs_that_are_closed_while_the_price_rises_are_no_cascade() -> None:
    detector = Liquidations(WARM)
    detector.update(a_ticker(3_500, at_s=0))
    told(detector, [a_liquidation(10_000, at_s=1 + n) for n in range(3)])

    assert detector.update(a_ticker(3_600, at_s=6)) == []


def test_the_end_tells_the_totals_and_names_the_burst() -> None:
    detector = Liquidations(WARM)
    facts = [a_liquidation(10_000, at_s=0), a_liquidation(500, position="short", at_s=2)]
    (burst,) = told(detector, facts)

    (end,) = told(detector, [a_ticker(at_s=second) for second in range(3, 90)])

    assert (end.kind, end.of) == ("liquidation_burst_ended", burst.id)
    assert (end.numbers["prints"], end.numbers["seconds"]) == (2, 2)
    assert end.numbers["usd"] == pytest.approx(10_500)


def test_a_print_that_comes_after_a_younger_ticker_counts_all_the_same() -> None:
    detector = Liquidations()
    detector.update(a_ticker(at_s=1.4))

    (burst,) = detector.update(a_liquidation(2_000_000, at_s=0.9))

    assert burst.kind == "liquidation_burst"


def test_a_print_older_than_the_last_changes_nothing() -> None:
    detector = Liquidations()
    detector.update(a_liquidation(1_000, at_s=10))

    assert detector.update(a_liquidation(5_000_000, at_s=9)) == []


def test_a_restart_in_the_middle_changes_nothing() -> None:
    facts, _ = derivatives_of("liquidation-cascade", seconds=300)
    whole = told(Liquidations(), facts)

    first = Liquidations()
    found = told(first, facts[:900])
    again: Liquidations = pickle.loads(pickle.dumps(first))  # noqa: S301 - our own bytes

    assert whole
    assert found + told(again, facts[900:]) == whole


@pytest.mark.parametrize("name", ["liquidation-cascade", "short-squeeze", "flash-crash"])
@pytest.mark.parametrize("seed", [7, 8, 9])
def test_every_planted_cascade_is_found_once_and_nothing_else(name: str, seed: int) -> None:
    facts, ledger = derivatives_of(name, seconds=420, seed=seed)
    truth = [one for one in ledger if one.kind == "cascade" and one.report]

    found = told(Liquidations(), facts, "liquidation_cascade")

    assert len(truth) == len(found) == 1
    told_ms, true = found[0].known_ns / 1e6, truth[0]
    assert true.at_ms <= told_ms <= true.numbers["ended_ms"]
    longs = true.numbers["long_size"] > true.numbers["short_size"]
    assert found[0].side == ("bearish" if longs else "bullish")
    assert told_ms - true.at_ms < 20_000
    assert true.at_ms > OPEN_MS


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_on_a_calm_day_nothing_is_found(seed: int) -> None:
    facts, _ = derivatives_of("calm-day", seconds=1_800, seed=seed)

    assert told(Liquidations(), facts) == []


@pytest.mark.parametrize(
    "options",
    [
        {"window_seconds": 0},
        {"percentile": 0.4},
        {"over_share": 0},
        {"floor_usd": 2_000_000.0},
    ],
)
def test_options_that_nothing_can_be_found_with_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="take"):
        LiquidationOptions(**options)  # type: ignore[arg-type]
