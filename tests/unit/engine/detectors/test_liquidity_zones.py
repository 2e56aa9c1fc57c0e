"""Specification of zones of liquidity: what rests for long, and what becomes of it.

In these books a dollar is a bucket, 1000 the best bid and 1001 the best ask; a wall of 900 dollars
stands at 996 among levels of 100.
"""

import pickle
from collections.abc import Iterable

import msgspec
import pytest

from core.detection import Detection
from core.market import BookSample, Trade
from engine.detectors.liquidity_zones import LiquidityZones
from engine.resting.options import LiquidityOptions
from tests.support.facts import a_trade
from tests.unit.engine.resting.books import a_book

# Buckets of 10 bps each: nearer walls, and approaches from farther off than in a real book.
OPTIONS = LiquidityOptions(rest_s=10, approach_bps=25, leave_bps=35, press_s=5, pause_s=3)

Fact = BookSample | Trade


def told(zones: LiquidityZones, facts: Iterable[Fact]) -> list[Detection]:
    return [one for fact in facts for one in zones.update(fact) if isinstance(one, Detection)]


def kinds(found: list[Detection]) -> list[str]:
    return [one.kind for one in found]


def standing(until_s: int, *, usd: float = 900.0) -> list[Fact]:
    return [a_book(second, p996=usd) for second in range(until_s + 1)]


def levels(at_s: float, usd: float, *, p996: float | None = None) -> BookSample:
    """A book in which every level holds the same, but for the one at 996 where that is said."""
    book = a_book(at_s)
    named = {996: usd if p996 is None else p996}
    return msgspec.structs.replace(book, usd=tuple(named.get(k, usd) for k in book.bins))


def a_zone() -> tuple[LiquidityZones, Detection]:
    """A zone at 996, told after ten seconds, and a second more."""
    zones = LiquidityZones(OPTIONS)
    (zone,) = told(zones, standing(11))
    return zones, zone


def sold(at_s: float, usd: float, *, price: float = 996.0) -> Trade:
    return a_trade(price, at_s=at_s, size=usd / price, side="sell")


def test_a_wall_that_rests_long_enough_is_a_zone_with_its_age_and_size() -> None:
    _, zone = a_zone()

    assert (zone.kind, zone.side, zone.low, zone.high) == ("liquidity_zone", "bullish", 996, 997)
    assert (zone.numbers["age_s"], zone.numbers["size_usd"]) == (10, 900)
    assert zone.known_ns - zone.formed_ns == 10 * 10**9


def test_a_wall_a_second_younger_is_none_yet() -> None:
    assert told(LiquidityZones(OPTIONS), standing(9)) == []


@pytest.mark.parametrize(("usd", "zones"), [(850.0, 1), (849.0, 0)])
def test_a_wall_is_eight_and_a_half_times_the_usual_size_or_more(usd: float, zones: int) -> None:
    assert len(told(LiquidityZones(OPTIONS), standing(12, usd=usd))) == zones


def test_a_book_without_walls_has_no_zones() -> None:
    assert told(LiquidityZones(OPTIONS), (a_book(second) for second in range(100))) == []


def test_a_wall_that_comes_and_goes_is_none() -> None:
    flicker = [a_book(second, p996=900 if second % 8 < 4 else 100) for second in range(100)]

    assert told(LiquidityZones(OPTIONS), flicker) == []


def test_two_walls_do_not_hide_each_other() -> None:
    books = [a_book(second, p996=900, p1005=5_000) for second in range(13)]

    found = told(LiquidityZones(OPTIONS), books)

    assert {(one.side, one.low) for one in found} == {("bullish", 996), ("bearish", 1005)}


def test_a_wall_beside_a_larger_one_is_not_hidden_by_it() -> None:
    first = [a_book(second, p996=5_000) for second in range(3)]
    both = [a_book(second, p996=5_000, p995=2_900) for second in range(3, 16)]

    found = told(LiquidityZones(OPTIONS), [*first, *both])

    assert [(one.low, one.high) for one in found] == [(996, 997), (995, 996)]


