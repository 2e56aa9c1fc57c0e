"""Specification of a running result, and of how far luck alone would have carried it."""

import numpy as np
import pytest

from core.luck import Running, running

DAY = 86_400 * 10**9


def a_result(moves: list[float], sides: list[int], *, fee: float = 0.0, seed: int = 1) -> Running:
    times = np.arange(len(moves), dtype=np.int64) * DAY
    return running(times, np.array(moves), np.array(sides, dtype=np.int8), fee=fee, seed=seed)


def test_moves_are_counted_the_way_they_were_meant_and_fees_are_taken_off() -> None:
    result = a_result([1.0, -2.0, 3.0], [1, -1, -1], fee=0.1)

    assert result.total.tolist() == pytest.approx([0.9, 2.8, -0.3])


def test_results_come_in_order_of_time() -> None:
    result = running(
        np.array([2, 1], dtype=np.int64), np.array([5.0, 1.0]), np.ones(2, dtype=np.int8), fee=0
    )

    assert result.times_ns.tolist() == [1, 2]
    assert result.total.tolist() == [1.0, 6.0]


def test_who_is_always_right_beats_luck_and_who_is_always_wrong_falls_below_it() -> None:
    moves = np.random.default_rng(3).normal(0, 1, 200)
    right = np.where(moves > 0, 1, -1).tolist()

    assert a_result(moves.tolist(), right).beaten is True
    assert a_result(moves.tolist(), [-side for side in right]).beaten is False


def test_sides_by_chance_end_within_luck_about_nine_times_in_ten() -> None:
    beyond = 0
    for seed in range(40):
        chance = np.random.default_rng(seed)
        moves, sides = chance.normal(0, 1, 80).tolist(), chance.choice([-1, 1], 80).tolist()
        beyond += a_result(moves, sides).beaten is not None

    assert 0 < beyond < 10


def test_luck_pays_the_same_fees() -> None:
    moves, sides = [1.0, -1.0] * 150, [1, 1, -1] * 100

    free, paid = a_result(moves, sides), a_result(moves, sides, fee=0.5)

    assert paid.high[-1] == pytest.approx(free.high[-1] - 150)
    assert paid.low[0] == pytest.approx(free.low[0] - 0.5)


def test_the_same_seed_gives_the_same_band() -> None:
    moves, sides = [1.0, 2.0, -1.0, 4.0], [1, -1, 1, -1]

    one, again = a_result(moves, sides), a_result(moves, sides)

    assert np.array_equal(one.low, again.low)


def test_of_many_results_a_thousand_points_are_kept_with_both_ends() -> None:
    result = a_result([1.0] * 5_000, [1] * 5_000)

    assert len(result.total) == len(result.low) == 1_000
    assert result.total[[0, -1]].tolist() == [1.0, 5_000.0]
    assert result.times_ns[[0, -1]].tolist() == [0, 4_999 * DAY]


def test_what_is_no_result_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        a_result([], [])
    with pytest.raises(ValueError, match="must be a number"):
        a_result([float("nan")], [1])
