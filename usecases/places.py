"""Cities and countries as the languages of the world call them, and the time they keep.

From the CLDR, which has exemplar cities of zones and names of countries in every language.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError
from babel.core import get_global

_SIGNS: Final = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "_": " ", ".": ""})
_MAINLANDS: Final[Mapping[str, str]] = {
    "AR": "America/Argentina/Buenos_Aires",
    "CN": "Asia/Shanghai",
    "DE": "Europe/Berlin",
    "ES": "Europe/Madrid",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
"""Where nearly everybody of a country lives, though it has more zones than that one."""
_SHORT: Final[Mapping[str, str]] = {"uae": "AE", "uk": "GB", "us": "US", "usa": "US"}
# Zones of one time have the same distance from UTC in both halves of a year.
_HALVES: Final = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))


def folded(text: str) -> str:
    """Without what people leave out or write otherwise: accents, case, underscores, full stops.

    >>> folded(" São_Paulo "), folded("St. John's")
    ('sao paulo', "st john's")
    """
    bare = "".join(each for each in normalize("NFKD", text) if not combining(each))
    return re.sub(r"\s+", " ", bare.translate(_SIGNS)).strip().casefold()


@lru_cache(maxsize=32)
def cities(language: str) -> Mapping[str, str]:
    """Zones by their folded cities in a language (a Telegram code); none where nobody knows it.

    >>> cities("de")["wien"]
    'Europe/Vienna'
    """
    locale = _locale(language)
    if locale is None:
        return {}
    known = available_timezones()
    named = {zone: names["city"] for zone, names in locale.time_zones.items() if "city" in names}
    return {folded(city): zone for zone, city in named.items() if zone in known}


@lru_cache(maxsize=32)
def countries(language: str) -> Mapping[str, str | None]:
    """Zones by their folded countries in a language; None for a country of several times.

    >>> countries("en")["japan"], countries("de")["spanien"], countries("en")["canada"]
    ('Asia/Tokyo', 'Europe/Madrid', None)
    """
    locale = _locale(language)
    if locale is None:
        return {}
    zones = _zone_by_country()
    names = {folded(name): code for code, name in locale.territories.items() if code in zones}
    return {name: zones[code] for name, code in {**names, **_SHORT}.items()}


@lru_cache(maxsize=1)
def _zone_by_country() -> Mapping[str, str | None]:
    known = available_timezones()
    zones: defaultdict[str, list[str]] = defaultdict(list)
    for zone, country in get_global("zone_territories").items():
        if zone in known:
            zones[country].append(zone)
    return {country: _one_time(country, own) for country, own in zones.items()}


def _one_time(country: str, zones: Iterable[str]) -> str | None:
    if country in _MAINLANDS:
        return _MAINLANDS[country]
    by_time = {_time(zone): zone for zone in zones}
    return next(iter(by_time.values())) if len(by_time) == 1 else None


def _time(zone: str) -> tuple[timedelta | None, ...]:
    return tuple(at.astimezone(ZoneInfo(zone)).utcoffset() for at in _HALVES)


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language.partition("-")[0])
    except (UnknownLocaleError, ValueError):
        return None