def test_an_ordinary_level_that_was_large_beside_thin_quotes_is_no_zone() -> None:
    thin = [levels(second, 10, p996=250) for second in range(2)]
    again = [levels(second, 100, p996=250) for second in range(2, 60)]

    assert told(LiquidityZones(OPTIONS), [*thin, *again]) == []


def test_thin_quotes_left_by_a_crash_do_not_make_walls_of_ordinary_levels() -> None:
    before = [levels(second, 100) for second in range(600)]
    after = [levels(second, 20, p996=200) for second in range(600, 660)]

    assert told(LiquidityZones(OPTIONS), [*before, *after]) == []


def test_a_wall_is_as_old_as_it_stands_although_another_at_its_price_came_and_went() -> None:
    sizes = [*[2_000.0] * 4, *[5_000.0] * 4, *[2_000.0] * 5]

    (zone,) = told(
        LiquidityZones(OPTIONS), (a_book(second, p996=usd) for second, usd in enumerate(sizes))
    )

    assert (zone.numbers["age_s"], zone.numbers["least_usd"]) == (12, 2_000)


def test_what_vanishes_without_trades_was_pulled() -> None:
    zones, zone = a_zone()

    (gone,) = told(zones, [a_book(second, p996=100) for second in range(12, 16)])

    assert (gone.kind, gone.of) == ("liquidity_zone_pulled", zone.id)
    assert gone.known_ns - gone.formed_ns == 3 * 10**9


@pytest.mark.parametrize(("usd", "kind"), [(480.0, "eaten"), (479.0, "pulled")])
def test_what_takers_got_at_least_three_fifths_of_was_eaten(usd: float, kind: str) -> None:
    zones, _ = a_zone()

    found = told(zones, [sold(11.5, usd), *(a_book(second, p996=100) for second in range(12, 16))])

    assert kinds(found) == [f"liquidity_zone_{kind}"]


def test_trades_that_arrive_after_the_sample_still_count() -> None:
    zones, _ = a_zone()
    gone = [a_book(second, p996=100) for second in range(12, 16)]

    found = told(zones, [gone[0], sold(11.9, 800), *gone[1:]])

    assert kinds(found) == ["liquidity_zone_eaten"]


def test_trades_elsewhere_of_the_other_side_or_refilled_do_not_eat_it() -> None:
    zones, _ = a_zone()
    others = [
        sold(11.1, 900, price=997),
        a_trade(996, at_s=11.2, size=1, side="buy"),
        msgspec.structs.replace(sold(11.3, 900), late_ns=5),
    ]

    found = told(zones, [*others, *(a_book(second, p996=100) for second in range(12, 16))])

    assert kinds(found) == ["liquidity_zone_pulled"]


def test_a_dip_that_is_over_before_it_settles_is_not_told() -> None:
    zones, _ = a_zone()

    dip = [a_book(12, p996=100), a_book(13, p996=100), a_book(14, p996=900)]

    assert told(zones, [*dip, a_book(15, p996=900)]) == []


def test_exactly_three_fifths_of_it_still_stand() -> None:
    zones, _ = a_zone()

    assert told(zones, [a_book(second, p996=540) for second in range(12, 20)]) == []
    assert len(told(zones, [a_book(second, p996=539) for second in range(20, 24)])) == 1


def test_nothing_is_said_of_what_vanished_in_a_gap() -> None:
    zones, _ = a_zone()

    after = [a_book(12, p996=100, complete=False)]
    after += [a_book(second, p996=100) for second in range(13, 30)]

    assert told(zones, after) == []


def test_missing_samples_are_a_gap_too() -> None:
    zones, _ = a_zone()

    assert told(zones, [a_book(second, p996=100) for second in range(40, 60)]) == []


def test_a_zone_that_outlives_a_gap_goes_on() -> None:
    zones, zone = a_zone()
    told(zones, [a_book(12, p996=900, complete=False), a_book(13, p996=900)])

    (gone,) = told(zones, [a_book(second, p996=100) for second in range(14, 18)])

    assert (gone.kind, gone.of) == ("liquidity_zone_pulled", zone.id)


def test_a_zone_beyond_the_books_sight_was_not_pulled() -> None:
    zones, _ = a_zone()

    away = [a_book(second, bid=1_020, ask=1_021) for second in range(12, 30)]

    assert told(zones, away) == []


