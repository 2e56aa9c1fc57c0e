"""Names of Bybit's markets, topics and intervals."""

from collections.abc import Sequence
from typing import Literal

from core.market import Timeframe

VENUE = "bybit"

Category = Literal["linear", "inverse", "spot"]
"""A market of the venue; one socket carries one."""

LIVENESS_DEPTH = 1
"""The order book that repeats itself every three seconds, even when nothing changes."""

PROOF_DEPTHS = (50, 200, 1000)
"""The depths that are kept beside the sampled one, to be compared with it."""

INTERVALS: dict[Timeframe, str] = {
    "1m": "1",
    "5m": "5",
    "15m": "15",
    "1h": "60",
    "4h": "240",
    "1d": "D",
}
TIMEFRAMES: dict[str, Timeframe] = {interval: frame for frame, interval in INTERVALS.items()}


def topics_of(
    symbol: str,
    *,
    depth: int,
    proof_depths: Sequence[int] = (),
    timeframes: Sequence[Timeframe],
    category: Category = "linear",
) -> list[str]:
    """All topics we follow for one symbol. Nobody is liquidated on a spot market."""
    depths = dict.fromkeys((depth, LIVENESS_DEPTH, *proof_depths))
    return [
        *(f"orderbook.{levels}.{symbol}" for levels in depths),
        f"publicTrade.{symbol}",
        f"tickers.{symbol}",
        *([] if category == "spot" else [f"allLiquidation.{symbol}"]),
        *(f"kline.{INTERVALS[timeframe]}.{symbol}" for timeframe in timeframes),
    ]


def family_of(topic: str) -> str:
    """What a topic tells of: its first part (``orderbook``, ``publicTrade``)."""
    return topic.partition(".")[0]


def symbol_of(topic: str) -> str:
    """The symbol a topic is about: its last part."""
    return topic.rpartition(".")[2]


def subject_of(topic: str) -> str:
    """What a topic is about, as facts name it: ``bybit:ETHUSDT``."""
    return f"{VENUE}:{symbol_of(topic)}"


def book_depth(topic: str) -> int:
    """The levels a side of an ``orderbook`` topic.

    Raises
    ------
    ValueError
        If the topic names no number.
    """
    return int(topic.split(".")[1])
