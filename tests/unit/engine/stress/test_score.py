"""Specification of how a map is scored."""

from math import comb

import pytest

from engine.stress.score import RankScore, rank_within


def scored(*ranks: float) -> RankScore:
    score = RankScore()
    for rank in ranks:
        score.take(rank)
    return score


def test_a_place_outside_has_no_rank_and_equal_ones_count_half() -> None:
    assert rank_within({1: 0.0}, 2) is None
    assert rank_within({1: 3.0, 2: 3.0}, 2) == 0.5


def test_five_ranks_bound_nothing_and_six_do() -> None:
    five, six = scored(*[0.9] * 5).median(), scored(*[0.9] * 6).median()

    assert five is not None
    assert six is not None
    assert (five.low, five.high, five.beats_chance) == (0, 1, False)
    assert (six.low, six.high, six.beats_chance) == (0.9, 0.9, True)


@pytest.mark.parametrize("n", [6, 17, 100, 1_000])
def test_the_interval_holds_the_true_median_in_95_of_100_cases(n: int) -> None:
    median = scored(*[place / n for place in range(n)]).median()

    assert median is not None
    cut = round(median.low * n) + 1
    missed = 2 * sum(comb(n, below) for below in range(cut)) / 2**n
    assert missed <= 0.05 < missed + 2 * comb(n, cut) / 2**n


def test_without_a_rank_there_is_no_median() -> None:
    assert scored().median() is None
