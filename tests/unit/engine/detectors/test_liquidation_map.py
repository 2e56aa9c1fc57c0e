"""Specification of the estimated map of liquidations."""

import pickle
from collections.abc import Iterable

import pytest

from core.detection import Detection
from core.levels import LeverageLevels
from core.market import Candle, Liquidation, Ticker
from engine.detectors.liquidation_map import LiquidationMaps
from tests.support.derivatives import a_liquidation, a_ticker
from tests.support.facts import a_candle

QUARTER = 900


def told(
    detector: LiquidationMaps, facts: Iterable[Ticker | Candle | Liquidation]
) -> list[Detection]:
    return [one for fact in facts for one in detector.update(fact)]


def opened(*, at_s: float = 0) -> list[Ticker]:
    return [
        a_ticker(1_000, at_s=at_s, open_interest=10_000),
        a_ticker(1_000, at_s=at_s + 1, open_interest=10_200),
    ]


def test_once_a_quarter_of_an_hour_the_densest_price_of_each_side_is_told() -> None:
    (told_map,) = told(LiquidationMaps(), [*opened(), a_ticker(1_000, at_s=QUARTER)])

    assert told_map.kind == "liquidation_map"
    assert told_map.numbers["below"] == pytest.approx(965, rel=1e-3)
    assert told_map.numbers["above"] == pytest.approx(1_035, rel=1e-3)
    assert told_map.numbers["above_usd"] == pytest.approx(0.3 * 100 * 1_000)
    assert told_map.texts["score"] == "not scored yet"


def test_the_map_itself_is_told_by_leverage() -> None:
    (told_map,) = told(LiquidationMaps(), [*opened(), a_ticker(1_000, at_s=QUARTER)])

    levels = LeverageLevels.unpack(told_map.texts["map"])
    below, above = (sum(part) for part in (levels.fast[:40], levels.fast[40:]))

    assert (below, above) == (50_000, 50_000)
    assert (sum(levels.slow), sum(levels.fastest)) == (50_000, 30_000)
    assert (levels.edges[0], levels.edges[-1]) == pytest.approx((887, 1_127), rel=0.003)
    assert told_map.numbers["open_usd"] == 10_200 * 1_000
    assert len(told_map.texts["map"]) < 2_000


def test_a_map_that_stood_high_where_it_happened_is_better_than_chance() -> None:
    facts: list[Ticker | Candle | Liquidation] = [*opened(), a_candle(0, 1, 1, 1, 1)]
    for minute in range(1, 9):
        facts.append(a_ticker(1_000, at_s=60 * minute, open_interest=10_200))
        facts.append(a_liquidation(price=965.0 / 1.005, at_s=60 * minute + 1))

    (told_map,) = told(LiquidationMaps(), [*facts, a_ticker(1_000, at_s=QUARTER)])

    assert told_map.texts["score"] == "better than chance"
    assert told_map.numbers["score"] > 0.98
    assert told_map.numbers["score_minutes"] == 8


def test_a_map_that_stood_empty_where_it_happened_is_not() -> None:
    facts: list[Ticker | Candle | Liquidation] = [*opened()]
    for minute in range(1, 9):
        facts.append(a_ticker(1_000, at_s=60 * minute, open_interest=10_200))
        facts.append(a_liquidation(price=990.0 / 1.005, at_s=60 * minute + 1))

    (told_map,) = told(LiquidationMaps(), [*facts, a_ticker(1_000, at_s=QUARTER)])

    assert told_map.texts["score"] == "not better than chance"


def test_facts_of_before_change_nothing() -> None:
    detector = LiquidationMaps()
    told(detector, opened(at_s=100))
    before = detector.density()

    told(detector, [a_ticker(1_000, at_s=99, open_interest=99_999)])

    assert detector.density() == before


def test_a_restart_changes_nothing() -> None:
    first = LiquidationMaps()
    told(first, opened())

    again: LiquidationMaps = pickle.loads(pickle.dumps(first))  # noqa: S301 - our own bytes

    last = a_ticker(1_000, at_s=QUARTER)
    assert again.density() == first.density()
    assert again.update(last) == first.update(last)
