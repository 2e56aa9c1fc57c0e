"""Times as the API writes them: aware, in UTC, ISO 8601."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(at_ns: int) -> datetime:
    """A time of the core, to the microsecond.

    >>> moment(1_750_000_000_123_456_789).isoformat()
    '2025-06-15T15:06:40.123456+00:00'
    """
    return _EPOCH + timedelta(microseconds=at_ns // 1_000)


def moment_or_none(at_ns: int | None) -> datetime | None:
    """The same where nothing may have happened yet, which the core writes as 0 or None."""
    return moment(at_ns) if at_ns else None


def nanoseconds(at: datetime) -> int:
    """A time of a request as the core counts it; one without a zone is taken for UTC.

    >>> nanoseconds(datetime(2025, 6, 15, 15, 6, 40))
    1750000000000000000
    """
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return (aware - _EPOCH) // timedelta(microseconds=1) * 1_000
