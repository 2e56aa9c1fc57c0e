"""The screens on which a rule is made. One message, edited in place from step to step."""

from collections.abc import Sequence
from typing import Literal, get_args

from bot.views import numbers
from bot.views.chips import choice, grid
from bot.views.menu import way_back
from bot.views.screens import Button, Screen
from bot.views.taps import GapOf, Go, NewGap, NewPrice, NewWhale, PriceOf, TypeIt
from bot.views.texts import Texts
from core.market import Timeframe

WHALES_ETH = (100.0, 250.0, 500.0, 1000.0, 5000.0)
AWAY_PERCENT = (-0.5, 0.5, -1.0, 1.0, -2.0, 2.0)

_SIGNIFICANT = 5
_WIDE = 3
# A price and its distance do not fit on a third of a phone's width.
_NARROW = 2
_SIDES: dict[Literal["any", "bullish", "bearish"], str] = {
    "any": "button-side-any",
    "bullish": "button-side-bullish",
    "bearish": "button-side-bearish",
}


def kinds(texts: Texts) -> Screen:
    """Asks what shall be watched."""
    return Screen(
        text=texts("new-kind"),
        rows=(
            (
                Button(texts("button-kind-whale"), tap=Go(place="whale").pack()),
                Button(texts("button-kind-price"), tap=Go(place="price").pack()),
            ),
            (
                Button(texts("button-kind-fvg"), tap=Go(place="fvg").pack()),
                Button(texts("button-kind-events"), tap=Go(place="events").pack()),
            ),
            way_back(texts, Go(place="home")),
        ),
    )


def whale(texts: Texts) -> Screen:
    """Asks how big a transfer must be."""
    chips = [Button(numbers.eth(eth), tap=NewWhale(eth=eth).pack()) for eth in WHALES_ETH]
    typed = Button(texts("button-type-number"), tap=TypeIt(what="whale").pack())
    return Screen(
        text=texts("new-whale"),
        rows=(*grid([*chips, typed], _WIDE), way_back(texts, Go(place="new"))),
    )


def type_whale(texts: Texts) -> Screen:
    """Waiting for an amount of ETH."""
    return Screen(text=texts("type-whale"), rows=(way_back(texts, Go(place="whale")),))


def price(texts: Texts, symbols: Sequence[str]) -> Screen:
    """Asks of which market."""
    chips = [Button(symbol, tap=PriceOf(symbol=symbol).pack()) for symbol in symbols]
    return Screen(
        text=texts("new-price"), rows=(*grid(chips, _WIDE), way_back(texts, Go(place="new")))
    )


def level(texts: Texts, symbol: str, last: float | None) -> Screen:
    """Asks at which price. Chips stand around the last one; without one, it can be typed."""
    typed = Button(texts("button-type-number"), tap=TypeIt(what="price", symbol=symbol).pack())
    back = way_back(texts, Go(place="price"))
    if last is None:
        return Screen(text=texts("new-level-unknown", symbol=symbol), rows=((typed,), back))
    chips = [_level_chip(texts, symbol, last, away) for away in AWAY_PERCENT]
    return Screen(
        text=texts("new-level", symbol=symbol, last=numbers.price(last)),
        rows=(*grid(chips, _NARROW), (typed,), back),
    )


def type_price(texts: Texts, symbol: str, last: float | None) -> Screen:
    """Waiting for a price."""
    example = numbers.price(rounded(last)) if last else "3,500"
    return Screen(
        text=texts("type-price", symbol=symbol, example=example),
        rows=(way_back(texts, PriceOf(symbol=symbol)),),
    )


def gap(
    texts: Texts,
    symbols: Sequence[str],
    chosen: GapOf,
) -> Screen:
    """Asks which market, candles and side. What is chosen is marked, Save keeps it."""
    sides = [choice(texts, texts(key), chosen, {"side": side}) for side, key in _SIDES.items()]
    frames = [choice(texts, frame, chosen, {"timeframe": frame}) for frame in get_args(Timeframe)]
    markets = [choice(texts, symbol, chosen, {"symbol": symbol}) for symbol in symbols]
    save = Button(texts("button-save"), tap=NewGap(**chosen.model_dump()).pack(), style="success")
    return Screen(
        text=texts("new-fvg", symbol=chosen.symbol),
        rows=(
            *(grid(markets, _WIDE) if len(symbols) > 1 else ()),
            *grid(frames, _WIDE),
            tuple(sides),
            (save,),
            way_back(texts, Go(place="new")),
        ),
    )


def rounded(value: float) -> float:
    """A price as people name it: to five significant digits.

    >>> rounded(3512.437), rounded(98123.4), rounded(0.000012345678)
    (3512.4, 98123.0, 1.2346e-05)
    """
    return float(f"{value:.{_SIGNIFICANT}g}")


def _level_chip(texts: Texts, symbol: str, last: float, away: float) -> Button:
    wanted = rounded(last * (1 + away / 100))
    label = texts("button-level", away=numbers.percent(away), level=numbers.price(wanted))
    return Button(label, tap=NewPrice(symbol=symbol, level=wanted).pack())
