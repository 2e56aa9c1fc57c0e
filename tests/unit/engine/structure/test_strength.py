"""Specification of strong and weak highs and lows."""

from hypothesis import given, settings

from core.detection import Detection
from core.market import Candle
from engine.structure.options import StructureOptions
from tests.support.facts import a_candle
from tests.support.structure import a_road, of_kinds, read, walks

KINDS = ("strong_low", "strong_high", "weak_low", "weak_high")
OPTIONS = StructureOptions(swing_length=2, internal_length=0)

# A high of 12.5 at place 2, a low of 7.5 at place 7 (known at 9), and a close at 13 that breaks up.
LOW_LED_UP = a_road(10, 11, 12, 11, 10, 9, 9, 8, 9, 10, 13)


def strength(candles: list[Candle]) -> list[Detection]:
    return of_kinds(read(candles, OPTIONS), *KINDS)


def after(candles: list[Candle], *prices: float) -> list[Candle]:
    return [*candles, *a_road(*prices, first=len(candles))]


def levels(candles: list[Candle]) -> list[tuple[str, float | None]]:
    return [(found.kind, found.level) for found in strength(candles)]


def test_the_low_that_led_to_a_break_upwards_is_strong() -> None:
    (strong,) = strength(LOW_LED_UP)

    assert (strong.kind, strong.side, strong.level) == ("strong_low", "bullish", 7.5)
    assert strong.known_ns == LOW_LED_UP[-1].at_ns
    assert strong.numbers == {"candles": 3}


def test_a_strong_low_names_its_swing_and_the_break_that_proved_it() -> None:
    found = read(LOW_LED_UP, OPTIONS)

    (low,) = of_kinds(found, "swing_low")
    (broken,) = of_kinds(found, "bos")
    (strong,) = of_kinds(found, "strong_low")

    assert (strong.of, strong.texts["break"]) == (low.id, broken.id)


def test_the_high_that_led_to_a_break_downwards_is_strong() -> None:
    found = levels(a_road(10, 9, 8, 9, 10, 11, 11, 12, 11, 10, 7))

    assert found == [("strong_high", 12.5)]


def test_before_the_first_break_nothing_is_strong_or_weak() -> None:
    assert levels(LOW_LED_UP[:-1]) == []


def test_a_high_that_turns_in_a_rise_is_weak() -> None:
    candles = after(LOW_LED_UP, 14, 13, 12)

    weak = strength(candles)[-1]

    assert (weak.kind, weak.side, weak.level) == ("weak_high", "bullish", 14.5)
    assert weak.known_ns == candles[-1].at_ns


def test_a_low_that_turns_in_a_fall_is_weak() -> None:
    falls = a_road(10, 9, 8, 9, 10, 11, 11, 12, 11, 10, 7, 6, 7, 8)

    assert levels(falls)[-1] == ("weak_low", 5.5)


def test_a_low_that_turns_in_a_rise_is_neither_until_structure_breaks_up_again() -> None:
    pause = after(LOW_LED_UP, 14, 13, 12, 13, 13.5)
    told = levels(pause)

    assert ("strong_low", 11.5) not in told
    assert levels(after(pause, 15))[len(told) :] == [("strong_low", 11.5)]


def test_a_weak_high_from_which_structure_breaks_down_becomes_strong() -> None:
    found = levels(after(LOW_LED_UP, 14, 13, 12, 7))

    assert found[-2:] == [("weak_high", 14.5), ("strong_high", 14.5)]


def test_a_low_confirmed_only_after_the_break_it_led_to_is_strong_from_then_on() -> None:
    # The low of 6.5 turns at place 8; the very next candle breaks up, one before it is confirmed.
    plunge = a_road(10, 11, 12, 11, 10, 9, 9, 8, 7, 13)
    strong = strength([*plunge, a_candle(10, 13, 13.5, 12, 13)])

    assert [(found.kind, found.level) for found in strong] == [("strong_low", 6.5)]
    assert strong[0].known_ns == a_candle(10, 1, 1, 1, 1).at_ns


def test_two_breaks_from_the_same_low_tell_of_it_once() -> None:
    again = after(LOW_LED_UP, 14, 13, 12.5, 15, 15.5)

    assert levels(again).count(("strong_low", 7.5)) == 1


def test_a_hole_between_candles_keeps_what_was_known() -> None:
    rest = a_road(12, 13, first=30)

    assert levels([*LOW_LED_UP[:-1], *rest]) == [("strong_low", 7.5)]


@settings(max_examples=50)
@given(walks)
def test_it_says_of_each_break_and_swing_what_a_look_at_all_that_was_told_says(
    candles: list[Candle],
) -> None:
    found = read(candles, OPTIONS)

    strong_or_weak = {(each.kind, each.of, each.known_ns) for each in of_kinds(found, *KINDS)}

    assert strong_or_weak == by_looking_back(found)


def by_looking_back(found: list[Detection]) -> set[tuple[str, str | None, int]]:
    """At each moment: the last break, and the newest swing known by then on either side."""
    told: dict[tuple[str, str | None], int] = {}
    breaks, swings = of_kinds(found, "bos", "choch"), of_kinds(found, "swing_high", "swing_low")
    for now in sorted({each.known_ns for each in (*breaks, *swings)}):
        past = [each for each in breaks if each.known_ns <= now]
        if not past:
            continue
        strong, weak = ("low", "high") if past[-1].side == "bullish" else ("high", "low")
        known = [s for s in swings if s.known_ns <= now and s.kind == f"swing_{strong}"]
        if known and known[-1].formed_ns <= past[-1].formed_ns:
            told.setdefault((f"strong_{strong}", known[-1].id), now)
        for swing in swings:
            if swing.known_ns == now and swing.kind == f"swing_{weak}":
                told.setdefault((f"weak_{weak}", swing.id), now)
    return {(kind, of, now) for (kind, of), now in told.items()}
