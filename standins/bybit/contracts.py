"""What a symbol says about its contract, and in which market it is listed."""

import re
from datetime import UTC, datetime

from standins.bybit.frames import LINEAR, SPOT

_DATED = re.compile(r"-(?P<day>\d{2}[A-Z]{3}\d{2})$")
DELIVERY_HOUR = 8
"""Dated futures are delivered at 08:00 UTC of their day."""


def delivery_ms(symbol: str) -> int | None:
    """When a dated future is delivered; None for a perpetual.

    Examples
    --------
    >>> delivery_ms("ETHUSDT-31DEC27")
    1830240000000
    >>> delivery_ms("ETHUSDT")
    """
    dated = _DATED.search(symbol)
    if dated is None:
        return None
    day = datetime.strptime(dated["day"], "%d%b%y").replace(hour=DELIVERY_HOUR, tzinfo=UTC)
    return int(day.timestamp()) * 1_000


def listed_in(category: str, symbol: str) -> bool:
    """Whether a symbol that is traded here is traded in a market: nothing is inverse, no option.

    Examples
    --------
    >>> listed_in("spot", "ETHUSDT"), listed_in("spot", "ETHUSDT-31DEC27")
    (True, False)
    >>> listed_in("inverse", "ETHUSDT")
    False
    """
    return category == LINEAR or (category == SPOT and delivery_ms(symbol) is None)
