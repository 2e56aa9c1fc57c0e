"""Candles from before the market opened."""

from standins.market.candles import Candle
from standins.market.chance import Luck, chance
from standins.market.instruments import Instrument
from standins.market.intervals import MINUTE
from standins.market.path import PricePath

HISTORY_MINUTES = 20_160
"""Fourteen days: 336 hourly candles."""

POINTS = 4
"""Prices drawn in each minute, the last of which is the close."""


def history(
    instrument: Instrument, *, seed: int, open_ms: int, price: int, minutes: int = HISTORY_MINUTES
) -> list[Candle]:
    """Make the minutes that led to an opening price.

    Parameters
    ----------
    instrument
        What was traded.
    seed
        Same seed and same arguments, same candles.
    open_ms
        When the market opens. The last candle holds this moment and is still open.
    price
        Where the market opens, in ticks: exactly the close of the last candle.
    minutes
        How many closed candles to make before it.

    Returns
    -------
    list of Candle
        ``minutes + 1`` one-minute candles without a hole, oldest first; each opens at the close
        of the one before.
    """
    luck = chance(seed, instrument.symbol, "history")
    road = PricePath(price, home=price, luck=luck)
    points = [road.advance(MINUTE / POINTS / 1_000) for _ in range((minutes + 1) * POINTS)]
    ticks = [round(point * price / points[-1]) for point in points]
    first = open_ms // MINUTE * MINUTE - minutes * MINUTE
    candles: list[Candle] = []
    opens = ticks[0]
    for minute in range(minutes + 1):
        within = ticks[minute * POINTS : (minute + 1) * POINTS]
        candles.append(_candle(first + minute * MINUTE, opens, within, instrument, luck))
        opens = within[-1]
    return candles


def _candle(
    start: int, opens: int, within: list[int], instrument: Instrument, luck: Luck
) -> Candle:
    wick = instrument.level_gap_ticks
    high = max(opens, *within) + int(wick * luck.random() ** 2)
    low = min(opens, *within) - int(wick * luck.random() ** 2)
    volume = int(instrument.level_lots * luck.lognormvariate(2.0, 0.7))
    turnover = volume * (high + low) // 2
    return Candle(start, opens, high, low, within[-1], volume, turnover, start)
