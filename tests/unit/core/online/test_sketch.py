"""Specification of quantiles of any number of values in bounded memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.online.sketch import RollingSketch


def test_without_a_value_there_is_no_quantile() -> None:
    assert RollingSketch(60, parts=6).at(0.5) is None


def test_what_is_older_than_the_stretch_is_let_go() -> None:
    sizes = RollingSketch(60, parts=6)
    sizes.take(0, 1_000.0)
    sizes.take(30, 7.0)

    sizes.forward(60)

    assert sizes.count == 1
    assert sizes.at(1.0) == pytest.approx(7, rel=0.01)


def test_a_value_of_a_piece_that_has_ended_is_not_counted() -> None:
    sizes = RollingSketch(60, parts=6)
    sizes.take(30, 7.0)

    sizes.take(29, 1_000.0)

    assert sizes.count == 1


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan"), float("inf")])
def test_a_value_that_has_no_place_on_the_scale_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="is wanted"):
        RollingSketch(60, parts=6).take(0, value)


@pytest.mark.parametrize("accuracy", [0.0, 1.0])
def test_an_accuracy_that_is_no_share_is_refused(accuracy: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        RollingSketch(60, parts=6, accuracy=accuracy)


@given(st.lists(st.floats(1e-6, 1e9), min_size=1, max_size=60), st.floats(0, 1))
def test_it_is_within_its_accuracy_of_the_value_of_that_rank(
    values: list[float], share: float
) -> None:
    sizes = RollingSketch(60, parts=6, accuracy=0.02)
    for value in values:
        sizes.take(0, value)

    found = sizes.at(share)

    assert found is not None
    exact = sorted(values)[int(share * (len(values) - 1))]
    assert found == pytest.approx(exact, rel=0.021)
