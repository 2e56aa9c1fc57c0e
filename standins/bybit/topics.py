"""Which topics exist, and in which market."""

from collections.abc import Collection
from typing import NamedTuple

from standins.bybit.contracts import listed_in
from standins.bybit.frames import SPOT
from standins.market.exchange.intervals import INTERVALS

DEPTHS = (1, 50, 200, 1_000)
"""Order book depths of linear and spot; 500 was removed in 2025-09."""


class Topic(NamedTuple):
    """A topic taken apart: ``kline.5.ETHUSDT`` is kline, 5, ETHUSDT."""

    kind: str
    variant: str
    symbol: str


def parse(text: str) -> Topic | None:
    """Take a topic apart, or None when it has not the shape of one.

    Examples
    --------
    >>> parse("orderbook.50.ETHUSDT")
    Topic(kind='orderbook', variant='50', symbol='ETHUSDT')
    >>> parse("tickers.ETHUSDT")
    Topic(kind='tickers', variant='', symbol='ETHUSDT')
    """
    match text.split("."):
        case [("orderbook" | "kline") as kind, variant, symbol]:
            return Topic(kind, variant, symbol)
        case [("publicTrade" | "tickers" | "allLiquidation") as kind, symbol]:
            return Topic(kind, "", symbol)
        case _:
            return None


def exists(category: str, text: str, *, symbols: Collection[str], books: Collection[str]) -> bool:
    """Whether a market has a topic.

    Parameters
    ----------
    category
        A market, e.g. ``linear``; a symbol of another market does not exist in it.
    text
        The topic as a client wrote it; lower case symbols do not exist.
    symbols
        Symbols that are traded.
    books
        Order book topics that are fed, e.g. ``orderbook.50.ETHUSDT``.
    """
    topic = parse(text)
    if topic is None or topic.symbol not in symbols or not listed_in(category, topic.symbol):
        return False
    match topic.kind:
        case "orderbook":
            return text in books
        case "kline":
            return topic.variant in INTERVALS
        case "allLiquidation":
            return category != SPOT
        case _:
            return True