def test_a_price_that_comes_near_approaches_and_one_that_stays_does_so_once() -> None:
    zones, zone = a_zone()
    away = [a_book(12, bid=1_002, ask=1_003, p996=900)]
    near = [a_book(second, bid=999, ask=1_000, p996=900) for second in range(13, 17)]

    (approached,) = told(zones, [*away, *near])

    assert (approached.kind, approached.of) == ("liquidity_zone_approached", zone.id)


def test_a_zone_that_is_eaten_and_passed_is_breached() -> None:
    zones, zone = a_zone()
    through = [a_book(second, bid=994, ask=995) for second in (12, 13)]

    found = told(zones, [sold(11.5, 900), *through])

    assert kinds(found) == ["liquidity_zone_eaten", "liquidity_zone_breached"]
    assert {one.of for one in found} == {zone.id}


def test_a_zone_that_was_pulled_before_the_price_came_is_not_breached() -> None:
    zones, _ = a_zone()

    found = told(zones, [a_book(second, bid=994, ask=995) for second in range(12, 20)])

    assert kinds(found) == ["liquidity_zone_pulled"]


def attacked(usd_a_second: float, *, from_s: int, seconds: int) -> list[Fact]:
    """Sellers hit the wall, which shows 900 all the same."""
    return [
        fact
        for second in range(from_s, from_s + seconds)
        for fact in (sold(second - 0.5, usd_a_second), a_book(second, p996=900))
    ]


def test_a_wall_that_gave_twice_what_it_ever_showed_and_stands_is_an_iceberg() -> None:
    zones, zone = a_zone()

    (iceberg,) = told(zones, attacked(450, from_s=12, seconds=4))

    assert (iceberg.kind, iceberg.of) == ("iceberg", zone.id)
    assert iceberg.numbers["refilled_usd"] == pytest.approx(1_800)
    assert iceberg.numbers["times_shown"] == pytest.approx(2)


def test_sellers_that_come_once_in_a_while_make_no_iceberg() -> None:
    zones, _ = a_zone()
    rarely: list[Fact] = []
    for second in range(12, 60):
        rarely += [sold(second - 0.5, 450)] if second % 5 == 0 else []
        rarely += [a_book(second, p996=900)]

    assert told(zones, rarely) == []


def test_a_wall_that_is_pressed_with_twice_the_usual_volume_and_stands_absorbs() -> None:
    zones = LiquidityZones(OPTIONS)
    usual: list[Fact] = [
        fact
        for second in range(40)
        for fact in (sold(second - 0.5, 20, price=1_000), a_book(second, p996=900))
    ]
    (zone,) = told(zones, usual)

    (absorbed,) = told(zones, attacked(60, from_s=40, seconds=9))

    assert (absorbed.kind, absorbed.of) == ("absorption", zone.id)
    assert absorbed.numbers["pressed_s"] == 5


def test_the_usual_volume_is_no_absorption() -> None:
    zones = LiquidityZones(OPTIONS)
    usual = attacked(60, from_s=0, seconds=40)

    assert "absorption" not in kinds(told(zones, usual))


def test_what_comes_again_or_late_changes_nothing() -> None:
    facts = [*standing(11), sold(11.5, 800), *(a_book(s, p996=100) for s in range(12, 16))]
    twice = [fact for fact in facts for _ in range(2 if isinstance(fact, BookSample) else 1)]

    late = [*twice[:-1], a_book(3, p996=5), sold(2, 900), twice[-1]]

    assert told(LiquidityZones(OPTIONS), late) == told(LiquidityZones(OPTIONS), facts)


def test_a_restart_in_between_changes_nothing() -> None:
    facts = [*standing(11), sold(11.5, 800), *(a_book(s, p996=100) for s in range(12, 16))]
    whole, stopped, found = LiquidityZones(OPTIONS), LiquidityZones(OPTIONS), list[Detection]()

    for fact in facts:
        stopped = pickle.loads(pickle.dumps(stopped))  # noqa: S301 - our own bytes
        found += told(stopped, [fact])

    assert found == told(whole, facts)
