"""Candles from before the market opened: the same road, walked in longer strides.

Only a few prices are drawn in each minute. How far the price went in between is drawn from the
distribution that the highest point of such a stretch has, so that wicks are as long as they would
be if every trade had been made up.
"""

import math
from functools import lru_cache
from typing import NamedTuple

from standins.market.chance import Luck, chance
from standins.market.exchange.candles import Candle
from standins.market.exchange.director import Director
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.intervals import MINUTE
from standins.market.exchange.path import PricePath

HISTORY_MINUTES = 20_160
"""Fourteen days: 336 hourly candles."""

POINTS = 2
"""Prices drawn in each minute, the last of which is the close."""

VOLUME = 7
"""Median levels that are traded in a minute for each bps of its range: as in the market itself."""

POINT_MS = MINUTE // POINTS


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
    return list(_made(instrument, seed, open_ms // MINUTE, price, minutes))


@lru_cache(maxsize=8)
def _made(
    instrument: Instrument, seed: int, open_minute: int, price: int, minutes: int
) -> tuple[Candle, ...]:
    luck = chance(seed, instrument.symbol, "history")
    first = (open_minute - minutes) * MINUTE
    road = PricePath(
        price,
        home=price,
        open_ms=first,
        director=Director(chance(seed, "past piece", first), open_ms=first),
        tide=chance(seed, "past tide", first),
        luck=luck,
        beta=instrument.beta,
        own=instrument.own,
        lag_ms=0,
    )
    points = [_point(road, first + (at + 1) * POINT_MS) for at in range((minutes + 1) * POINTS)]
    scale = price / points[-1].price
    candles: list[Candle] = []
    opens = round(points[0].price * scale)
    for minute in range(minutes + 1):
        within = points[minute * POINTS : (minute + 1) * POINTS]
        prices = [Point(point.price * scale, point.spread) for point in within]
        candle = _candle(first + minute * MINUTE, opens, prices, instrument, luck)
        candles.append(candle)
        opens = candle.close
    return tuple(candles)


class Point(NamedTuple):
    """Where the road was at a moment, and how rough it was there (log price in one second)."""

    price: float
    spread: float


def _point(road: PricePath, ms: int) -> Point:
    return Point(road.advance(ms), road.spread)


def _candle(
    start: int, opens: int, within: list[Point], instrument: Instrument, luck: Luck
) -> Candle:
    high, low, before = float(opens), float(opens), float(opens)
    for point in within:
        price = point.price
        reach = price * point.spread * math.sqrt(POINT_MS / 1_000)
        high = max(high, _extreme(before, price, reach, luck))
        low = min(low, -_extreme(-before, -price, reach, luck))
        before = price
    closes = round(before)
    top, bottom = max(round(high), closes, opens), min(round(low), closes, opens)
    moved_bps = (top / bottom - 1) * 1e4
    volume = int(instrument.level_lots * luck.lognormvariate(0.0, 0.4) * VOLUME * (4 + moved_bps))
    turnover = volume * (top + bottom) // 2
    return Candle(start, opens, top, bottom, closes, volume, turnover, start)


def _extreme(begin: float, end: float, spread: float, luck: Luck) -> float:
    """The highest point of a Brownian bridge from one price to another, drawn exactly."""
    drawn = -2 * spread * spread * math.log(1 - luck.random())
    return (begin + end + math.sqrt((begin - end) ** 2 + drawn)) / 2
