"""Specification of the estimated map of liquidation prices."""

import pytest

from engine.stress.leverage import LeverageMap, liquidation_price


def dollars(estimate: LeverageMap, *, above: float = 0, below: float = 1e9) -> float:
    return sum(usd for price, usd in estimate.density() if above < price < below)


def test_a_long_is_liquidated_below_and_a_short_above_its_entry() -> None:
    assert liquidation_price(1_000, 100, "long") == pytest.approx(995)
    assert liquidation_price(1_000, 100, "short") == pytest.approx(1_005)


def test_what_is_opened_weighs_as_much_on_either_side() -> None:
    estimate = LeverageMap(tiers={10: 0.5, 50: 0.5})

    estimate.opened(1_000, 80)

    assert dollars(estimate, below=1_000) == pytest.approx(80)
    assert dollars(estimate, above=1_000) == pytest.approx(80)


def test_a_price_that_is_passed_empties_its_bins_alone() -> None:
    estimate = LeverageMap(tiers={10: 0.5, 50: 0.5})
    estimate.opened(1_000, 80)

    estimate.passed(980)

    assert dollars(estimate, below=1_000) == pytest.approx(40)
    assert dollars(estimate, above=1_000) == pytest.approx(80)


def test_what_is_closed_is_taken_from_all() -> None:
    estimate = LeverageMap()
    estimate.opened(1_000, 100)

    for _ in range(50):
        estimate.closed(0.5)
    estimate.opened(1_000, 100)

    assert dollars(estimate) == pytest.approx(200)


def test_leverages_are_kept_apart() -> None:
    estimate = LeverageMap(tiers={10: 0.5, 50: 0.5})

    estimate.opened(1_000, 80)

    found = sorted((leverage, usd) for leverage, _, usd in estimate.by_leverage())
    assert found == [(10, 40), (10, 40), (50, 40), (50, 40)]


def test_around_a_price_empty_bins_stand_too() -> None:
    around = LeverageMap(width=0.001).around(1_000, reach=0.05)

    assert len(around) == 101
    assert set(around.values()) == {0.0}


@pytest.mark.parametrize("width", [0, 0.3])
def test_bins_that_are_no_small_share_are_refused(width: float) -> None:
    with pytest.raises(ValueError, match="take a small share"):
        LeverageMap(width=width)
