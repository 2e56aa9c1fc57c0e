"""Specification of the columns of a liquidity heatmap."""

import msgspec

from core.heat import HeatColumn
from engine.resting.heat import Heat
from tests.unit.engine.resting.books import a_book

# The builders' noon lies forty seconds into a minute.
BEGIN_S = 20


def columns(heat: Heat, until_s: int, *, whole: bool = True) -> list[HeatColumn]:
    books = (
        a_book(BEGIN_S + second, complete=whole or second >= 30, p996=900 if second < 30 else 100)
        for second in range(until_s)
    )
    return [column for book in books if (column := heat.take(book))]


def test_a_minute_is_told_by_the_first_sample_of_the_next() -> None:
    assert columns(Heat(), 60) == []

    (column,) = columns(Heat(), 61)

    assert column.at_ns == a_book(BEGIN_S).at_ns
    assert column.share == 1


def test_a_wall_of_half_a_minute_is_half_as_hot() -> None:
    (column,) = columns(Heat(), 61)

    by_bucket = dict(zip(column.bins, column.usd, strict=True))

    assert (by_bucket[996], by_bucket[995]) == (500, 100)


def test_the_share_says_how_much_was_seen_whole() -> None:
    (column,) = columns(Heat(), 61, whole=False)

    assert column.share == 0.5


def test_percentiles_are_those_of_the_hour_and_not_pulled_up_by_one_wall() -> None:
    (column,) = columns(Heat(), 61)

    assert (column.p50, column.p90, column.p99) == (100, 100, 500)


def test_buckets_that_change_within_a_minute_are_put_into_the_first_ones() -> None:
    heat = Heat()
    finer = msgspec.structs.replace(
        a_book(BEGIN_S + 1), step=0.5, bins=(1992, 1993), usd=(300.0, 500.0)
    )

    told = [heat.take(book) for book in (a_book(BEGIN_S), finer, a_book(BEGIN_S + 60))]

    assert told[-1] is not None
    assert dict(zip(told[-1].bins, told[-1].usd, strict=True))[996] == 450


def test_a_sample_that_comes_again_changes_nothing() -> None:
    heat, twice = Heat(), Heat()
    books = [a_book(BEGIN_S), a_book(BEGIN_S + 1, p996=900), a_book(BEGIN_S + 60)]

    again = [twice.take(book) for each in books for book in (each, each)]

    assert [one for one in again if one] == [one for book in books if (one := heat.take(book))]
