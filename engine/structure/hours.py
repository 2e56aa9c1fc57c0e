"""Sessions and kill zones: hours of a place's own clock, on its own days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SECOND = 1_000_000_000
_WEEKDAYS = frozenset({0, 1, 2, 3, 4})
_EVES = frozenset({6, 0, 1, 2, 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A stretch of the day at one place: ``first`` and ``last`` are full hours of its clock.

    ``last`` is not in it; 24 is midnight. ``days`` are the place's weekdays, Monday is 0.
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
    # A stretch of the day before, by the place's calendar, may still run.
    day = datetime.fromtimestamp(after_ns // _SECOND, place).date() - timedelta(days=1)
    while day.weekday() not in hours.days or _at(day, hours.last, place) <= after_ns:
        day += timedelta(days=1)
    return _at(day, hours.first, place), _at(day, hours.last, place)


def _at(day: date, hour: int, place: ZoneInfo) -> int:
    days, hour = divmod(hour, 24)
    local = datetime.combine(day + timedelta(days=days), time(hour), place)
    return int(local.astimezone(UTC).timestamp()) * _SECOND
