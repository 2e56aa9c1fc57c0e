"""Specification of the columns of a liquidity heatmap."""

import pickle

import msgspec
import pytest

from core.heat import HeatColumn
from engine.resting.heat import Heat
from tests.support.facts import NOON, SECOND
from tests.unit.engine.resting.books import a_book


def columns(heat: Heat, until_s: int) -> list[HeatColumn]:
    """What a sample a second tells; a wall at 996 is gone after five of every ten."""
    books = (a_book(second, p996=900 if second % 10 < 5 else 100) for second in range(until_s))
    return [column for book in books for column in heat.take(book)]


def by_bucket(column: HeatColumn) -> dict[int, float]:
    return {column.low_bin + place: usd for place, usd in enumerate(column.usd)}


def test_ten_seconds_are_told_by_the_first_sample_after_them() -> None:
    assert columns(Heat(), 10) == []

    (column,) = columns(Heat(), 11)

    assert (column.subject, column.at_ns, column.seconds) == ("bybit:ETHUSDT", NOON, 10)
    assert (column.share, column.mid) == (1, 1000.5)


def test_a_wall_of_half_the_time_is_half_as_hot() -> None:
    (column,) = columns(Heat(), 11)

    assert (by_bucket(column)[996], by_bucket(column)[995]) == (500, 100)


def test_a_price_at_which_nothing_rests_is_a_zero_within_the_column() -> None:
    heat = Heat()
    heat.take(a_book(0, p996=0))

    (column,) = heat.take(a_book(10, p996=0))

    assert by_bucket(column)[996] == 0
    assert (column.low_bin, len(column.usd)) == (991, 20)


def test_a_time_that_was_not_seen_gives_no_column_and_no_zeros() -> None:
    heat = Heat()
    heat.take(a_book(2))
    heat.take(a_book(4))

    (before,) = heat.take(a_book(34, complete=False))
    (after,) = heat.take(a_book(40))

    assert (before.at_ns, before.share) == (NOON, 0.2)
    assert (after.at_ns, after.share) == (NOON + 30 * SECOND, 0.6)


def test_a_quiet_book_stands_until_its_next_sample() -> None:
    heat = Heat()
    heat.take(a_book(5))

    told = heat.take(a_book(31))

    assert [(column.at_ns - NOON) // SECOND for column in told] == [0, 10, 20]
    assert [column.share for column in told] == [0.5, 1, 1]
    assert {by_bucket(column)[1000] for column in told} == {100}


def test_a_book_without_samples_for_long_is_not_taken_to_have_stood_still() -> None:
    heat = Heat()
    heat.take(a_book(0))
    heat.take(a_book(5))

    told = heat.take(a_book(36))

    assert [(column.at_ns - NOON) // SECOND for column in told] == [0]
    assert told[0].share == 0.5


def test_the_scale_goes_from_what_is_usual_to_the_walls_that_stay() -> None:
    heat = Heat()
    told = [heat.take(a_book(10 * at, p996=900)) for at in range(60)]

    (column,) = told[-1]

    assert column.low_usd == pytest.approx(100, rel=0.02)
    assert column.high_usd == pytest.approx(900, rel=0.02)


def test_one_wall_of_a_moment_does_not_make_all_else_invisible() -> None:
    heat = Heat()
    told = [heat.take(a_book(10 * at, p996=1e9 if at == 3 else 100)) for at in range(60)]

    (column,) = told[-1]

    assert column.high_usd == pytest.approx(100, rel=0.02)


def test_the_scale_forgets_what_is_older_than_an_hour() -> None:
    heat = Heat()
    told = [heat.take(a_book(10 * at, p996=900 if at < 60 else 100)) for at in range(425)]

    assert told[300][0].high_usd == pytest.approx(900, rel=0.02)
    assert told[-1][0].high_usd == pytest.approx(100, rel=0.02)


def test_an_order_far_from_the_price_does_not_stretch_the_column() -> None:
    heat = Heat()
    heat.take(a_book(0, p1=500, p969=500, p971=500, p4000=500))

    (column,) = heat.take(a_book(10))

    assert column.low_bin == 971
    assert column.low_bin + len(column.usd) - 1 == 1010


def test_buckets_that_change_within_a_column_are_put_into_the_first_ones() -> None:
    heat = Heat()
    finer = msgspec.structs.replace(a_book(5), step=0.5, bins=(1992, 1993), usd=(300.0, 500.0))

    told = [heat.take(book) for book in (a_book(0), finer, a_book(10))]

    assert told[-1][0].step == 1
    assert by_bucket(told[-1][0])[996] == 450


def test_a_new_column_takes_the_buckets_of_its_own_book() -> None:
    heat = Heat()
    finer = msgspec.structs.replace(a_book(10), step=0.5, bins=(1992, 1993), usd=(300.0, 500.0))

    told = [heat.take(book) for book in (a_book(0), finer, a_book(20))]

    assert (told[-1][0].step, told[-1][0].usd) == (0.5, (300, 500))


def test_a_sample_that_comes_again_changes_nothing() -> None:
    heat, twice = Heat(), Heat()
    books = [a_book(0), a_book(1, p996=900), a_book(10)]

    again = [twice.take(book) for each in books for book in (each, each)]

    assert [one for one in again if one] == [one for book in books if (one := heat.take(book))]


def test_what_was_kept_and_brought_back_tells_the_same_to_the_last_bit() -> None:
    unbroken, broken = Heat(), Heat()
    books = [a_book(at_s, p996=0.1 * at_s) for at_s in range(47)]
    for book in books[:33]:
        unbroken.take(book)
        broken.take(book)

    broken = pickle.loads(pickle.dumps(broken))  # noqa: S301  our own bytes

    assert [broken.take(book) for book in books[33:]] == [unbroken.take(b) for b in books[33:]]
