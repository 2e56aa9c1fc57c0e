"""Specification of the figures and remarks on a feed's topics."""

from core.conversation import Condition, Standing
from engine.pipeline.topics import figures_of, remark_on
from tests.support.facts import NOON, SECOND


def a_standing(
    condition: Condition = "live", *, lag_s: float = 0.1, age_s: float = 1.0, why: str = ""
) -> Standing:
    seen_ns = NOON - int(age_s * SECOND)
    return Standing(
        condition=condition,
        why=why,
        frames=10,
        at_ns=seen_ns - int(lag_s * SECOND),
        seen_ns=seen_ns,
        gaps=1,
        proven_ns=NOON - 60 * SECOND,
    )


BOOKS = {f"orderbook.50.{name}": a_standing(lag_s=lag) for name, lag in (("A", 0.1), ("B", 0.4))}


def test_a_topic_has_its_frames_gaps_lag_age_and_proof() -> None:
    figures = figures_of(BOOKS, now_ns=NOON, most=10)["orderbook.50.B"]

    assert (figures.frames, figures.gaps, figures.age_s) == (10, 1, 1.0)
    assert (figures.lag_s, figures.proven_age_s) == (0.4, 60.0)


def test_a_topic_without_a_frame_has_no_times() -> None:
    figures = figures_of({"tickers.A": Standing(condition="waiting")}, now_ns=NOON, most=10)

    times = figures["tickers.A"]
    assert (times.lag_s, times.age_s, times.proven_age_s) == (None, None, None)


def test_too_many_topics_are_summed_by_family_and_the_worst_time_counts() -> None:
    figures = figures_of(BOOKS, now_ns=NOON, most=1)

    assert list(figures) == ["orderbook.50"]
    family = figures["orderbook.50"]
    assert (family.frames, family.gaps, family.lag_s) == (20, 2, 0.4)
    assert family.conditions == {"live": 2}


def test_a_feed_without_trouble_needs_no_remark() -> None:
    assert remark_on({"a": a_standing("live"), "b": a_standing("quiet")}) is None


def test_a_remark_counts_the_ill_and_names_two_of_them() -> None:
    standings = {
        "orderbook.50.A": a_standing("broken", why="update id 5 came where 4 was due"),
        "orderbook.50.B": a_standing("broken"),
        "orderbook.50.C": a_standing("broken"),
        "tickers.A": a_standing(),
    }

    assert remark_on(standings) == (
        "3 of 4 topics broken: orderbook.50.A (update id 5 came where 4 was due), orderbook.50.B"
        " and 1 more"
    )


def test_what_is_broken_comes_before_what_is_late() -> None:
    remark = remark_on({"a": a_standing("late"), "b": a_standing("broken")})

    assert remark == "1 of 2 topics broken: b; 1 of 2 topics late: a"
