"""Specification of the dealing range: premium, discount, equilibrium and optimal trade entry."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from core.detection import Detection
from core.market import Candle
from engine.structure.options import StructureOptions
from tests.support.facts import a_candle
from tests.support.structure import of_kinds, read, walks

HALVES = ("premium_entered", "discount_entered", "equilibrium_crossed")
OPTIONS = StructureOptions(swing_length=2, internal_length=0)

# A high of 120 at place 2 and a low of 20 at place 7, known at place 9: the middle is 70.
RANGE = [
    a_candle(place, close, high, low, close)
    for place, (close, high, low) in enumerate(
        [
            (100, 105, 95),
            (110, 112, 98),
            (115, 120, 99),
            (100, 110, 90),
            (90, 100, 80),
            (60, 90, 50),
            (50, 60, 40),
            (30, 50, 20),
            (40, 45, 30),
            (50, 55, 35),
        ]
    )
]
# The next candle closes above 120, which breaks up and ends a leg from 20 to 220.
LEG = [*RANGE, a_candle(10, 50, 220, 45, 200)]


def still(place: int, *closes: float) -> list[Candle]:
    """Candles without wicks, each opening where the one before closed."""
    opens = (closes[0], *closes[:-1])
    return [
        a_candle(place + later, before, max(before, close), min(before, close), close)
        for later, (before, close) in enumerate(zip(opens, closes, strict=True))
    ]


def halves(candles: list[Candle]) -> list[Detection]:
    return of_kinds(read(candles, OPTIONS), *HALVES)


def kinds(candles: list[Candle]) -> list[str]:
    return [found.kind for found in halves(candles)]


def entries(candles: list[Candle]) -> list[Detection]:
    return of_kinds(read(candles, OPTIONS), "ote_entered")


def test_a_close_above_the_middle_enters_the_premium_half() -> None:
    candles = [*RANGE, *still(10, 71)]

    (premium,) = of_kinds(read(candles, OPTIONS), "premium_entered")

    assert (premium.side, premium.low, premium.high, premium.level) == ("bearish", 20, 120, 70)
    assert premium.numbers == {"price": 71, "share": 0.51}
    assert (premium.formed_ns, premium.known_ns) == (candles[10].open_ns, candles[10].at_ns)


def test_a_close_below_the_middle_enters_the_discount_half() -> None:
    found = halves([*RANGE, *still(10, 71, 69)])

    assert [(each.kind, each.side) for each in found[2:]] == [
        ("equilibrium_crossed", "bearish"),
        ("discount_entered", "bullish"),
    ]


def test_the_half_in_which_a_first_range_finds_price_is_not_entered() -> None:
    assert kinds(RANGE) == []


def test_a_close_in_the_middle_stays_in_the_half_it_came_from() -> None:
    assert kinds([*RANGE, *still(10, 70, 69)]) == []
    assert kinds([*RANGE, *still(10, 70, 71)]) == ["equilibrium_crossed", "premium_entered"]


def test_a_range_tells_of_each_half_once() -> None:
    # Each candle reaches further than the one before, so that none of them is a swing.
    to_and_fro = [
        a_candle(10 + later, 70, 75 + later, 65 - later, close)
        for later, close in enumerate((71, 69, 71, 69))
    ]

    found = halves([*RANGE, *to_and_fro])

    assert [(each.kind, each.side) for each in found] == [
        ("equilibrium_crossed", "bullish"),
        ("premium_entered", "bearish"),
        ("equilibrium_crossed", "bearish"),
        ("discount_entered", "bullish"),
    ]


def test_a_range_whose_end_moved_tells_again() -> None:
    # The wick to 130 makes it another range, with its middle at 75.
    further = a_candle(12, 69, 130, 69, 69)

    found = halves([*RANGE, *still(10, 71, 69), further, *still(13, 76)])

    assert [(each.kind, each.level) for each in found[-2:]] == [
        ("equilibrium_crossed", 75),
        ("premium_entered", 75),
    ]


def test_where_the_middle_moves_over_price_price_did_not_cross_it() -> None:
    # Price stays at 71, the high goes to 130: 71 is cheap now.
    stretched = a_candle(11, 71, 130, 71, 71)

    assert kinds([*RANGE, *still(10, 71), stretched])[2:] == ["discount_entered"]


def test_a_hole_between_candles_begins_anew() -> None:
    assert kinds([*RANGE, *still(11, 71, 69)]) == []


def test_the_internal_range_is_told_apart() -> None:
    options = StructureOptions(swing_length=5, internal_length=2)

    found = read([*RANGE, *still(10, 71)], options)

    assert len(of_kinds(found, "internal_premium_entered")) == 1
    assert of_kinds(found, "premium_entered") == []


def test_the_entry_after_a_bullish_leg_lies_in_the_discount_half() -> None:
    (entry,) = entries([*LEG, *still(11, 90)])

    assert (entry.side, entry.low, entry.high) == ("bullish", 20, 220)
    assert entry.numbers["share"] == 0.35
    assert entry.numbers["retracement"] == 0.65


def test_the_entry_after_a_bearish_leg_lies_in_the_premium_half() -> None:
    # A higher low of 45, then a close below 20 breaks down: the leg runs from 220 to 10.
    down = [*LEG, *still(11, 150), a_candle(12, 150, 160, 10, 15)]

    (entry,) = entries([*down, *still(13, 157)])

    assert (entry.side, entry.low, entry.high) == ("bearish", 10, 220)
    assert entry.numbers["retracement"] == 0.7
    assert entry.level == pytest.approx(139.78)


def test_the_zone_of_the_entry_is_told_with_it() -> None:
    (entry,) = entries([*LEG, *still(11, 90)])

    assert entry.level == entry.numbers["zone_high"] == pytest.approx(96.4)
    assert entry.numbers["zone_low"] == pytest.approx(62)


@pytest.mark.parametrize(("close", "entered"), [(97, 0), (96.39, 1), (62.01, 1), (61, 0)])
def test_only_a_close_within_the_zone_is_an_entry(close: float, entered: int) -> None:
    assert len(entries([*LEG, *still(11, close)])) == entered


def test_a_leg_has_one_entry_until_it_goes_further() -> None:
    twice = [*LEG, *still(11, 90, 120, 90)]
    further = [*twice, a_candle(14, 90, 221, 90, 150), *still(15, 90)]

    assert len(entries(twice)) == 1
    assert len(entries(further)) == 2


def test_a_leg_that_broke_nothing_has_no_entry() -> None:
    # From the high of 120 to the low of 20: no break came before it.
    assert entries([*RANGE, *still(10, 90)]) == []


def test_a_leg_against_the_last_break_has_no_entry() -> None:
    # The low of 80 at place 12 is confirmed at 14: the last leg then falls, against the break up.
    pullback = [*LEG, *still(11, 90, 80, 90, 100)]

    assert len(entries(pullback)) == 1
    assert len(entries([*pullback, *still(15, 170, 175)])) == 1


@settings(max_examples=60)
@given(walks)
def test_it_enters_what_a_look_at_the_whole_past_says(candles: list[Candle]) -> None:
    found = read(candles, OPTIONS)

    entered = {(each.kind, each.known_ns) for each in of_kinds(found, *HALVES[:2])}

    assert entered == by_brute_force(candles, found)


def by_brute_force(candles: list[Candle], found: list[Detection]) -> set[tuple[str, int]]:
    """For each candle: its range, its half, and whether this range has told of the half."""
    swings = of_kinds(found, "swing_high", "swing_low")
    seen = [(candle, _range_at(candle, candles, swings)) for candle in candles]
    half, told, entered = None, set[str](), set[tuple[str, int]]()
    for (_, before), (candle, ends) in pairwise(seen):
        if ends != before:
            told.clear()
        if ends is None or ends[0] == ends[1]:
            continue
        middle = (ends[0] + ends[1]) / 2
        now = half if candle.close == middle else ("premium", "discount")[candle.close < middle]
        if half is not None and now != half and now not in told:
            told.add(str(now))
            entered.add((f"{now}_entered", candle.at_ns))
        half = now
    return entered


def _range_at(
    now: Candle, candles: list[Candle], swings: list[Detection]
) -> tuple[float, float] | None:
    known = [swing for swing in swings if swing.known_ns <= now.at_ns]
    highs = [swing.formed_ns for swing in known if swing.kind == "swing_high"]
    lows = [swing.formed_ns for swing in known if swing.kind == "swing_low"]
    if not highs or not lows:
        return None
    past = [candle for candle in candles if candle.at_ns <= now.at_ns]
    return (
        min(candle.low for candle in past if candle.open_ns >= lows[-1]),
        max(candle.high for candle in past if candle.open_ns >= highs[-1]),
    )
