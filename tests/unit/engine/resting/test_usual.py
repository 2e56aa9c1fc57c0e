"""Specification of what usually rests in a bucket of a book."""

import msgspec
import pytest

from core.market import BookSample
from engine.resting.depth import Depth
from engine.resting.options import LiquidityOptions
from engine.resting.reach import Reach
from engine.resting.usual import UsualDepth, UsualSize
from tests.support.facts import SECOND
from tests.unit.engine.resting.books import a_book


def learnt(*books: BookSample) -> UsualDepth:
    usual = UsualDepth()
    for depth in map(Depth, books):
        usual.learn(depth, Reach(LiquidityOptions(nearest_bps=1)).of(depth))
    return usual


def all_of(usd: float, *, at_s: float = 0) -> BookSample:
    book = a_book(at_s)
    return msgspec.structs.replace(book, usd=(usd,) * len(book.usd))


def test_before_anything_was_seen_nothing_is_usual() -> None:
    assert UsualSize().usd == 0
    assert UsualDepth().usd == (0, 0, 0)


def test_crumbs_and_giants_do_not_move_it() -> None:
    usual = UsualSize()

    usual.learn([0.01, *[100.0] * 8, 1e9])

    assert usual.usd == pytest.approx(100)


def test_a_young_average_is_the_plain_mean_of_the_logarithms() -> None:
    usual = UsualSize()

    usual.learn([100.0])
    usual.learn([400.0])

    assert usual.usd == pytest.approx(200, rel=0.01)


def test_a_book_is_learned_from_every_fifth_second() -> None:
    usual = learnt(all_of(100), all_of(900, at_s=4.9))

    assert usual.usd == pytest.approx((100, 100, 100))


def test_thin_quotes_after_a_crash_do_not_make_the_usual_small_at_once() -> None:
    hour = [all_of(100, at_s=5 * look) for look in range(720)]

    usual = learnt(*hour, *(all_of(10, at_s=3_600 + 5 * look) for look in range(6)))

    assert usual.usd[0] > 90


def test_the_largest_walls_are_left_out_once_it_is_known_what_is_usual() -> None:
    walls = falling(9_000, 100, step=0.5)

    usual = learnt(all_of(100), msgspec.structs.replace(walls, at_ns=walls.at_ns + 5 * SECOND))

    assert usual.usd == pytest.approx((100, 100, 100))


def test_what_is_barely_a_wall_is_not_left_out_so_that_the_usual_does_not_sink() -> None:
    crowd = a_book(5, p994=1_600, p995=1_600, p996=1_600, p997=1_600, p1006=1_600)

    usual = learnt(all_of(100), crowd)

    assert usual.usd[0] > 110


def test_a_book_that_was_thin_when_first_seen_is_learned_anew() -> None:
    usual = learnt(all_of(1), *(all_of(100, at_s=5 * look) for look in range(1, 40)))

    assert usual.usd[0] > 80


def falling(near_usd: float, far_usd: float, *, step: float) -> BookSample:
    """A book with one size up to 10 bps from the touch and another beyond."""
    bins = tuple(range(int(990 / step), int(1_011 / step)))
    away = [max(1_000 - (k + 0.5) * step, (k + 0.5) * step - 1_001) for k in bins]
    usd = tuple(near_usd if dollars < 1 else far_usd for dollars in away)
    return msgspec.structs.replace(a_book(0), step=step, bins=bins, usd=usd)


def test_more_is_asked_for_where_clearly_more_is_usual() -> None:
    near, middle, far = learnt(falling(800, 100, step=0.05)).usd

    assert near == pytest.approx(800)
    assert middle == far < 300


def test_a_small_order_is_no_wall_where_a_book_is_thin() -> None:
    book = falling(100, 100, step=0.05)
    thin = (
        10.0 if 995 <= k * 0.05 < 998 or 1_003 <= k * 0.05 < 1_006 else 100.0 for k in book.bins
    )

    _, _, far = learnt(msgspec.structs.replace(book, usd=tuple(thin))).usd

    assert far > 50


def test_half_as_much_again_may_be_chance() -> None:
    near, middle, far = learnt(falling(140, 100, step=0.05)).usd

    assert near == middle == far


def test_a_handful_of_buckets_says_nothing_about_a_distance() -> None:
    near, middle, far = learnt(falling(800, 100, step=0.5)).usd

    assert near == middle == far
