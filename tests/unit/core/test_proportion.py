"""Specification of a proportion: a share, and how surely the cases can tell it."""

import numpy as np
import pytest

from core.proportion import Proportion, design_effect


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_the_interval_is_wilsons(hits: int, n: int, low: float, high: float) -> None:
    # Published values: R. G. Newcombe, Statistics in Medicine 17, 1998, for 81 of 263.
    found = Proportion(hits, n).interval()

    assert found == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("hits", "n"), [(0, 1), (1, 1), (3, 7), (500, 1_000)])
def test_an_interval_holds_its_share_and_stays_between_never_and_always(hits: int, n: int) -> None:
    counted = Proportion(hits, n)

    low, high = counted.interval()

    assert 0 <= low <= counted.share <= high <= 1
    assert counted.interval(1.0)[0] >= low


@pytest.mark.parametrize(("hits", "n"), [(0, 0), (3, 2), (-1, 5)])
def test_what_cannot_have_been_counted_is_refused(hits: int, n: int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Proportion(hits, n)


def test_cases_that_share_their_luck_widen_the_interval() -> None:
    counted = Proportion(60, 100)

    alone, together = counted.interval(), counted.interval(alike=4)

    assert together == pytest.approx(Proportion(15, 25).interval())
    assert together[0] < alone[0] < alone[1] < together[1]


def test_cases_of_one_fate_count_once_and_independent_ones_each() -> None:
    chance = np.random.default_rng(5)
    fates = (chance.random(400) < 0.5).tolist()
    fivefold = [fate for fate in fates for _ in range(5)]

    together = design_effect(fivefold, [at // 5 for at in range(2_000)])
    alone = design_effect(fates, list(range(400)))

    assert together == pytest.approx(5)
    assert alone == pytest.approx(1)
    assert design_effect([True] * 9, [1] * 9) == design_effect([], []) == 1
