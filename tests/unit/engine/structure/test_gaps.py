"""Specification of fair value gaps and what becomes of them."""

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection import Detection
from core.market import Candle
from engine.detectors.market_structure import MarketStructure
from engine.structure.options import StructureOptions
from tests.support.facts import a_candle
from tests.support.structure import of_kinds, read

RISE = [a_candle(0, 9, 10, 8, 10), a_candle(1, 10, 13, 10, 12), a_candle(2, 12, 14, 11, 13)]
FALL = [a_candle(0, 12, 13, 11, 11), a_candle(1, 11, 11, 8, 9), a_candle(2, 9, 10, 7, 8)]


def found_in(candles: Iterable[Candle]) -> list[Detection]:
    gaps = MarketStructure()
    found = [finding for candle in candles for finding in gaps.update(candle)]
    return [
        finding
        for finding in found
        if isinstance(finding, Detection) and finding.kind.startswith("fvg")
    ]


def kinds(candles: Iterable[Candle]) -> list[str]:
    return [finding.kind for finding in found_in(candles)]


def test_a_rise_that_leaves_a_hole_is_a_bullish_gap() -> None:
    (gap,) = found_in(RISE)

    assert (gap.kind, gap.side, gap.low, gap.high) == ("fvg", "bullish", 10, 11)


def test_a_gap_is_formed_at_the_middle_candle_and_known_when_the_third_has_closed() -> None:
    (gap,) = found_in(RISE)

    assert gap.formed_ns == RISE[1].open_ns
    assert gap.known_ns == a_candle(3, 1, 1, 1, 1).open_ns


def test_a_fall_that_leaves_a_hole_is_a_bearish_gap() -> None:
    (gap,) = found_in(FALL)

    assert (gap.kind, gap.side, gap.low, gap.high) == ("fvg", "bearish", 10, 11)


def test_candles_that_only_touch_leave_no_gap() -> None:
    touching = [*RISE[:2], a_candle(2, 12, 14, 10, 13)]

    assert found_in(touching) == []


def test_the_middle_candles_colour_must_agree() -> None:
    against = [RISE[0], a_candle(1, 12, 13, 10, 11), RISE[2]]

    assert found_in(against) == []


def test_touch_half_and_fill_are_told_once_each_and_name_the_gap() -> None:
    later = [
        a_candle(3, 13, 13, 11, 12),
        a_candle(4, 12, 12, 10.5, 11),
        a_candle(5, 11, 11, 10, 11),
        a_candle(6, 11, 11, 9, 10),
    ]

    gap, *life = found_in([*RISE, *later])

    assert [(event.kind, event.level) for event in life] == [
        ("fvg_touched", 11),
        ("fvg_half", 10.5),
        ("fvg_filled", 10),
    ]
    assert {event.of for event in life} == {gap.id}


def test_one_candle_may_touch_and_fill() -> None:
    plunge = a_candle(3, 13, 13, 9, 9)

    assert kinds([*RISE, plunge]) == [
        "fvg",
        "fvg_touched",
        "fvg_half",
        "fvg_filled",
        "fvg_inversed",
    ]


def test_a_close_beyond_the_far_edge_turns_the_gap_around() -> None:
    by_wick, by_close = a_candle(3, 13, 13, 9, 10), a_candle(4, 10, 11, 9, 9.5)

    gap, *life = found_in([*RISE, by_wick, by_close])

    inversed = life[-1]
    assert [event.kind for event in life[:-1]] == ["fvg_touched", "fvg_half", "fvg_filled"]
    assert (inversed.kind, inversed.side, inversed.of) == ("fvg_inversed", "bearish", gap.id)
    assert inversed.formed_ns == by_close.open_ns
    assert inversed.numbers == {"price": 9.5}


def test_a_bearish_gap_is_turned_around_from_below() -> None:
    gap, *life = found_in([*FALL, a_candle(3, 8, 12, 8, 11), a_candle(4, 11, 12, 10, 11.5)])

    assert gap.side == "bearish"
    assert [(event.kind, event.side) for event in life[-2:]] == [
        ("fvg_filled", "bearish"),
        ("fvg_inversed", "bullish"),
    ]


