"""The feeds themselves: what comes late, what is away, what is back, and what is lost."""

from bot.views import chain
from bot.views.alerts.case import Case, Tell, Told, joined
from bot.views.html import Html, escape
from core.kinds import on_chain

_FAMILIES = {
    "*": "health-all",
    "orderbook": "health-orderbook",
    "trades": "health-trades",
    "publicTrade": "health-trades",
    "tickers": "health-tickers",
    "kline": "health-candles",
    "allLiquidation": "health-liquidations",
}


def _feed(case: Case) -> Html:
    """Which stream of what: ``order book of ETHUSDT, Bybit``."""
    subject = case.found.subject
    source = chain.title(case.text("source") or subject.partition(":")[0])
    family = _FAMILIES.get(case.text("family"))
    stream = case.texts(family) if family else escape(case.text("family"))
    if on_chain(subject) or subject == case.text("source"):
        return case.texts("health-of-chain", stream=stream, source=source)
    return case.texts("health-of", stream=stream, symbol=case.symbol, source=source)


def _late(case: Case) -> Told:
    return _told(case, "🐢", "health-late", case.number("delay_s"), case.texts("health-late-why"))


def _down(case: Case) -> Told:
    return _told(case, "🔌", "health-down", case.number("away_s"), escape(case.text("reason")))


def _back(case: Case) -> Told:
    if "delay_s" in case.found.numbers:
        return _told(case, "✅", "health-in-time", case.number("delay_s"), Html(""))
    return _told(
        case,
        "✅",
        "health-back",
        case.number("lasted_s"),
        case.texts("health-healed", healing=case.text("healing")),
    )


def _incomplete(case: Case) -> Told:
    lost = case.texts("health-lost", lost=case.text("lost"))
    return _told(case, "🕳", "health-incomplete", case.number("lasted_s"), lost)


def _told(case: Case, mark: str, title: str, seconds: float, why: Html) -> Told:
    return Told(
        mark=mark,
        amount=case.figures.pause(seconds),
        named=True,
        title=case.texts(title),
        line=joined(_feed(case), why),
        side="up" if mark == "✅" else "neutral",
    )


HEALTH: dict[str, Tell] = {
    "feed_late": _late,
    "feed_down": _down,
    "feed_back": _back,
    "feed_incomplete": _incomplete,
}
