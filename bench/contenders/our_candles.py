"""The tape as our candles."""

from collections.abc import Iterator

from tape import STEP_MS, rows

from core.market import Candle

MS = 1_000_000


def candles(file: str, wanted: int, symbol: str = "ETHUSDT") -> Iterator[Candle]:
    """Closed five-minute candles, each seen at its close."""
    for open_ms, open_, high, low, close, volume in rows(file, wanted):
        close_ns = (open_ms + STEP_MS) * MS
        yield Candle(
            venue="bybit",
            symbol=symbol,
            at_ns=close_ns,
            seen_ns=close_ns,
            timeframe="5m",
            open_ns=open_ms * MS,
            open=open_,
            high=high,
            low=low,
            close=close,
            volume=volume,
            closed=True,
        )
