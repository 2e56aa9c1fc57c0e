"""The card of an alert: what was found, on the price's way to it."""

from collections.abc import Callable
from typing import Literal

import numpy as np

from bot.charts.card import Band, CardScene, Level
from bot.views import chain, numbers
from bot.views.html import plain
from bot.views.texts import Texts
from core.detection import Detection
from core.market import TIMEFRAME_NS
from usecases.alert_surroundings import Surroundings

Words = dict[str, object]

_LONGEST_NAME = 18


def scene(texts: Texts, found: Detection, around: Surroundings) -> CardScene:
    """The scene. It names no rule, so that one picture serves everybody who is told of it."""
    own = _WORDS[found.kind](texts, found, around)
    times = [candle.open_ns + TIMEFRAME_NS[candle.timeframe] for candle in around.candles]
    prices = [candle.close for candle in around.candles]
    price = found.numbers.get("after", around.price)
    if price is not None and (not times or found.known_ns > times[-1]):
        times.append(found.known_ns)
        prices.append(price)
    return CardScene(
        event_ns=found.known_ns,
        symbol=around.symbol,
        tick_decimals=numbers.decimals(prices[-1]) if prices else 2,
        times_ns=np.array(times, dtype=np.int64),
        prices=np.array(prices, dtype=np.float64),
        event_price=price,
        **own,  # type: ignore[arg-type]
    )


def _transfer(texts: Texts, found: Detection, around: Surroundings) -> Words:
    coins = found.numbers["eth"]
    paid_out = found.texts.get("way") == "withdrawal"
    line = texts(
        "card-transfer-line",
        coins=numbers.eth(coins),
        sender=texts("transfer-validator") if paid_out else _called(found, "from"),
        recipient=_called(found, "to") or texts("new-contract"),
    )
    value = numbers.eth(coins) if around.price is None else numbers.usd(coins * around.price)
    return {
        "title": plain(texts("card-transfer")),
        "amount": value,
        "side": "neutral",
        "line": plain(line),
    }


def _called(found: Detection, end: Literal["from", "to"]) -> str:
    return chain.called(found.texts, end, _LONGEST_NAME)


def _price_crossed(texts: Texts, found: Detection, around: Surroundings) -> Words:
    level = found.numbers["level"]
    up = found.side == "bullish"
    title = texts("card-price-up" if up else "card-price-down", symbol=around.symbol)
    words = plain(texts("card-level", level=numbers.price(level)))
    before = numbers.price(found.numbers["before"])
    return {
        "title": plain(title),
        "amount": numbers.price(found.numbers["after"]),
        "side": "up" if up else "down",
        "line": plain(texts("card-price-line", level=numbers.price(level), before=before)),
        "level": Level(price=level, words=words),
    }


def _fair_value_gap(texts: Texts, found: Detection, around: Surroundings) -> Words:
    low, high = found.low or 0.0, found.high or 0.0
    up = found.side != "bearish"
    timeframe = found.timeframe or ""
    return {
        "title": plain(texts("card-fvg-up" if up else "card-fvg-down")),
        "amount": f"{numbers.price(low)}\N{EN DASH}{numbers.price(high)}",
        "side": "up" if up else "down",
        "line": plain(texts("card-fvg-line", symbol=around.symbol, timeframe=timeframe)),
        "band": Band(low=low, high=high, words=f"FVG {timeframe}"),
    }


_WORDS: dict[str, Callable[[Texts, Detection, Surroundings], Words]] = {
    "transfer": _transfer,
    "price_crossed": _price_crossed,
    "fvg": _fair_value_gap,
}
