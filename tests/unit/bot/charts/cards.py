"""Cards for tests: on candles, with zones near and far, and awkward ones."""

from typing import Any

import numpy as np

from bot.charts.card import Band, CardScene, Level
from bot.charts.kit.candles import Candles
from tests.unit.bot.charts import scenes


def bars(seed: int = 1, *, count: int = 80, price: float = 3_590.0, move: float = 0.002) -> Candles:
    return scenes.candles(count, seed=seed, price=price, move=move)


def candle_card(
    seed: int = 1,
    *,
    candles: Candles | None = None,
    **changes: Any,  # noqa: ANN401  # any field
) -> CardScene:
    """A card about the newest candle, as market structure has them."""
    seen = candles or bars(seed)
    end_ns = int(seen.open_time_ns[-1]) + seen.bar_ns
    scene: dict[str, Any] = {
        "title": "Bullish order block touched",
        "amount": "3,581.20",
        "line": "ETHUSDT 15m · zone 3,581.20 – 3,592.00 · price 3,580.10",
        "side": "up",
        "symbol": "ETHUSDT",
        "tick_decimals": 2,
        "event_ns": end_ns,
        "event_price": float(seen.close[-1]),
        "candles": seen,
    }
    return CardScene(**(scene | changes))


def fresh_zone_card(seed: int = 1, *, words: str = "FVG") -> CardScene:
    """A zone that formed three candles ago."""
    seen = bars(seed)
    low, high = sorted((float(seen.close[-3]), float(seen.close[-1]) * 1.002))
    since = int(seen.open_time_ns[-3])
    return candle_card(
        seed, candles=seen, band=Band(low=low, high=high, words=words, since_ns=since)
    )


def far_card(seed: int = 1, *, times: float = 1.5) -> CardScene:
    """A level so far off that the chart would be flat if it reached there."""
    seen = bars(seed)
    level = Level(price=float(seen.close[-1]) * times, words="estimate $4.9M")
    return candle_card(seed, candles=seen, level=level)


def holed_card(seed: int = 1) -> CardScene:
    """Candles of twenty quarters of an hour are missing."""
    seen = bars(seed)
    kept = np.r_[0:30, 50:80]
    names = ("open_time_ns", "open", "high", "low", "close", "volume")
    return candle_card(seed, candles=Candles(**{name: getattr(seen, name)[kept] for name in names}))
