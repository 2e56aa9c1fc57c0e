"""Specification of breaks: of structure (BOS) and of character (CHoCH)."""

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection import Detection
from core.market import Candle
from engine.structure.options import StructureOptions
from tests.support.facts import a_candle
from tests.support.structure import a_road, of_kinds, read, walks

By = Literal["close", "wick"]

# A high of 12.5 at place 2, known at place 4.
HIGH = a_road(10, 11, 12, 11, 10)
# Then a low of 7.5 at place 7, known at place 9.
HIGH_AND_LOW = a_road(10, 11, 12, 11, 10, 9, 9, 8, 9, 10)


def options(by: By = "close") -> StructureOptions:
    return StructureOptions(swing_length=2, internal_length=0, break_by=by)


def breaks(candles: list[Candle], by: By = "close") -> list[Detection]:
    return of_kinds(read(candles, options(by)), "bos", "choch")


def after(candles: list[Candle], *prices: float) -> list[Candle]:
    return [*candles, *a_road(*prices, first=len(candles))]


def test_a_close_above_the_swing_high_breaks_structure_upwards() -> None:
    candles = after(HIGH, 13)

    (broken,) = breaks(candles)

    assert (broken.kind, broken.side, broken.level) == ("bos", "bullish", 12.5)
    assert (broken.formed_ns, broken.known_ns) == (candles[5].open_ns, candles[5].at_ns)


def test_a_close_below_the_swing_low_breaks_structure_downwards() -> None:
    (broken,) = breaks(after(HIGH_AND_LOW, 7))

    assert (broken.kind, broken.side, broken.level) == ("bos", "bearish", 7.5)


def test_a_break_names_its_swing_and_the_numbers_that_made_it() -> None:
    swing, broken = of_kinds(read(after(HIGH, 13), options()), "swing_high", "bos")

    assert broken.of == swing.id
    assert broken.numbers == {"price": 13, "candles": 3}


def test_a_close_at_the_level_breaks_nothing() -> None:
    assert breaks(after(HIGH, 12.5)) == []


def test_a_wick_beyond_breaks_only_where_wicks_are_asked_for() -> None:
    candles = [*HIGH, a_candle(5, 10, 12.6, 9.5, 12)]

    assert breaks(candles, "close") == []
    assert [broken.numbers["price"] for broken in breaks(candles, "wick")] == [12.6]


def test_a_wick_that_only_touches_the_level_breaks_nothing() -> None:
    assert breaks([*HIGH, a_candle(5, 10, 12.5, 9.5, 12)], "wick") == []


def test_a_swing_breaks_once() -> None:
    assert len(breaks(after(HIGH, 13, 12, 13))) == 1


def test_a_break_against_the_trend_is_a_change_of_character() -> None:
    found = breaks(after(HIGH_AND_LOW, 13, 7))

    assert [(broken.kind, broken.side) for broken in found] == [
        ("bos", "bullish"),
        ("choch", "bearish"),
    ]


def test_a_break_with_the_new_trend_is_a_break_of_structure_again() -> None:
    found = breaks(after(HIGH_AND_LOW, 13, 7, 6, 7, 8, 9, 8, 7, 5))

    assert [broken.kind for broken in found] == ["bos", "choch", "bos"]


def test_a_newer_swing_takes_the_place_of_one_that_never_broke() -> None:
    # A second high, of 11.5, below the first.
    lower = after(HIGH_AND_LOW, 11, 10, 9)

    found = breaks(after(lower, 12, 13))

    assert [broken.level for broken in found] == [11.5]


def test_the_candle_that_confirms_a_newer_swing_is_judged_by_the_older_one() -> None:
    spike = [a_candle(5, 10, 14, 9.5, 11), a_candle(6, 11, 11.5, 10.5, 11)]

    found = breaks([*HIGH, *spike, a_candle(7, 11, 13.5, 10.5, 13)])

    assert [broken.level for broken in found] == [12.5]


@pytest.mark.parametrize(
    ("close", "sides"), [(11, ["bearish", "bullish"]), (9, ["bullish", "bearish"])]
)
def test_one_candle_may_break_both_ways_and_its_close_has_the_last_word(
    close: float, sides: list[str]
) -> None:
    outside = a_candle(len(HIGH_AND_LOW), 10, 20, 1, close)

    found = breaks([*HIGH_AND_LOW, outside], "wick")

    assert [broken.side for broken in found] == sides


def test_a_level_outlives_a_hole_between_candles() -> None:
    assert len(breaks([*HIGH, *a_road(10, 13, first=20)])) == 1


def test_the_internal_structure_breaks_apart_from_the_main_one() -> None:
    both = StructureOptions(swing_length=10, internal_length=2)

    found = of_kinds(read(after(HIGH, 13), both), "bos", "internal_bos")

    assert [broken.kind for broken in found] == ["internal_bos"]


@settings(max_examples=60)
@given(walks, st.sampled_from(["close", "wick"]))
def test_it_finds_what_a_look_back_from_every_candle_finds(candles: list[Candle], by: By) -> None:
    found = {
        (broken.side, broken.level, broken.formed_ns, broken.numbers["candles"])
        for broken in breaks(candles, by)
    }

    assert found == by_brute_force(candles, by)


def by_brute_force(candles: list[Candle], by: By) -> set[tuple[str, float, int, int]]:
    """For each candle: was the newest swing known before it unbroken until it?"""
    found = set()
    for side, sign in (("bullish", 1), ("bearish", -1)):
        peaks = [c.high if sign > 0 else -c.low for c in candles]
        reach = peaks if by == "wick" else [sign * c.close for c in candles]
        for place, candle in enumerate(candles):
            newest = max((p for p in range(2, place - 2) if _turns(peaks, p)), default=None)
            if newest is None or reach[place] <= peaks[newest]:
                continue
            if max(reach[newest + 1 : place], default=-1e9) <= peaks[newest]:
                level = sign * peaks[newest]
                found.add((side, level, candle.open_ns, place - newest))
    return found


def _turns(peaks: list[float], place: int) -> bool:
    before, after_ = peaks[place - 2 : place], peaks[place + 1 : place + 3]
    return peaks[place] > max(before) and peaks[place] >= max(after_)
