"""When a candle of an interval begins and ends, in epoch milliseconds UTC.

Names are Bybit's: minutes as digits, then ``D``, ``W`` (from Monday) and ``M`` (calendar month).
"""

from datetime import UTC, datetime

MINUTE = 60_000
DAY = 1_440 * MINUTE
MONDAY = 4 * DAY
"""1970-01-05, the first Monday after the epoch (a Thursday)."""

MINUTES = ("1", "3", "5", "15", "30", "60", "120", "240", "360", "720")
INTERVALS = (*MINUTES, "D", "W", "M")


def start_of(interval: str, ms: int) -> int:
    """Begin of the candle that holds a moment.

    Examples
    --------
    >>> start_of("5", 1_672_324_988_882)
    1672324800000
    """
    if interval == "M":
        month = datetime.fromtimestamp(ms / 1_000, UTC)
        return _month(month.year, month.month)
    if interval == "W":
        return (ms - MONDAY) // (7 * DAY) * 7 * DAY + MONDAY
    length = DAY if interval == "D" else int(interval) * MINUTE
    return ms // length * length


def end_of(interval: str, start: int) -> int:
    """Begin of the next candle; Bybit prints this minus one as ``end``.

    Examples
    --------
    >>> end_of("60", 0)
    3600000
    """
    if interval == "M":
        month = datetime.fromtimestamp(start / 1_000, UTC)
        return _month(month.year + month.month // 12, month.month % 12 + 1)
    if interval == "W":
        return start + 7 * DAY
    return start + (DAY if interval == "D" else int(interval) * MINUTE)


def _month(year: int, month: int) -> int:
    return int(datetime(year, month, 1, tzinfo=UTC).timestamp()) * 1_000
