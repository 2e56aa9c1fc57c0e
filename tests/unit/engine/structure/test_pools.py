"""Specification of equal highs and lows, and of the pools they grow into."""

import pickle
from dataclasses import replace

from hypothesis import given, settings

from core.detection import Detection
from core.market import Candle
from engine.structure.chart import Chart
from engine.structure.options import StructureOptions
from tests.support.facts import a_candle
from tests.support.structure import of_kinds, read, walks

# Candles are one point high, so that the tolerance is about half a point.
HALF = StructureOptions(swing_length=1, internal_length=0, atr_length=1, equal_atr=0.5)
POOLS = ("equal_highs", "equal_lows", "pool_grown", "pool_swept", "pool_run")


def with_highs(*highs: float) -> list[Candle]:
    return [
        a_candle(place, high - 0.5, high, high - 1, high - 0.75) for place, high in enumerate(highs)
    ]


def with_lows(*lows: float) -> list[Candle]:
    return [a_candle(place, low + 0.5, low + 1, low, low + 0.75) for place, low in enumerate(lows)]


def above(candles: list[Candle], options: StructureOptions = HALF) -> list[Detection]:
    """What is told of equal highs; the lows of these candles may be equal too."""
    found = of_kinds(read(candles, options), *POOLS)
    born = {pool.id for pool in of_kinds(found, "equal_highs")}
    return [each for each in found if each.id in born or each.of in born]


TWO_TOPS = with_highs(9, 10, 9.25, 10.25, 9.5)


def test_two_swing_highs_at_one_price_are_equal_highs() -> None:
    (pool,) = above(TWO_TOPS)

    assert (pool.kind, pool.side, pool.level) == ("equal_highs", "bearish", 10.25)
    assert (pool.low, pool.high, pool.numbers["members"]) == (10, 10.25, 2)


def test_two_swing_lows_at_one_price_are_equal_lows() -> None:
    candles = with_lows(11, 10, 10.75, 9.75, 10.5)

    (pool,) = of_kinds(read(candles, HALF), "equal_lows")

    assert (pool.kind, pool.side, pool.level) == ("equal_lows", "bullish", 9.75)
    assert (pool.low, pool.high) == (9.75, 10)


def test_a_pair_is_formed_at_the_newer_swing_and_known_with_it() -> None:
    (pool,) = above(TWO_TOPS)

    assert (pool.formed_ns, pool.known_ns) == (TWO_TOPS[3].open_ns, TWO_TOPS[4].at_ns)


def test_swings_farther_apart_than_the_tolerance_are_not_equal() -> None:
    exact = with_highs(9.5, 10, 9.5, 9.75, 9.25)
    narrow = StructureOptions(swing_length=1, internal_length=0, atr_length=1, equal_atr=0.24)

    assert above(exact, narrow) == []


def test_exactly_the_tolerance_is_still_equal() -> None:
    exact = with_highs(9.5, 10, 9.5, 9.75, 9.25)
    tolerance = StructureOptions(swing_length=1, internal_length=0, atr_length=1, equal_atr=0.25)

    assert [pool.kind for pool in above(exact, tolerance)] == ["equal_highs"]


def test_a_close_beyond_the_earlier_one_in_between_makes_it_no_pair() -> None:
    broken = [*TWO_TOPS[:3], a_candle(3, 9.5, 10.25, 9.25, 10.125), TWO_TOPS[4]]

    assert above(broken) == []


def test_a_third_swing_inside_the_tolerance_feeds_the_pool() -> None:
    pool, grown = above([*TWO_TOPS, *with_highs(9, 10, 9.5, 10.25, 9.5, 10, 9)[5:]])

    assert (grown.kind, grown.of, grown.numbers["members"]) == ("pool_grown", pool.id, 3)
    assert (grown.level, grown.low) == (10.25, 10)


def test_a_wick_beyond_that_closes_back_sweeps_the_pool() -> None:
    pool, swept = above([*TWO_TOPS, a_candle(5, 9, 10.5, 9, 10.25)])

    assert (swept.kind, swept.side, swept.of) == ("pool_swept", "bearish", pool.id)
    assert (swept.numbers["members"], swept.numbers["beyond"]) == (2, 0.25)