def test_a_gap_tells_its_size_and_the_range_of_its_market() -> None:
    before = [a_candle(place, 9, 10, 8, 9) for place in range(-14, 0)]

    (unmeasured,) = found_in(RISE)
    measured = next(event for event in found_in([*before, *RISE]) if event.kind == "fvg")

    assert unmeasured.numbers == {"size": 1}
    assert measured.numbers["size"] == 1
    assert 2 < measured.numbers["atr"] < 2.2


def test_a_gap_of_just_the_smallest_size_counts() -> None:
    # The candle before the third one has a true range of 3, and is the whole average.
    enough = StructureOptions(min_gap_atr=1 / 3, atr_length=1)
    more = StructureOptions(min_gap_atr=0.34, atr_length=1)

    assert len(of_kinds(read(RISE, enough), "fvg")) == 1
    assert of_kinds(read(RISE, more), "fvg") == []


def test_where_a_smallest_size_cannot_be_measured_there_is_no_gap() -> None:
    unknown = StructureOptions(min_gap_atr=0.01, atr_length=14)

    assert of_kinds(read(RISE, unknown), "fvg") == []


def test_a_candle_that_still_runs_tells_nothing() -> None:
    running = a_candle(2, 12, 14, 11, 13, closed=False)

    assert found_in([*RISE[:2], running]) == []


def test_a_hole_between_the_candles_makes_no_gap() -> None:
    with_hole = [*RISE[:2], a_candle(3, 12, 14, 11, 13)]

    assert found_in(with_hole) == []


def test_a_candle_that_comes_again_changes_nothing() -> None:
    assert len(found_in([*RISE, RISE[2], RISE[1]])) == 1


def test_the_same_history_gives_the_same_ids() -> None:
    assert found_in(RISE) == found_in(RISE)


# The second number is how far from the last close a candle opens: stacks must not rely on 0.
candles_of_a_walk = st.lists(
    st.tuples(
        st.integers(-4, 4),
        st.sampled_from([0, 0, 0, -3, 3]),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    min_size=3,
    max_size=60,
)


@settings(max_examples=60)
@given(candles_of_a_walk)
def test_the_stacks_find_what_a_look_at_every_gap_and_candle_finds(
    steps: list[tuple[int, int, int, int]],
) -> None:
    candles, price = [], 400.0
    for place, (step, jump, above, below) in enumerate(steps):
        price += jump
        close = price + step
        high, low = max(price, close) + above, min(price, close) - below
        candles.append(a_candle(place, price, high, low, close))
        price = close

    found = found_in(candles)

    opened = {event.id: event.formed_ns for event in found if event.kind == "fvg"}
    told = [(event.kind, opened[event.of or event.id], event.known_ns) for event in found]
    assert len(set(told)) == len(told)
    assert set(told) == by_brute_force(candles)


def by_brute_force(candles: list[Candle]) -> set[tuple[str, int, int]]:
    found: set[tuple[str, int, int]] = set()
    for third in range(2, len(candles)):
        first, middle, last = candles[third - 2 : third + 1]
        up = middle.close > middle.open and first.high < last.low
        down = middle.close < middle.open and first.low > last.high
        if not (up or down):
            continue
        name = middle.open_ns
        found.add(("fvg", name, last.at_ns))
        low, high = (first.high, last.low) if up else (last.high, first.low)
        near, far = (high, low) if up else (low, high)
        edges = {"fvg_touched": near, "fvg_half": (low + high) / 2, "fvg_filled": far}
        for candle in reversed(candles[third + 1 :]):
            for kind, edge in edges.items():
                if (candle.low <= edge) if up else (candle.high >= edge):
                    found = {event for event in found if event[:2] != (kind, name)}
                    found.add((kind, name, candle.at_ns))
            if (candle.close < far) if up else (candle.close > far):
                found = {event for event in found if event[:2] != ("fvg_inversed", name)}
                found.add(("fvg_inversed", name, candle.at_ns))
    return found
