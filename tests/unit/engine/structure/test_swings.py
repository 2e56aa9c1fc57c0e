"""Specification of swings: the turning points from which structure is read."""

import pickle

from hypothesis import given, settings

from core.detection import Detection
from core.market import Candle
from engine.structure.chart import Chart
from engine.structure.options import StructureOptions
from tests.support.facts import a_candle
from tests.support.structure import of_kinds, read, walks

TWO = StructureOptions(swing_length=2, internal_length=0)


def with_highs(*highs: float, first: int = 0) -> list[Candle]:
    """Candles whose lows only fall, so that no low turns."""
    return [a_candle(place, 5, high, 4 - place / 100, 5) for place, high in enumerate(highs, first)]


def with_lows(*lows: float) -> list[Candle]:
    return [a_candle(place, 50, 60 + place, low, 50) for place, low in enumerate(lows)]


def swings(candles: list[Candle], options: StructureOptions = TWO) -> list[Detection]:
    return of_kinds(read(candles, options), "swing_high", "swing_low")


def test_a_candle_above_its_neighbours_on_both_sides_is_a_swing_high() -> None:
    candles = with_highs(6, 7, 9, 8, 6)

    (swing,) = swings(candles)

    assert (swing.kind, swing.side, swing.level) == ("swing_high", "bearish", 9)
    assert swing.formed_ns == candles[2].open_ns


def test_a_candle_below_its_neighbours_on_both_sides_is_a_swing_low() -> None:
    (swing,) = swings(with_lows(9, 8, 6, 7, 9))

    assert (swing.kind, swing.side, swing.level) == ("swing_low", "bullish", 6)


def test_it_is_known_when_the_last_of_the_candles_after_it_has_closed() -> None:
    candles = with_highs(6, 7, 9, 8, 6)

    (swing,) = swings(candles)

    assert swings(candles[:-1]) == []
    assert swing.known_ns == candles[4].at_ns
    assert swing.seen_ns == candles[4].seen_ns


def test_of_equal_highs_the_first_is_the_swing() -> None:
    candles = with_highs(6, 7, 9, 9, 7, 6, 6)

    (swing,) = swings(candles)

    assert swing.formed_ns == candles[2].open_ns


def test_a_candle_at_the_height_of_one_before_is_no_swing() -> None:
    assert swings(with_highs(9, 7, 9, 8, 6)) == []


def test_too_few_candles_before_make_no_swing() -> None:
    assert swings(with_highs(7, 9, 8, 6)) == []


def test_one_candle_may_turn_both_ways_and_its_high_is_told_first() -> None:
    calm = [a_candle(place, 5, 6, 4, 5) for place in (0, 1, 3, 4)]
    calm.insert(2, a_candle(2, 5, 9, 1, 5))

    assert [swing.kind for swing in swings(calm)] == ["swing_high", "swing_low"]


def test_a_hole_starts_the_count_of_neighbours_anew() -> None:
    whole = with_highs(6, 7, 9, 8, 6)

    assert swings([*whole[:3], *with_highs(8, 6, first=4)]) == []
    assert len(swings([*whole[:1], *with_highs(6, 7, 9, 8, 6, first=7)])) == 1


def test_each_swing_is_compared_with_the_one_of_its_kind_before() -> None:
    highs = with_highs(6, 7, 9, 8, 6, 7, 10, 8, 6, 7, 10, 8, 6, 7, 8, 7, 6)

    labels = [(swing.level, swing.texts.get("label")) for swing in swings(highs)]

    assert labels == [(9, None), (10, "HH"), (10, None), (8, "LH")]


def test_lows_are_called_higher_and_lower_too() -> None:
    lows = with_lows(9, 8, 6, 7, 9, 8, 7, 8, 9, 8, 5, 7, 9)

    assert [swing.texts.get("label") for swing in swings(lows)] == [None, "HL", "LL"]


def test_it_carries_the_numbers_that_made_it() -> None:
    options = StructureOptions(swing_length=2, internal_length=0, atr_length=1)
    highs = with_highs(6, 7, 9, 8, 6, 7, 10, 8, 6)

    first, second = swings(highs, options)

    assert first.numbers == {"length": 2, "atr": 7 - highs[1].low}
    assert second.numbers["before"] == 9


def test_the_internal_structure_says_so_in_its_kinds() -> None:
    options = StructureOptions(swing_length=4, internal_length=2)

    (swing,) = of_kinds(
        read(with_highs(6, 7, 9, 8, 6), options), "swing_high", "internal_swing_high"
    )

    assert swing.kind == "internal_swing_high"
    assert swing.numbers["length"] == 2


def test_it_remembers_no_more_than_its_window() -> None:
    def size(count: int) -> int:
        chart = Chart("bybit:ETHUSDT", "15m", TWO)
        for place in range(count):
            chart.read(a_candle(place, 5_000 - place, 5_001 - place, 4_999 - place, 5_000 - place))
        return len(pickle.dumps(chart))

    assert size(2_000) < 1.2 * size(200)


@settings(max_examples=50)
@given(walks)
def test_the_queues_find_what_a_look_at_every_window_finds(candles: list[Candle]) -> None:
    found = {(swing.kind, swing.formed_ns, swing.known_ns) for swing in swings(candles)}

    assert found == by_brute_force(candles, 2)


def by_brute_force(candles: list[Candle], length: int) -> set[tuple[str, int, int]]:
    found = set()
    for middle in range(length, len(candles) - length):
        before, after = candles[middle - length : middle], candles[middle + 1 :][:length]
        turn, known = candles[middle], candles[middle + length].at_ns
        if all(turn.high > c.high for c in before) and all(turn.high >= c.high for c in after):
            found.add(("swing_high", turn.open_ns, known))
        if all(turn.low < c.low for c in before) and all(turn.low <= c.low for c in after):
            found.add(("swing_low", turn.open_ns, known))
    return found
