"""The paths of the venue's market endpoints, with the most rows that each gives at once.

Source: bybit-exchange/docs, docs/v5/market/*.mdx (2026-07).
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from engine.feeds.bybit.topics import Category

CANDLES_A_PAGE = 1_000
RATES_A_PAGE = 200
TRADES_REMEMBERED: Mapping[Category, int] = {"linear": 1_000, "inverse": 1_000, "spot": 60}
"""How many of the last trades of a symbol the venue can tell."""


def candles(
    category: Category, symbol: str, interval: str, *, limit: int, window_ms: tuple[int, int] | None
) -> str:
    """The newest candles, or those that open within a window (both ends included)."""
    query = {"category": category, "symbol": symbol, "interval": interval}
    if window_ms is not None:
        query |= {"start": str(window_ms[0]), "end": str(window_ms[1])}
    return _path("kline", query | {"limit": str(limit)})


def trades(category: Category, symbol: str, rows: int | None = None) -> str:
    """The last trades: so many of them, or as many as the venue tells."""
    most = TRADES_REMEMBERED[category]
    limit = str(most if rows is None else min(rows, most))
    return _path("recent-trade", {"category": category, "symbol": symbol, "limit": limit})


def funding(category: Category, symbol: str, cursor: str) -> str:
    """Funding payments; ``cursor`` is the last millisecond that counts, or "" for now.

    An end alone is allowed, a start alone is not.
    """
    query = {"category": category, "symbol": symbol, "limit": str(RATES_A_PAGE)}
    return _path("funding/history", query | ({"endTime": cursor} if cursor else {}))


def open_interest(category: Category, symbol: str, cursor: str) -> str:
    """Open interest every five minutes; ``cursor`` is the venue's own, or "" for the newest."""
    query = {"category": category, "symbol": symbol, "intervalTime": "5min"}
    query["limit"] = str(RATES_A_PAGE)
    return _path("open-interest", query | ({"cursor": cursor} if cursor else {}))


def instruments(category: Category, *, status: str, cursor: str) -> str:
    """What is listed; more than one page of linear contracts is."""
    query = {"category": category, "status": status, "limit": "1000"}
    return _path("instruments-info", query | ({"cursor": cursor} if cursor else {}))


def order_book(category: Category, symbol: str, limit: int = 1_000) -> str:
    """The order book, up to 1,000 levels a side."""
    query = {"category": category, "symbol": symbol, "limit": str(limit)}
    return _path("orderbook", query)


def _path(endpoint: str, query: Mapping[str, str]) -> str:
    return f"/v5/market/{endpoint}?{urlencode(query)}"
