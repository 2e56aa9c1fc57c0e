"""Names of Bybit's topics and intervals."""

from core.market import Timeframe

VENUE = "bybit"

INTERVALS: dict[Timeframe, str] = {
    "1m": "1",
    "5m": "5",
    "15m": "15",
    "1h": "60",
    "4h": "240",
    "1d": "D",
}
TIMEFRAMES: dict[str, Timeframe] = {interval: frame for frame, interval in INTERVALS.items()}


def topics_of(symbol: str, *, depth: int, timeframes: tuple[Timeframe, ...]) -> list[str]:
    """All topics we follow for one symbol."""
    return [
        f"orderbook.{depth}.{symbol}",
        f"publicTrade.{symbol}",
        f"tickers.{symbol}",
        f"allLiquidation.{symbol}",
        *(f"kline.{INTERVALS[timeframe]}.{symbol}" for timeframe in timeframes),
    ]


def symbol_of(topic: str) -> str:
    """The symbol a topic is about: its last part."""
    return topic.rpartition(".")[2]


def book_depth(topic: str) -> int:
    """The levels a side of an ``orderbook`` topic.

    Raises
    ------
    ValueError
        If the topic names no number.
    """
    return int(topic.split(".")[1])