def test_a_close_beyond_runs_through_the_pool() -> None:
    pool, run = above([*TWO_TOPS, a_candle(5, 9, 10.75, 9, 10.5)])

    assert (run.kind, run.side, run.of) == ("pool_run", "bullish", pool.id)


def test_a_sweep_of_a_pool_smaller_than_the_minimum_is_not_told_and_a_run_is() -> None:
    least = replace(HALF, min_sweep_atr=0.5)
    sweep, run = a_candle(5, 9, 10.375, 9, 10.25), a_candle(5, 9, 10.375, 9, 10.3125)

    assert [pool.kind for pool in above([*TWO_TOPS, sweep], least)] == ["equal_highs"]
    assert [pool.kind for pool in above([*TWO_TOPS, run], least)] == ["equal_highs", "pool_run"]


def test_a_wick_that_only_touches_the_pool_leaves_it() -> None:
    assert len(above([*TWO_TOPS, a_candle(5, 9, 10.25, 9, 10)])) == 1


def test_before_the_range_is_known_nothing_is_equal() -> None:
    slow = StructureOptions(swing_length=1, internal_length=0, atr_length=100, equal_atr=0.5)

    assert above(TWO_TOPS, slow) == []


def test_it_goes_on_after_a_restart() -> None:
    chart = Chart("bybit:ETHUSDT", "15m", HALF)
    for candle in TWO_TOPS:
        chart.read(candle)

    again = pickle.loads(pickle.dumps(chart))  # noqa: S301 - our own bytes

    last = a_candle(5, 9, 10.5, 9, 10.25)
    assert again.read(last) == chart.read(last) != []


@settings(max_examples=80)
@given(walks)
def test_the_stacks_find_what_a_look_at_all_levels_finds(candles: list[Candle]) -> None:
    options = StructureOptions(swing_length=1, internal_length=0, atr_length=1, equal_atr=0.5)
    found = read(candles, options)

    told = [(each.kind, each.level, each.known_ns) for each in of_kinds(found, *POOLS)]

    expected: list[tuple[str, float, int]] = []
    for sign in (1, -1):
        expected += by_brute_force(candles, found, sign)
    assert sorted(told) == sorted(expected)


def by_brute_force(
    candles: list[Candle], found: list[Detection], sign: int
) -> list[tuple[str, float, int]]:
    """Read every candle against every level: a level is (price, members, farthest wick beyond)."""
    kind = "high" if sign > 0 else "low"
    swings = {swing.known_ns: swing for swing in of_kinds(found, f"swing_{kind}")}
    told: list[tuple[str, float, int]] = []
    levels: list[list[float]] = []
    ranges = true_ranges(candles)
    for place, candle in enumerate(candles):
        wick = max(sign * candle.high, sign * candle.low)
        close = sign * candle.close
        for level in [*levels]:
            if level[1] > 1 and wick > level[0]:
                ending = "pool_swept" if close <= level[0] else "pool_run"
                told.append((ending, sign * level[0], candle.at_ns))
            if wick > level[0] and (level[1] > 1 or close > level[0]):
                levels.remove(level)
            elif wick > level[0]:
                level[2] = max(level[2], wick)
        swing = swings.get(candle.at_ns)
        if swing is None:
            continue
        price, apart = sign * (swing.level or 0), 0.5 * ranges[place - 1]
        fitting = [
            level
            for level in levels
            if abs(level[0] - price) <= apart and max(price, level[0]) >= level[2]
        ]
        levels = [level for level in levels if level[2] <= level[0] or level in fitting]
        nearest = min(fitting, key=lambda level: (abs(level[0] - price), level[0]), default=None)
        levels = [level for level in levels if level[2] <= level[0] or level is nearest]
        if nearest is None:
            levels.append([price, 1, price])
            continue
        told_as = f"equal_{kind}s" if nearest[1] == 1 else "pool_grown"
        nearest[0] = nearest[2] = max(nearest[0], price)
        nearest[1] += 1
        told.append((told_as, sign * nearest[0], candle.at_ns))
    return told


def true_ranges(candles: list[Candle]) -> list[float]:
    before = [candles[0].open, *(candle.close for candle in candles)]
    return [
        max(candle.high, last) - min(candle.low, last)
        for candle, last in zip(candles, before, strict=False)
    ]
