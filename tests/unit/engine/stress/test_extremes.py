"""Specification of a value that is far out, and far from its own past."""

import pytest

from core.online.ranked import RankedPast
from engine.stress.extremes import ExtremeOptions, Extremes

OPTIONS = ExtremeOptions(floor_bps=2, always_bps=10, percentile=0.9, least=10, over_share=0.5)


def a_past(*values: float) -> RankedPast:
    past = RankedPast(span_ns=1_000, most=1_000)
    for at_ns, value in enumerate(values):
        past.take(at_ns, value)
    return past


def test_without_a_past_only_what_is_always_extreme_is() -> None:
    extremes = Extremes(OPTIONS)

    assert extremes.judge(9.99, a_past()) is None
    assert extremes.judge(10, a_past()) == "begun"


def test_against_its_own_past_a_value_is_extreme_at_the_percentile() -> None:
    past = a_past(1, 2, 3, 4, 5, 6, 7, 8, 8.5, 9)

    assert Extremes(OPTIONS).judge(8.4, past) is None
    assert Extremes(OPTIONS).judge(8.5, past) == "begun"


def test_in_a_calm_past_it_takes_the_floor() -> None:
    calm = a_past(*[0.1] * 20)

    assert Extremes(OPTIONS).judge(1.99, calm) is None
    assert Extremes(OPTIONS).judge(-2, calm) == "begun"


def test_in_a_wild_past_what_is_always_extreme_still_is() -> None:
    assert Extremes(OPTIONS).judge(10, a_past(*[50.0] * 20)) == "begun"


def test_one_that_trembles_around_the_bound_is_one_extreme() -> None:
    extremes, past = Extremes(OPTIONS), a_past()

    edges = [extremes.judge(value, past) for value in (10, 9, 10, 5, 4.99, 10)]

    assert edges == ["begun", None, None, None, "over", "begun"]


@pytest.mark.parametrize(
    "wrong",
    [{"floor_bps": 0}, {"floor_bps": 11}, {"percentile": 0.4}, {"least": 0}, {"over_share": 2}],
)
def test_bounds_that_cannot_be_are_refused(wrong: dict[str, float]) -> None:
    right = {"floor_bps": 2.0, "always_bps": 10.0, "percentile": 0.9, "least": 10}

    with pytest.raises(ValueError, match="take"):
        ExtremeOptions(**(right | wrong))  # type: ignore[arg-type]
