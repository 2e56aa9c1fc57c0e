"""What people call time zones, beside the names of the IANA: abbreviations, cities, offsets."""

from collections.abc import Mapping
from typing import Final

ABBREVIATIONS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("z", "zulu", "gmt", "utc", "uct", "universal"), "UTC"),
    **dict.fromkeys(("et", "est", "edt"), "America/New_York"),
    **dict.fromkeys(("mt", "mdt"), "America/Denver"),
    **dict.fromkeys(("pt", "pst", "pdt"), "America/Los_Angeles"),
    "brt": "America/Sao_Paulo",
    **dict.fromkeys(("cet", "cest", "mez", "mesz"), "Europe/Berlin"),
    **dict.fromkeys(("eet", "eest"), "Europe/Helsinki"),
    "msk": "Europe/Moscow",
    "sast": "Africa/Johannesburg",
    "hkt": "Asia/Hong_Kong",
    "sgt": "Asia/Singapore",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    **dict.fromkeys(("aest", "aedt"), "Australia/Sydney"),
    **dict.fromkeys(("nzst", "nzdt"), "Pacific/Auckland"),
}
"""Those that mean one place to nearly everybody.

``est`` and ``pst`` are said all year, also in summer, so they follow their city's clocks. ``cst``,
``ist`` and ``bst`` mean two or three places and are not here.
"""

CITIES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("nyc", "boston", "washington", "miami", "atlanta"), "America/New_York"),
    **dict.fromkeys(("philadelphia", "charlotte"), "America/New_York"),
    **dict.fromkeys(("austin", "dallas", "houston", "new orleans"), "America/Chicago"),
    **dict.fromkeys(("la", "sf", "las vegas", "portland"), "America/Los_Angeles"),
    **dict.fromkeys(("san diego", "san francisco", "seattle"), "America/Los_Angeles"),
    **dict.fromkeys(("montreal", "ottawa"), "America/Toronto"),
    **dict.fromkeys(("rio", "rio de janeiro", "brasilia"), "America/Sao_Paulo"),
    **dict.fromkeys(("cologne", "dusseldorf", "frankfurt", "hamburg"), "Europe/Berlin"),
    **dict.fromkeys(("koln", "leipzig", "munchen", "munich", "stuttgart"), "Europe/Berlin"),
    **dict.fromkeys(("basel", "bern", "geneva", "zug"), "Europe/Zurich"),
    **dict.fromkeys(("holland", "rotterdam", "the hague"), "Europe/Amsterdam"),
    **dict.fromkeys(("barcelona", "valencia"), "Europe/Madrid"),
    **dict.fromkeys(("lyon", "marseille", "nice"), "Europe/Paris"),
    **dict.fromkeys(("florence", "milan", "milano", "naples", "turin"), "Europe/Rome"),
    **dict.fromkeys(("brno",), "Europe/Prague"),
    **dict.fromkeys(("krakow", "wroclaw", "gdansk"), "Europe/Warsaw"),
    **dict.fromkeys(("birmingham", "manchester", "england"), "Europe/London"),
    **dict.fromkeys(("edinburgh", "glasgow", "scotland", "cardiff", "wales"), "Europe/London"),
    **dict.fromkeys(("kharkiv", "lviv", "odesa", "odessa"), "Europe/Kyiv"),
    **dict.fromkeys(("saint petersburg", "st petersburg"), "Europe/Moscow"),
    **dict.fromkeys(("ankara", "izmir"), "Europe/Istanbul"),
    "porto": "Europe/Lisbon",
    **dict.fromkeys(("tel aviv", "haifa"), "Asia/Jerusalem"),
    "abu dhabi": "Asia/Dubai",
    **dict.fromkeys(("bangalore", "bengaluru", "chennai"), "Asia/Kolkata"),
    **dict.fromkeys(("delhi", "hyderabad", "mumbai", "new delhi"), "Asia/Kolkata"),
    **dict.fromkeys(("islamabad", "lahore"), "Asia/Karachi"),
    **dict.fromkeys(("hanoi", "saigon"), "Asia/Ho_Chi_Minh"),
    **dict.fromkeys(("beijing", "guangzhou", "hangzhou", "shenzhen"), "Asia/Shanghai"),
    **dict.fromkeys(("kyoto", "osaka"), "Asia/Tokyo"),
    **dict.fromkeys(("busan",), "Asia/Seoul"),
    **dict.fromkeys(("abuja",), "Africa/Lagos"),
    **dict.fromkeys(("cape town", "pretoria"), "Africa/Johannesburg"),
    **dict.fromkeys(("canberra",), "Australia/Sydney"),
    "wellington": "Pacific/Auckland",
}
"""Large cities, and a few lands, that keep time with another city."""

BROKEN_HOURS: Final[Mapping[int, str]] = {
    -570: "Pacific/Marquesas",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}
"""Zones that are so many minutes ahead of UTC all year, where that is no whole hour."""


def whole_hours(hours: int) -> str:
    """The zone that is ``hours`` ahead of UTC all year, -12 to 14.

    The IANA counts them the other way round, as POSIX does.

    >>> whole_hours(3), whole_hours(-5), whole_hours(0)
    ('Etc/GMT-3', 'Etc/GMT+5', 'UTC')
    """
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"
