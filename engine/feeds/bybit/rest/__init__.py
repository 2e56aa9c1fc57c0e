"""The venue's REST side: how fast it may be asked, what its answers mean, what is asked.

Written from the venue's v5 documents (stand of 2026-07): rate limits, error codes and
``/v5/market``. Pure: it names requests and reads answers; who carries them is not its business.
"""

from engine.feeds.bybit.rest.book import RestBook, read_rest_book
from engine.feeds.bybit.rest.desk import RestDesk
from engine.feeds.bybit.rest.pace import Pace, Pause
from engine.feeds.bybit.rest.verdicts import Refused, Result

__all__ = [
    "Pace",
    "Pause",
    "Refused",
    "RestBook",
    "RestDesk",
    "Result",
    "read_rest_book",
]
