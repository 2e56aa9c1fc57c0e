"""A time zone as people name it: Berlin, Europe/Berlin, New York, Japan, EST, UTC+3, +5:30."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Final
from zoneinfo import available_timezones

from core.errors import RefusedError
from usecases.places import cities, countries, folded
from usecases.zone_names import ABBREVIATIONS, BROKEN_HOURS, CITIES, whole_hours

_AREAS: Final = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia"}
    | {"Europe", "Indian", "Pacific"}
)
# Names of the IANA that are no place: what a machine is set to, and what is not set yet.
_NO_PLACES: Final = frozenset({"Factory", "localtime", "posixrules"})
_OFFSET: Final = re.compile(
    r"(?P<named>utc|gmt)? ?(?P<sign>[+-])? ?(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?"
)
_LONGEST: Final = 60
_WEST_MIN, _EAST_MIN = -12 * 60, 14 * 60
_ALIKE: Final = 0.8


def read_zone(text: str, language: str = "en") -> str:
    """The IANA name of the zone that somebody means.

    Letter case, accents and underscores do not matter. ``language`` is the writer's Telegram
    language code: its names of cities and countries are understood beside the English ones.

    Raises
    ------
    RefusedError
        If there is no such zone, or a country has several; the text asks for a city, and names
        one that is written alike.

    >>> read_zone("berlin"), read_zone("new_york"), read_zone("Wien", "de")
    ('Europe/Berlin', 'America/New_York', 'Europe/Vienna')
    >>> read_zone("UTC+3"), read_zone("gmt -5"), read_zone("+5:30"), read_zone("utc")
    ('Etc/GMT-3', 'Etc/GMT+5', 'Asia/Kolkata', 'UTC')
    """
    wanted = folded(text[:_LONGEST])
    offset = _OFFSET.fullmatch(wanted)
    if offset and (offset["named"] or offset["sign"]):
        return _at_offset(text, offset)
    zone = ABBREVIATIONS.get(wanted) or _places().get(wanted) or cities(language).get(wanted)
    return zone or _of_country(text, wanted, language)


def city_of(zone: str) -> str:
    """What a zone is called where only one word is to be read.

    >>> city_of("America/Argentina/Buenos_Aires"), city_of("Etc/GMT-3"), city_of("UTC")
    ('Buenos Aires', 'UTC+3', 'UTC')
    """
    city = zone.rpartition("/")[2].replace("_", " ")
    if zone.startswith("Etc/GMT") and city[3:]:
        return f"UTC{-int(city[3:]):+d}".replace("-", "\N{MINUS SIGN}")
    return city


def _at_offset(text: str, offset: re.Match[str]) -> str:
    hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
    ahead = (hours * 60 + minutes) * (-1 if offset["sign"] == "-" else 1)
    if ahead % 60 == 0 and _WEST_MIN <= ahead <= _EAST_MIN:
        return whole_hours(ahead // 60)
    if ahead in BROKEN_HOURS:
        return BROKEN_HOURS[ahead]
    raise RefusedError("refused-zone-offset", text=_shown(text))


def _of_country(text: str, wanted: str, language: str) -> str:
    known = {**countries("en"), **countries(language)}
    if zone := known.get(wanted):
        return zone
    if wanted in known:
        raise RefusedError("refused-zone-country", text=_shown(text))
    raise _unknown(text, wanted, [*known])


def _unknown(text: str, wanted: str, names: list[str]) -> RefusedError:
    names += [name for name in _places() if "/" not in name]
    alike = get_close_matches(wanted, names, n=1, cutoff=_ALIKE)
    if not alike:
        return RefusedError("refused-zone", text=_shown(text))
    return RefusedError("refused-zone-alike", text=_shown(text), alike=alike[0].title())


@lru_cache(maxsize=1)
def _places() -> Mapping[str, str]:
    """Zones by their names, by the cities in these, and by other cities."""
    # Of two zones of a city one is the other's former name: the longer one is today's.
    zones = sorted(available_timezones() - _NO_PLACES, key=lambda zone: (len(zone), zone))
    named = {folded(city_of(zone)): zone for zone in zones if zone.partition("/")[0] in _AREAS}
    return {**named, **{folded(zone): zone for zone in zones}, **CITIES}


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
