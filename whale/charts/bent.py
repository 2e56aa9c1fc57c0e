"""Candles bent into awkward shapes, each of which some symbol has on some day."""

from collections.abc import Sequence

from msgspec.structs import replace

from core.market import Candle


def priced(candles: Sequence[Candle], symbol: str, price: float) -> list[Candle]:
    """The same moves for another symbol, whose last price is ``price``."""
    factor = price / candles[-1].close
    return [
        replace(
            each,
            symbol=symbol,
            open=each.open * factor,
            high=each.high * factor,
            low=each.low * factor,
            close=each.close * factor,
        )
        for each in candles
    ]


def flat(candles: Sequence[Candle]) -> list[Candle]:
    """A market that stands still: nothing is traded at any other price than the last."""
    price = candles[-1].close
    return [
        replace(each, open=price, high=price, low=price, close=price, volume=0.0)
        for each in candles
    ]


def holed(candles: Sequence[Candle], first: int, last: int) -> list[Candle]:
    """Without those from ``first`` up to ``last``, counted from the newest."""
    count = len(candles)
    return [each for at, each in enumerate(candles) if not first <= count - at < last]
