"""A price crossed a level."""

from bot.views import numbers
from bot.views.alerts.lateness import lateness
from bot.views.html import Html, moment
from bot.views.screens import Button
from bot.views.texts import Texts
from core.detection import Detection


def write(texts: Texts, found: Detection, _coin_usd: float | None) -> Html:
    """The level, which way, and the prices on both sides of it."""
    level = found.numbers["level"] if found.level is None else found.level
    return texts(
        "alert-price-up" if found.side == "bullish" else "alert-price-down",
        symbol=found.subject.partition(":")[2],
        level=numbers.price(level),
        before=numbers.price(found.numbers["before"]),
        after=numbers.price(found.numbers["after"]),
        time=moment(found.formed_ns),
        late=lateness(texts, found),
    )


def buttons(_texts: Texts, _found: Detection) -> tuple[Button, ...]:
    """None of its own: the picture shows the way to the level."""
    return ()
