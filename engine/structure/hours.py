"""Sessions and kill zones: hours of a place's own clock, on its own days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_SECOND = 1_000_000_000
_WEEKDAYS = frozenset({0, 1, 2, 3, 4})
_EVES = frozenset({6, 0, 1, 2, 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A stretch of the day at one place: ``first`` and ``last`` are full hours of its clock.

    ``last`` is not in it; it is 24, midnight, at most. ``days`` are the place's weekdays, Monday
    is 0.
    """

    name: str
    place: str
    first: int
    last: int
    days: frozenset[int] = _WEEKDAYS


SESSIONS: tuple[Hours, ...] = (
    Hours(name="asia", place="Asia/Tokyo", first=9, last=18),
    Hours(name="london", place="Europe/London", first=8, last=17),
    Hours(name="new_york", place="America/New_York", first=8, last=17),
)
"""Office hours of the three centres, as the foreign exchange market counts its sessions: 0 to 9
UTC in Tokyo, and in summer 7 to 16 UTC in London, 12 to 21 UTC in New York."""

KILL_ZONES: tuple[Hours, ...] = (
    Hours(name="asia", place="America/New_York", first=20, last=24, days=_EVES),
    Hours(name="london", place="America/New_York", first=2, last=5),
    Hours(name="new_york", place="America/New_York", first=7, last=10),
    Hours(name="london_close", place="America/New_York", first=10, last=12),
)
"""The hours that the Inner Circle Trader (M. Huddleston) teaches to watch, all by New York's clock.
Teachers differ on Asia's; 20 to 24 is the most common. Its days are the evenings before."""


def next_stretch(hours: Hours, after_ns: int) -> tuple[int, int]:
    """Beginning and end (ns) of the first stretch that ends after a moment.

    >>> start, end = next_stretch(SESSIONS[1], 1_750_000_000_000_000_000)
    >>> start // 10**9, (end - start) // 10**9
    (1750057200, 32400)
    """
    place = ZoneInfo(hours.place)
    # Hours end at midnight at the latest, so that none of the day before still runs.
    day = datetime.fromtimestamp(after_ns // _SECOND, place).date()
    while day.weekday() not in hours.days or (end_ns := _at(day, hours.last, place)) <= after_ns:
        day += timedelta(days=1)
    return _at(day, hours.first, place), end_ns


def _at(day: date, hour: int, place: ZoneInfo) -> int:
    days, hour = divmod(hour, 24)
    if days:
        day += timedelta(days=days)
    local = datetime(day.year, day.month, day.day, hour, tzinfo=place)
    return int(local.timestamp()) * _SECOND
