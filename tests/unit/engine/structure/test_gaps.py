"""Specification of fair value gaps and what becomes of them."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from core.detection import Detection
from core.market import Candle
from engine.detectors.market_structure import MarketStructure
from tests.support.facts import a_candle

RISE = [a_candle(0, 9, 10, 8, 10), a_candle(1, 10, 13, 10, 12), a_candle(2, 12, 14, 11, 13)]
FALL = [a_candle(0, 12, 13, 11, 11), a_candle(1, 11, 11, 8, 9), a_candle(2, 9, 10, 7, 8)]


def found_in(candles: Iterable[Candle]) -> list[Detection]:
    gaps = MarketStructure()
    found = [finding for candle in candles for finding in gaps.update(candle)]
    return [finding for finding in found if isinstance(finding, Detection)]


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

    assert kinds([*RISE, plunge]) == ["fvg", "fvg_touched", "fvg_half", "fvg_filled"]


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


candles_of_a_walk = st.lists(
    st.tuples(st.integers(-4, 4), st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=60
)


@given(candles_of_a_walk)
def test_the_stacks_find_what_a_look_at_every_gap_and_candle_finds(
    steps: list[tuple[int, int, int]],
) -> None:
    candles, price = [], 100.0
    for place, (step, above, below) in enumerate(steps):
        close = price + step
        high, low = max(price, close) + above, min(price, close) - below
        candles.append(a_candle(place, price, high, low, close))
        price = close

    found = {(event.kind, event.of or event.id, event.known_ns) for event in found_in(candles)}

    assert found == by_brute_force(candles)


def by_brute_force(candles: list[Candle]) -> set[tuple[str, str, int]]:
    found: set[tuple[str, str, int]] = set()
    for third in range(2, len(candles)):
        first, middle, last = candles[third - 2 : third + 1]
        up = middle.close > middle.open and first.high < last.low
        down = middle.close < middle.open and first.low > last.high
        if not (up or down):
            continue
        low, high = (first.high, last.low) if up else (last.high, first.low)
        name = next(
            event.id
            for event in found_in(candles[: third + 1])
            if event.kind == "fvg" and event.formed_ns == middle.open_ns
        )
        found.add(("fvg", name, last.at_ns))
        near, far = (high, low) if up else (low, high)
        edges = {"fvg_touched": near, "fvg_half": (low + high) / 2, "fvg_filled": far}
        for kind, edge in edges.items():
            for candle in candles[third + 1 :]:
                if (candle.low <= edge) if up else (candle.high >= edge):
                    found.add((kind, name, candle.at_ns))
                    break
    return found
