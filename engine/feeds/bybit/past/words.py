"""How times and numbers are spelled in the ledger."""

from datetime import UTC, datetime


def clock(ns: int) -> str:
    """A moment as people read it, in UTC.

    >>> clock(1_790_134_712_383_000_000)
    '2026-09-23 03:38:32 UTC'
    """
    return f"{datetime.fromtimestamp(ns / 1e9, UTC):%Y-%m-%d %H:%M:%S} UTC"


def counted(number: int, noun: str) -> str:
    """A number and what is counted.

    >>> counted(1, "trade"), counted(12, "trade"), counted(0, "trade")
    ('1 trade', '12 trades', 'no trade')
    """
    if number == 0:
        return f"no {noun}"
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"
