"""Specification of a reliability record: what CORP says of forecasts and what happened."""

import numpy as np
import numpy.typing as npt
import pytest

from core.reliability import measured

Floats = npt.NDArray[np.float64]


def said_and_happened(
    n: int, *, seed: int = 1, told: float = 1.0
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Forecasts whose true chance is ``told`` of the way from a half to what was said."""
    chance = np.random.default_rng(seed)
    said = chance.uniform(0.02, 0.98, n).round(2)
    return said, chance.random(n) < 0.5 + (said - 0.5) * told


def test_the_three_parts_add_up_to_the_score() -> None:
    record = measured(*said_and_happened(700))

    parts = record.miscalibration - record.discrimination + record.uncertainty

    assert record.brier == pytest.approx(parts)
    assert record.miscalibration >= 0
    assert record.discrimination >= 0


def test_a_known_record_is_measured_by_hand() -> None:
    record = measured([0.2, 0.2, 0.2, 0.8], [False, False, True, True])

    assert record.brier == pytest.approx((0.04 + 0.04 + 0.64 + 0.04) / 4)
    assert record.happened.tolist() == pytest.approx([1 / 3, 1.0])
    assert record.uncertainty == pytest.approx(0.25)
    assert record.recalibrated == pytest.approx((1 / 9 + 1 / 9 + 4 / 9) / 4)


def test_a_calibrated_forecaster_stays_in_the_band_about_nine_times_in_ten() -> None:
    outside = []
    for seed in range(12):
        record = measured(*said_and_happened(400, seed=seed), seed=seed)
        beyond = (record.happened < record.band_low) | (record.happened > record.band_high)
        outside.append(float(beyond.mean()))

    assert np.mean(outside) < 0.2


def test_an_overconfident_forecaster_leaves_the_band_and_pays_for_it() -> None:
    record = measured(*said_and_happened(1_500, told=0.4))

    beyond = (record.happened < record.band_low) | (record.happened > record.band_high)

    assert beyond.mean() > 0.5
    assert record.miscalibration > 0.02
    assert record.skill is not None
    assert record.skill.value < 0.1


def test_skill_is_claimed_only_where_chance_does_not_explain_it() -> None:
    good = measured(*said_and_happened(900)).skill
    blind = measured(np.full(900, 0.5), np.arange(900) % 2 == 0).skill
    wrong = measured(*said_and_happened(900, told=-1.0)).skill

    assert good is not None
    assert good.better is True
    assert blind is not None
    assert blind.better is None
    assert wrong is not None
    assert wrong.better is False


def test_forecasts_that_share_their_luck_are_resampled_together() -> None:
    said, happened = said_and_happened(120, told=0.5)
    often = np.repeat(said, 10), np.repeat(happened, 10)

    alone = measured(*often).skill
    together = measured(*often, blocks=np.repeat(np.arange(120), 10)).skill

    assert alone is not None
    assert together is not None
    assert together.high - together.low > 2 * (alone.high - alone.low)


def test_few_blocks_and_outcomes_all_alike_leave_the_skill_open() -> None:
    said, happened = said_and_happened(70)

    assert measured(said, happened, blocks=np.arange(70) // 10).skill is None
    assert measured(said, np.ones(70, dtype=bool)).skill is None


def test_groups_hold_about_as_many_forecasts_and_never_part_equal_ones() -> None:
    said, happened = said_and_happened(1_000)
    alike = measured(np.full(50, 0.3), np.arange(50) < 15)

    record = measured(said, happened)

    assert sum(each.happened.n for each in record.bins) == 1_000
    assert len(record.bins) == 10
    assert max(each.happened.n for each in record.bins) < 140
    assert len(alike.bins) == 1
    assert alike.happened.tolist() == [0.3]


def test_the_histogram_counts_every_forecast_once() -> None:
    record = measured([0.0, 0.049, 0.05, 1.0], [False, False, False, True])

    assert sum(record.histogram) == 4
    assert record.histogram[0] == 2
    assert record.histogram[-1] == 1


def test_the_same_seed_gives_the_same_band() -> None:
    record = said_and_happened(200)

    one, again, other = measured(*record), measured(*record), measured(*record, seed=2)

    assert np.array_equal(one.band_low, again.band_low)
    assert one.skill == again.skill
    assert not np.array_equal(one.band_low, other.band_low)


def test_what_is_no_record_is_refused_with_what_is_wrong() -> None:
    with pytest.raises(ValueError, match="no resolved forecast"):
        measured([], [])
    with pytest.raises(ValueError, match=r"number 1 is 1\.2"):
        measured([0.5, 1.2], [True, False])
    with pytest.raises(ValueError, match="number 0 is nan"):
        measured([float("nan")], [True])
    with pytest.raises(ValueError, match="one length, not"):
        measured([0.5, 0.4], [True])
