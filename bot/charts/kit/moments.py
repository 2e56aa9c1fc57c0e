"""Times as people read them where they live: hours and minutes, day and month, and which zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton

NS: Final = 1_000_000_000
"""Nanoseconds in a second."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UTC: Final = ZoneInfo("UTC")
_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Moments (nanoseconds since the epoch) in words of one language, on the clocks of one zone.

    >>> berlin = Times(locale="de", zone=ZoneInfo("Europe/Berlin"))
    >>> at = 1_732_145_040 * NS
    >>> UTC_TIMES.clock(at), UTC_TIMES.day(at), UTC_TIMES.zone_name(at)
    ('23:24', '20 Nov', 'UTC')
    >>> berlin.clock_seconds(at), berlin.day(at), berlin.zone_name(at)
    ('00:24:00', '21. Nov.', 'CET')
    """

    locale: str = "en_GB"
    """A locale of the CLDR; its months are written as short as it allows."""
    zone: tzinfo = _UTC

    def moment(self, at_ns: int) -> datetime:
        """The local time (microseconds kept)."""
        return (_EPOCH + timedelta(microseconds=int(at_ns) // 1000)).astimezone(self.zone)

    def clock(self, at_ns: int) -> str:
        """Hours and minutes, 00 to 23."""
        return f"{self.moment(at_ns):%H:%M}"

    def clock_seconds(self, at_ns: int) -> str:
        """Hours, minutes and seconds."""
        return f"{self.moment(at_ns):%H:%M:%S}"

    def day(self, at_ns: int) -> str:
        """Day and month."""
        return _day(self.moment(at_ns).date(), self.locale)

    def zone_name(self, at_ns: int) -> str:
        """What the zone is called then: "UTC", "CEST", or "UTC+03" where it has no name."""
        name = self.moment(at_ns).tzname() or "UTC"
        return f"UTC{name}" if name[0] in "+-" else name

    def is_midnight(self, at_ns: int) -> bool:
        """Whether a local day begins."""
        local = self.moment(at_ns)
        return local.hour == local.minute == local.second == 0

    def marks(self, step_s: int, first_ns: int, last_ns: int) -> list[int]:
        """The moments from first to last (both counted) that are round on the local clock.

        Steps up to a day are counted from local midnight, so that a mark of six hours stands at 6
        o'clock also after the clocks were changed; longer ones from the epoch.
        """
        return [at for at in self._round(step_s, first_ns, last_ns) if first_ns <= at <= last_ns]

    def _round(self, step_s: int, first_ns: int, last_ns: int) -> Iterator[int]:
        if step_s < 3600:  # noqa: PLR2004  # zones stand whole quarters of an hour apart
            offset = self._offset_s(first_ns)
            first = -(-(first_ns // NS + offset) // step_s)
            last = (last_ns // NS + offset) // step_s
            yield from ((n * step_s - offset) * NS for n in range(first, last + 1))
            return
        days = max(1, step_s // _DAY_S)
        day = self.moment(first_ns).date()
        day -= timedelta(days=day.toordinal() % days)
        while (begins := self._local(day, 0)) <= last_ns:
            yield begins
            yield from (self._local(day, s) for s in range(step_s, _DAY_S, step_s))
            day += timedelta(days=days)

    def _local(self, day: date, second: int) -> int:
        local = datetime(day.year, day.month, day.day, tzinfo=self.zone) + timedelta(seconds=second)
        return round((local - _EPOCH).total_seconds()) * NS

    def _offset_s(self, at_ns: int) -> int:
        offset = self.moment(at_ns).utcoffset() or timedelta()
        return round(offset.total_seconds())


@lru_cache(maxsize=512)
def _day(day: date, locale: str) -> str:
    words: str = format_skeleton("MMMd", day, locale=locale)
    return words


UTC_TIMES: Final = Times()
