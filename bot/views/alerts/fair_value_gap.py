"""A fair value gap formed."""

from bot.views import numbers
from bot.views.alerts.lateness import lateness
from bot.views.html import Html, moment
from bot.views.screens import Button
from bot.views.texts import Texts
from core.detection import Detection


def write(texts: Texts, found: Detection, _coin_usd: float | None) -> Html:
    """The zone, its side and width, and the candle that made it."""
    low, high = found.low or 0.0, found.high or 0.0
    return texts(
        "alert-fvg-bearish" if found.side == "bearish" else "alert-fvg-bullish",
        low=numbers.price(low),
        high=numbers.price(high),
        width=numbers.amount(_width_percent(low, high), 2),
        symbol=found.subject.partition(":")[2],
        timeframe=found.timeframe or "",
        time=moment(found.formed_ns, "D" if found.timeframe == "1d" else "t"),
        late=lateness(texts, found),
    )


def buttons(_texts: Texts, _found: Detection) -> tuple[Button, ...]:
    """None of its own: the picture shows the zone."""
    return ()


def _width_percent(low: float, high: float) -> float:
    middle = (low + high) / 2
    return 100 * (high - low) / middle if middle else 0.0
