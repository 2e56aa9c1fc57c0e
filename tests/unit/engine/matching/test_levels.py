"""Specification of rules by a threshold."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from core.alerts import RuleId
from engine.matching.levels import Levels

prices = st.integers(min_value=0, max_value=20).map(float)


def some_levels(values: Sequence[float]) -> Levels:
    levels = Levels()
    for number, value in enumerate(values):
        levels.add(value, RuleId(number))
    return levels


def test_a_value_reaches_every_threshold_up_to_itself() -> None:
    levels = some_levels([500, 100, 1000])

    assert levels.reached(500) == [RuleId(1), RuleId(0)]


def test_a_rise_crosses_from_below_up_to_and_with_its_end() -> None:
    levels = some_levels([10, 20, 30])

    assert levels.crossed(10, 30) == [(20, RuleId(1)), (30, RuleId(2))]


def test_a_fall_crosses_from_above_down_to_and_with_its_end() -> None:
    levels = some_levels([10, 20, 30])

    assert levels.crossed(30, 10) == [(20, RuleId(1)), (10, RuleId(0))]


def test_standing_on_a_level_and_leaving_it_does_not_cross_it() -> None:
    levels = some_levels([10])

    assert levels.crossed(10, 15) == levels.crossed(10, 5) == []


@given(st.lists(prices, max_size=30), prices, prices)
def test_a_move_meets_what_a_look_at_every_level_meets(
    values: list[float], before: float, after: float
) -> None:
    levels = some_levels(values)

    found = {rule for _, rule in levels.crossed(before, after)}

    assert found == {
        RuleId(number)
        for number, level in enumerate(values)
        if before < level <= after or after <= level < before
    }


@given(st.lists(prices, min_size=1, max_size=30), st.data())
def test_what_is_removed_is_met_no_more(values: list[float], data: st.DataObject) -> None:
    levels = some_levels(values)
    gone = data.draw(st.integers(0, len(values) - 1))

    levels.remove(values[gone], RuleId(gone))

    assert set(levels.reached(100)) == set(map(RuleId, range(len(values)))) - {RuleId(gone)}
