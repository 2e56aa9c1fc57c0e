"""The card of an alert: what was found, on the price's way to it."""

from collections.abc import Sequence

import numpy as np

from bot.charts import USUAL, Look
from bot.charts.card import Band, CardScene, Level
from bot.charts.kit.candles import Candles
from bot.views import alerts, numbers
from bot.views.figures import Figures
from bot.views.html import plain
from bot.views.texts import Texts
from core.detection import Detection
from core.market import TIMEFRAME_NS, Candle
from usecases.alert_surroundings import Surroundings


def scene(texts: Texts, found: Detection, around: Surroundings, look: Look = USUAL) -> CardScene:
    """The scene. It names no rule, so that one picture serves everybody who is told of it.

    A detection with a timeframe is shown on candles of its own, any other on a line.

    Raises
    ------
    KeyError
        There are no words for this kind of detection.
    """
    figures = Figures(look.numbers.decimal, look.numbers.group)
    case = alerts.Case(texts=texts, found=found, figures=figures, price=around.price)
    told = alerts.told(case)
    price = told.price or _price(found, around)
    times, prices = _line_of(around.candles, found.known_ns, price)
    return CardScene(
        title=_capital(plain(told.title)),
        amount=_tight(told.worth or told.amount),
        side=told.side,
        line=_who(told),
        event_ns=found.known_ns,
        symbol=around.symbol,
        tick_decimals=numbers.decimals(prices[-1]) if prices else 2,
        times_ns=np.array(times, dtype=np.int64),
        prices=np.array(prices, dtype=np.float64),
        candles=_candles_of(around.candles) if found.timeframe and around.candles else None,
        event_price=price,
        level=_level(told.spot),
        band=_band(told.spot),
    )


def _price(found: Detection, around: Surroundings) -> float | None:
    """The price at the event: of a candle its close, which is what made it certain."""
    if found.timeframe and around.candles:
        return around.candles[-1].close
    return around.price


def _line_of(
    candles: Sequence[Candle], known_ns: int, price: float | None
) -> tuple[list[int], list[float]]:
    """Closes of the candles, and at their end the price at which it became known."""
    times = [_close_ns(candle) for candle in candles]
    prices = [candle.close for candle in candles]
    if price is not None and (not times or known_ns > times[-1]):
        times.append(known_ns)
        prices.append(price)
    return times, prices


def _close_ns(candle: Candle) -> int:
    return candle.open_ns + TIMEFRAME_NS[candle.timeframe]


def _candles_of(candles: Sequence[Candle]) -> Candles:
    names = ("open", "high", "low", "close", "volume")
    columns = {name: np.array([getattr(each, name) for each in candles]) for name in names}
    return Candles(open_time_ns=np.array([each.open_ns for each in candles]), **columns)


def _who(told: alerts.Told) -> str:
    """Who and what; with the coins, where the amount is in dollars."""
    line = _tight(plain(told.line))
    return f"{told.amount} · {line}" if told.worth else line


def _level(spot: alerts.Spot | None) -> Level | None:
    if spot is None or spot.low < spot.high or spot.low <= 0:
        return None
    return Level(price=spot.low, words=spot.words)


def _band(spot: alerts.Spot | None) -> Band | None:
    if spot is None or not 0 < spot.low < spot.high:
        return None
    return Band(low=spot.low, high=spot.high, words=spot.words, since_ns=spot.since_ns)


def _tight(words: str) -> str:
    """Per cent as pictures write it, without a space."""
    return words.replace(" %", "%")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
