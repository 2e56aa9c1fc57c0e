"""Specification of the greatest value since a candle."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.structure.bar import Bar
from engine.structure.greatest import GreatestSince


def a_bar(index: int) -> Bar:
    return Bar(
        index=index,
        open_ns=index,
        close_ns=index + 1,
        seen_ns=index + 1,
        late_ns=0,
        open=1,
        high=1,
        low=1,
        close=1,
        volume=1,
        atr=None,
        after_hole=False,
    )


def of(*values: float, most: int = 2_000) -> GreatestSince:
    greatest = GreatestSince(most=most)
    for index, value in enumerate(values):
        greatest.take(value, a_bar(index))
    return greatest


def answer(greatest: GreatestSince, index: int) -> tuple[float, int] | None:
    found = greatest.since(index)
    return found and (found[0], found[1].index)


def test_the_candle_that_is_named_does_not_count_itself() -> None:
    greatest = of(9, 5, 7, 3)

    assert answer(greatest, -1) == (9, 0)
    assert answer(greatest, 0) == (7, 2)
    assert answer(greatest, 3) is None


def test_of_equal_values_the_last_counts() -> None:
    assert answer(of(7, 7, 5), -1) == (7, 1)


def test_what_is_forgotten_is_no_answer_any_more() -> None:
    greatest = of(9, 8, 7)

    greatest.forget(1)

    assert answer(greatest, -1) == (7, 2)


def test_in_an_endless_fall_the_older_half_is_let_go() -> None:
    greatest = of(9, 8, 7, 6, 5, most=4)

    assert answer(greatest, -1) == (7, 2)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 5), max_size=30), st.integers(-1, 30))
def test_it_finds_what_a_look_at_all_finds(values: list[int], since: int) -> None:
    later = [(value, index) for index, value in enumerate(values) if index > since]

    assert answer(of(*values), since) == max(later, default=None)
