"""Specification of a look: the reader's colours, numbers, language and clock."""

from pickle import dumps, loads
from zoneinfo import ZoneInfo

import pytest

from bot.charts import USUAL, Look, describe
from bot.charts.kit.look import LANGUAGES
from bot.charts.kit.moments import NS, Times
from bot.charts.kit.scale import time_ticks
from bot.charts.kit.text import REGULAR, SMALLEST, Font, mask
from tests.unit.bot.charts import scenes

HOUR = 3600 * NS
BERLIN = Times(locale="de", zone=ZoneInfo("Europe/Berlin"))
# 25 October 2026, 00:00 UTC: an hour later Berlin sets its clocks back.
AUTUMN = 1_792_886_400 * NS


def test_a_look_travels_to_another_process_and_is_the_same_there() -> None:
    look = Look.of(language="de", zone="Asia/Kolkata")

    assert loads(dumps(look)) == look  # noqa: S301 - our own bytes
    assert Look.of() == USUAL


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ({"theme": "pink"}, "dark"),
        ({"language": "xx"}, "de, en, es"),
        ({"zone": "Mars/Olympus"}, "Europe/Berlin"),
        ({"zone": "../etc/passwd"}, "Europe/Berlin"),
        ({"zone": "America"}, "Europe/Berlin"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(wish: dict[str, str], names: str) -> None:
    with pytest.raises(ValueError, match=names):
        Look.of(**wish)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_typeface_has_every_letter_a_language_needs(language: str) -> None:
    look, font = Look.of(language=language), Font(SMALLEST, REGULAR)
    missing = mask("\uffff", font).alpha

    months = [look.times.day(AUTUMN + month * 30 * 24 * HOUR) for month in range(12)]
    letters = set(look.numbers.price(1_234_567.8, 1) + "".join(months)) - set(" \u00a0\u202f")

    drawn = [mask(letter, font).alpha for letter in letters]
    assert all(a.shape != missing.shape or (a != missing).any() for a in drawn)


def test_german_numbers_and_the_clock_of_berlin_stand_in_a_description() -> None:
    words = describe(scenes.card(1), look=Look.of(language="de", zone="Europe/Berlin"))

    usual = describe(scenes.card(1))

    assert "UTC" in usual
    assert "UTC" not in words
    assert "CET" in words or "CEST" in words


def test_marks_are_round_on_the_local_clock_on_both_sides_of_a_change() -> None:
    step, marks = time_ticks(AUTUMN - 6 * HOUR, AUTUMN + 12 * HOUR, 6, BERLIN)

    assert step == 10_800
    assert [BERLIN.clock(mark) for mark in marks] == [
        "21:00", "00:00", "03:00", "06:00", "09:00", "12:00",
    ]  # fmt: skip
    assert [BERLIN.zone_name(mark) for mark in marks[1:3]] == ["CEST", "CET"]


def test_a_zone_of_a_half_hour_still_gets_full_hours() -> None:
    kolkata = Times(zone=ZoneInfo("Asia/Kolkata"))

    _, hours = time_ticks(AUTUMN, AUTUMN + 5 * HOUR, 6, kolkata)
    step, tens = time_ticks(AUTUMN, AUTUMN + HOUR, 6, kolkata)

    assert {kolkata.clock(mark)[-2:] for mark in hours} == {"00"}
    assert step == 600
    assert {kolkata.clock(mark)[-1] for mark in tens} == {"0"}


def test_marks_of_days_and_weeks_stand_at_local_midnight() -> None:
    for span, count in ((9 * 24, 5), (60 * 24, 6)):
        _, marks = time_ticks(AUTUMN, AUTUMN + span * HOUR, count, BERLIN)

        assert 2 <= len(marks) <= count + 1
        assert all(BERLIN.is_midnight(mark) for mark in marks)
