"""The screens on which a time zone is chosen: a part of the world, a city, or typed words."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.views.chips import chip, grid
from bot.views.menu import way_back
from bot.views.numbers import MINUS
from bot.views.screens import Button, Screen
from bot.views.taps import Go, Prefer, Region, TypeIt, ZonesOf
from bot.views.texts import Texts
from core.time_units import SECOND_NS
from usecases.zones import city_of

_REGIONS: Final[Mapping[Region, str]] = {
    "europe": "region-europe",
    "americas": "region-americas",
    "asia": "region-asia",
    "africa": "region-africa",
    "pacific": "region-pacific",
}
ZONES: Final[Mapping[Region, tuple[str, ...]]] = {
    "europe": (
        "Europe/Lisbon", "Europe/London", "Europe/Madrid", "Europe/Paris", "Europe/Zurich",
        "Europe/Rome", "Europe/Berlin", "Europe/Warsaw", "Europe/Athens", "Europe/Kyiv",
        "Europe/Istanbul", "Europe/Moscow",
    ),
    "americas": (
        "America/Los_Angeles", "America/Vancouver", "America/Denver", "America/Mexico_City",
        "America/Chicago", "America/Bogota", "America/New_York", "America/Toronto",
        "America/Caracas", "America/Santiago", "America/Argentina/Buenos_Aires",
        "America/Sao_Paulo",
    ),
    "asia": (
        "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Ho_Chi_Minh",
        "Asia/Jakarta", "Asia/Singapore", "Asia/Manila", "Asia/Hong_Kong", "Asia/Shanghai",
        "Asia/Seoul", "Asia/Tokyo",
    ),
    "africa": (
        "Africa/Casablanca", "Africa/Lagos", "Africa/Johannesburg", "Africa/Cairo",
        "Africa/Nairobi", "Asia/Jerusalem", "Asia/Riyadh", "Asia/Tehran", "Asia/Dubai",
    ),
    "pacific": (
        "Australia/Perth", "Australia/Brisbane", "Australia/Adelaide", "Australia/Sydney",
        "Pacific/Auckland", "Pacific/Honolulu",
    ),
}  # fmt: skip
"""The zones that are offered, from west to east; all others can be typed."""
_WIDE: Final = 2
_MINUTE: Final = timedelta(minutes=1)
_HOUR: Final = 60


def zones(texts: Texts, chosen: str) -> Screen:
    """Asks in which part of the world; UTC is not far, and all else is typed."""
    parts = [
        Button(texts(key), tap=ZonesOf(region=region).pack()) for region, key in _REGIONS.items()
    ]
    none = _chip(texts, "UTC", "UTC", chosen)
    typed = Button(texts("button-type-zone"), tap=TypeIt(what="zone").pack())
    return Screen(
        text=texts("zones-regions"),
        rows=(*grid([*parts, none], _WIDE), (typed,), way_back(texts, Go(place="settings"))),
    )


def region(texts: Texts, part: Region, chosen: str, at_ns: int) -> Screen:
    """Asks for a city, each with how far it is ahead of UTC at that moment."""
    labels = {
        zone: texts("button-zone", city=city_of(zone), ahead=_ahead(zone, at_ns))
        for zone in ZONES[part]
    }
    chips = [_chip(texts, label, zone, chosen) for zone, label in labels.items()]
    typed = Button(texts("button-type-zone"), tap=TypeIt(what="zone").pack())
    return Screen(
        text=texts("zones-cities", region=texts(_REGIONS[part])),
        rows=(*grid(chips, _WIDE), (typed,), way_back(texts, Go(place="zones"))),
    )


def type_zone(texts: Texts) -> Screen:
    """Waiting for the name of a city or a distance from UTC."""
    return Screen(text=texts("type-zone"), rows=(way_back(texts, Go(place="zones")),))


def zone_name(zone: str, at_ns: int) -> str:
    """A zone by its city and its distance from UTC at a moment.

    >>> zone_name("Europe/Berlin", 1_700_000_000 * SECOND_NS), zone_name("UTC", 0)
    ('Berlin, UTC+1', 'UTC')
    """
    city = city_of(zone)
    return city if city.startswith("UTC") else f"{city}, UTC{_ahead(zone, at_ns)}"


def _ahead(zone: str, at_ns: int) -> str:
    """Hours ahead of UTC: ``+1``, ``−3:30``, ``±0``."""
    at = datetime.fromtimestamp(at_ns // SECOND_NS, UTC).astimezone(ZoneInfo(zone))
    minutes = (at.utcoffset() or timedelta()) // _MINUTE
    sign = "+" if minutes > 0 else MINUS if minutes < 0 else "±"
    hours, rest = divmod(abs(minutes), _HOUR)
    return f"{sign}{hours}:{rest:02d}" if rest else f"{sign}{hours}"


def _chip(texts: Texts, label: str, zone: str, chosen: str) -> Button:
    return chip(texts, label, Prefer(what="zone", value=zone), chosen=zone == chosen)
