"""A price crossed a level."""

from bot.views.alerts.case import Case, Spot, Tell, Told, side_of
from bot.views.alerts.lateness import lateness
from bot.views.html import Html, moment


def write(case: Case) -> Html:
    """The level, which way, and the prices on both sides of it."""
    return case.texts(
        "alert-price-up" if case.bullish else "alert-price-down",
        symbol=case.symbol,
        level=case.figures.price(_level(case)),
        before=case.figures.price(case.number("before")),
        after=case.figures.price(case.number("after")),
        time=moment(case.found.formed_ns),
        late=lateness(case.texts, case.found),
    )


def tell(case: Case) -> Told:
    """The card's words; the message has a text of its own."""
    level = _level(case)
    written = case.figures.price(level)
    return Told(
        mark="📈" if case.bullish else "📉",
        amount=case.figures.price(case.number("after")),
        title=case.texts(
            "card-price-up" if case.bullish else "card-price-down", symbol=case.symbol
        ),
        line=case.texts(
            "card-price-line", level=written, before=case.figures.price(case.number("before"))
        ),
        side=side_of(case),
        price=case.number("after"),
        spot=Spot(low=level, high=level, words=case.texts("card-level", level=written)),
    )


def _level(case: Case) -> float:
    return case.level or case.number("level")


CROSSINGS: dict[str, Tell] = {"price_crossed": tell}
