"""Specification of time zones as people name them: cities, zones, abbreviations, offsets."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from core.errors import RefusedError
from usecases.places import countries
from usecases.zone_names import ABBREVIATIONS, BROKEN_HOURS, CITIES, whole_hours
from usecases.zones import city_of, read_zone

WINTER, SUMMER = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)


def ahead(zone: str, at: datetime) -> timedelta | None:
    return at.astimezone(ZoneInfo(zone)).utcoffset()


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("  berlin ", "Europe/Berlin"),
        ("EUROPE/BERLIN", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("new_york", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("St. Petersburg", "Europe/Moscow"),
        ("San Francisco", "America/Los_Angeles"),
        ("CEST", "Europe/Berlin"),
        ("est", "America/New_York"),
        ("UTC", "UTC"),
        ("Z", "UTC"),
    ],
)
def test_a_place_is_known_however_it_is_written(words: str, zone: str) -> None:
    assert read_zone(words) == zone


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("UTC+3", 180),
        ("utc 3", 180),
        ("GMT-4", -240),
        ("\N{MINUS SIGN}4", -240),
        ("+0530", 330),
        ("UTC +5:45", 345),
        ("UTC+14", 840),
        ("UTC-12", -720),
        ("UTC+0", 0),
        ("\N{MINUS SIGN}9:30", -570),
    ],
)
def test_an_offset_is_a_zone_that_is_so_far_ahead_all_year(words: str, minutes: int) -> None:
    zone = read_zone(words)

    assert ahead(zone, WINTER) == ahead(zone, SUMMER) == timedelta(minutes=minutes)


def test_a_city_may_be_called_as_in_the_writers_own_language() -> None:
    assert read_zone("Wien", "de") == "Europe/Vienna"
    assert read_zone("москва", "ru-RU") == "Europe/Moscow"
    assert read_zone("Berlin", "xx") == "Europe/Berlin"


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Germany", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"),
        ("japan", "Japan"),
        ("India", "Asia/Kolkata"),
        ("Switzerland", "Europe/Zurich"),
        ("Spanien", "Europe/Madrid"),
        ("Ukraine", "Europe/Kyiv"),
        ("UK", "Europe/London"),
    ],
)
def test_a_country_of_one_time_is_enough(words: str, zone: str) -> None:
    assert read_zone(words, "de") == zone


@pytest.mark.parametrize("words", ["Canada", "Brazil", "Russia", "USA", "Australia", "Kanada"])
def test_a_country_of_several_times_is_not(words: str) -> None:
    with pytest.raises(RefusedError, match="refused-zone-country"):
        read_zone(words, "de")


@pytest.mark.parametrize("words", ["UTC+15", "UTC-13", "+3:15", "GMT+99:99"])
def test_an_offset_that_nobody_keeps_is_refused(words: str) -> None:
    with pytest.raises(RefusedError, match="refused-zone-offset") as refused:
        read_zone(words)

    assert refused.value.values == {"text": words}


@pytest.mark.parametrize("words", ["", "3", "Mordor", "/", "../etc/passwd", "Factory", "CST"])
def test_what_is_no_place_is_refused(words: str) -> None:
    with pytest.raises(RefusedError, match=r"refused-zone$"):
        read_zone(words)


def test_a_slip_is_refused_with_the_place_that_is_written_alike() -> None:
    with pytest.raises(RefusedError, match="refused-zone-alike") as refused:
        read_zone("Frnakfurt")

    assert refused.value.values == {"text": "Frnakfurt", "alike": "Frankfurt"}
    assert read_zone("Frankfurt") == "Europe/Berlin"


def test_a_novel_is_quoted_in_one_line() -> None:
    with pytest.raises(RefusedError) as refused:
        read_zone("once upon\na time " * 99)

    quoted = str(refused.value.values["text"])
    assert len(quoted) == 60
    assert quoted.startswith("once upon a time once")


def test_every_zone_that_can_be_meant_exists() -> None:
    lands = {zone for zone in countries("en").values() if zone}
    offsets = {whole_hours(hours) for hours in range(-12, 15)}

    meant = {*ABBREVIATIONS.values(), *CITIES.values(), *BROKEN_HOURS.values(), *offsets, *lands}

    assert meant <= available_timezones()


@pytest.mark.parametrize(("minutes", "zone"), BROKEN_HOURS.items())
def test_a_broken_offset_is_kept_all_year(minutes: int, zone: str) -> None:
    assert ahead(zone, WINTER) == ahead(zone, SUMMER) == timedelta(minutes=minutes)


def test_a_zone_is_shown_by_what_can_be_typed_again() -> None:
    zones = ["Asia/Ho_Chi_Minh", "Etc/GMT+5", "UTC", "America/Argentina/Buenos_Aires"]

    assert [read_zone(city_of(zone)) for zone in zones] == zones
