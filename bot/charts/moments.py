"""Times as people read them: UTC, to the minute or the second."""

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
NS: Final = 1_000_000_000
"""Nanoseconds in a second."""


def moment(at_ns: int) -> datetime:
    """Nanoseconds since the epoch as an aware UTC time (microseconds kept)."""
    return _EPOCH + timedelta(microseconds=int(at_ns) // 1000)


def clock(at_ns: int) -> str:
    """Hours and minutes.

    >>> clock(1_732_145_040 * 10**9)
    '23:24'
    """
    return f"{moment(at_ns):%H:%M}"


def clock_seconds(at_ns: int) -> str:
    """Hours, minutes and seconds.

    >>> clock_seconds(1_732_145_040 * 10**9)
    '23:24:00'
    """
    return f"{moment(at_ns):%H:%M:%S}"


def day(at_ns: int) -> str:
    """Day and month; months in English, as the rest of the picture.

    >>> day(1_732_147_200 * 10**9)
    '21 Nov'
    """
    when = moment(at_ns)
    return f"{when.day} {_MONTHS[when.month - 1]}"


# Written out because strftime's %b follows the machine's locale.
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
