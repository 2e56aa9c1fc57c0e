"""Specification of the liquidation map: an estimate that says so, and how good it was."""

import numpy as np
import pytest

from bot.charts import USUAL, Look, describe, liquidation_map
from bot.charts.kit.prints import Prints
from bot.charts.liquidation_map import LiquidationMapScene
from bot.charts.liquidation_map.levels import Levels
from tests.unit.bot.charts import maps

MINUS = "\N{MINUS SIGN}"


def words(scene: LiquidationMapScene, look: Look = USUAL) -> list[str]:
    return [word.text for word in liquidation_map.render(scene, look).words]


def peaks(*places: tuple[int, float], buckets: int = 80) -> Levels:
    usd = np.zeros((3, buckets))
    for bucket, amount in places:
        usd[1, bucket] = amount
    return maps.levels(usd)


def test_the_title_calls_it_an_estimate() -> None:
    assert "ESTIMATE" in words(maps.liquidation_map())
    assert "Estimate" in describe(maps.liquidation_map())


def test_dollars_are_written_only_where_the_map_was_better_than_chance() -> None:
    good, not_better, unscored = (
        " | ".join(words(maps.liquidation_map(3, forced=Prints.none(), open_usd=None, trial=trial)))
        for trial in (maps.GOOD, maps.NO_BETTER, None)
    )

    assert "$" in good
    assert "better than chance" in good
    assert "$" not in not_better
    assert "not better than chance" in not_better
    assert "$" not in unscored
    assert "not scored yet" in unscored


def test_relative_sizes_are_parts_of_the_largest_cluster() -> None:
    scene = maps.liquidation_map(trial=None, levels=peaks((70, 8e6), (20, 2e6)))

    said = " | ".join(words(scene))

    assert "%  100" in said
    assert "%  25" in said
    assert "80% if" in said
    assert "20% if" in said


def test_longs_are_closed_below_the_price_and_shorts_above_it() -> None:
    levels = peaks((70, 8e6), (20, 2e6))

    assert [each.usd for each in levels.clusters(above=True)] == [8e6]
    assert [each.usd for each in levels.clusters(above=False)] == [2e6]
    assert levels.clusters(above=True)[0].distance > 0 > levels.clusters(above=False)[0].distance
    assert (levels.sum_of(above=True), levels.sum_of(above=False)) == (8e6, 2e6)


def test_what_lies_side_by_side_is_one_cluster_and_a_side_has_three() -> None:
    levels = peaks((50, 10.0), (51, 6.0), (52, 9.0), (60, 5.0), (65, 4.0), (70, 3.0))

    found = levels.clusters(above=True)

    assert [each.usd for each in found] == [16.0, 5.0, 4.0]
    assert [each.price for each in found] == pytest.approx(levels.centres[[50, 60, 65]].tolist())


def test_estimate_and_fact_are_never_mixed() -> None:
    price = maps.liquidation_map().levels.price
    forced = Prints(
        times_ns=np.zeros(2, np.int64),
        prices=np.array([price * 1.01, price * 9]),
        usd=np.array([3e6, 7e6]),
        sides=np.array([1, -1], dtype=np.int8),
    )

    scene = maps.liquidation_map(forced=forced)

    assert scene.forced_by_bucket().sum() == 3e6
    assert "actual, 24 h: $3.0M" in words(scene)
    assert "actual, 24 h: none" in words(maps.liquidation_map(forced=Prints.none()))


def test_a_map_of_nothing_says_why() -> None:
    said = words(maps.liquidation_map(levels=peaks()))

    assert "no open interest was added while this market was watched" in said
    assert "Nothing estimated yet" in describe(maps.liquidation_map(levels=peaks()))


def test_the_score_the_assumption_and_the_age_are_written() -> None:
    said = " | ".join(words(maps.liquidation_map(trial=maps.NO_BETTER)))

    assert "own score 0.52 (0.44 to 0.58, 95%)" in said
    assert "0.50 is chance" in said
    assert "assumed leverages of added open interest: 5x 10%" in said
    assert "open interest $2.0B" in said
    assert "map of 00:00 UTC" in said


def test_a_reader_of_german_finds_german_numbers() -> None:
    said = " | ".join(words(maps.liquidation_map(trial=maps.GOOD), Look.of(language="de")))

    assert "own score 0,71" in said


def test_the_description_names_the_densest_price_of_each_side() -> None:
    scene = maps.liquidation_map(trial=maps.GOOD, levels=peaks((70, 8e6), (20, 2e6)))

    assert describe(scene) == (
        "ETHUSDT Bybit perp: 3,590.00. Estimate, better than chance. "
        f"Most shorts at 3,938 (+9.7%, $8.0M), most longs at 3,389 ({MINUS}5.6%, $2.0M)."
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"edges": np.array([1.0, 2.0])}, "needs two buckets or more"),
        ({"edges": np.array([1.0, 3.0, 2.0])}, "by rising price"),
        ({"edges": np.array([0.0, 2.0, 3.0])}, "edges of a liquidation map must be positive"),
        ({"price": np.nan}, "price of a liquidation map must be positive"),
        ({"price": 9.0}, "the price 9.0 lies outside of the map, 1.0 to 3.0"),
        ({"usd": np.zeros((2, 2))}, "has 3 rows of so many amounts, not .2, 2."),
        ({"usd": np.full((3, 2), -1.0)}, "must be zero or more, but number 0 is -1.0"),
        ({"usd": np.full((3, 2), np.nan)}, "must be zero or more, but number 0 is nan"),
    ],
)
def test_a_map_that_cannot_be_is_refused(changes: dict[str, object], reason: str) -> None:
    good = {"price": 2.5, "edges": np.array([1.0, 2.0, 3.0]), "usd": np.zeros((3, 2))}

    with pytest.raises(ValueError, match=reason):
        Levels(**(good | changes))  # type: ignore[arg-type]
