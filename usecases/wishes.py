"""A wish in one line, read as a condition: ``whale 500``, ``ETHUSDT crosses 3500``.

The grammar is words in any order: one says the kind (or none does, when a symbol and a price say
enough), one names the symbol, one is the number. Fill words are passed over.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from pydantic import ValidationError

from core.conditions import (
    CONDITIONS,
    Condition,
    FairValueGapCondition,
)
from core.errors import RefusedError
from core.market import Timeframe
from usecases.amounts import read_amount
from usecases.markets import main_market, unknown_market

Kind = Literal["transfer", "price", "fvg"]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("whale", "whales", "transfer", "transfers", "coins", "🐋"), "transfer"),
    **dict.fromkeys(("price", "crosses", "cross", "crossing", "hits", "reaches"), "price"),
    **dict.fromkeys(("fvg", "fvgs", "gap", "imbalance"), "fvg"),
}
_FILL_WORDS = frozenset(
    re.findall(
        r"\S+",
        "a above an and at below by ether fair for in level me more of on over tell than the to "
        "under value when > >= ≥ = + -",
    )
)
_DOLLARS = frozenset({"$", "usd", "usdt", "usdc", "dollar", "dollars"})
_SIDES: dict[str, Literal["bullish", "bearish", "any"]] = {
    **dict.fromkeys(("bullish", "bull", "up"), "bullish"),
    **dict.fromkeys(("bearish", "bear", "down"), "bearish"),
    **dict.fromkeys(("any", "both", "either"), "any"),
}
_TIMEFRAMES: dict[str, Timeframe] = {frame: frame for frame in get_args(Timeframe)}
_SYMBOL = re.compile(r"[A-Z0-9]{3,24}")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
# "500 ETH" counts coins; "ETH 500" names a price.
_COINS = re.compile(r"(?<=[\dkm])\s?eth\b", re.IGNORECASE)
_LONGEST_WISH = 200


@dataclass(slots=True)
class _Heard:
    """What the words said so far."""

    kind: Kind | None = None
    symbol: str | None = None
    amount: float | None = None
    timeframe: Timeframe | None = None
    side: Literal["bullish", "bearish", "any"] | None = None
    in_dollars: bool = False


def read_wish(text: str, symbols: Sequence[str]) -> Condition:
    """The condition that a line asks for.

    ``symbols`` are the instruments we follow; the first is taken where a chart pattern was asked
    for and none is named.

    Raises
    ------
    RefusedError
        If the line makes no sense; the text shows a line that would.

    >>> read_wish("transfers over 1.5k ETH", ["ETHUSDT"]).min_eth
    1500.0
    >>> read_wish("ETHUSDT crosses 3,500", ["ETHUSDT"]).level
    3500.0
    """
    heard = _Heard()
    line = _COINS.sub(" coins", _GROUPED.sub("", text[:_LONGEST_WISH]))
    for word in line.split():
        _hear(heard, word, symbols)
    return _condition(heard, symbols)


def read_symbol(word: str, symbols: Sequence[str]) -> str | None:
    """The instrument that a word names; ``eth`` is enough for ETHUSDT.

    >>> read_symbol("eth", ["ETHUSDT", "BTCUSDT"]), read_symbol("doge", ["ETHUSDT"])
    ('ETHUSDT', None)
    """
    wanted = word.upper().replace("/", "").replace("-", "").removeprefix("BYBIT:")
    return next((symbol for symbol in symbols if wanted in {symbol, _base(symbol)}), None)


def wanted_market(words: str, symbols: Sequence[str]) -> str:
    """The instrument that the first word names, or the main one where nobody says.

    >>> wanted_market("btc now", ["ETHUSDT", "BTCUSDT"]), wanted_market("", ["ETHUSDT"])
    ('BTCUSDT', 'ETHUSDT')

    Raises
    ------
    RefusedError
        If that market is not followed, or none is.
    """
    if not words.split():
        return main_market(symbols)
    word = words.split(maxsplit=1)[0]
    symbol = read_symbol(word, symbols)
    if symbol is None:
        raise unknown_market(word.upper(), symbols)
    return symbol


def checked(condition: dict[str, object]) -> Condition:
    """A condition from a form's fields.

    Raises
    ------
    RefusedError
        If a number is outside of what the condition allows.
    """
    try:
        return CONDITIONS.validate_python(condition)
    except ValidationError as error:
        field = error.errors()[0]["loc"][-1]
        key = {"min_eth": "refused-amount-range", "level": "refused-level-range"}
        raise RefusedError(key.get(str(field), "refused-wish")) from error


def _hear(heard: _Heard, raw: str, symbols: Sequence[str]) -> None:
    word = raw.strip(",;!?").lower()
    heard.in_dollars |= word.startswith("$") or word in _DOLLARS
    if word in _KINDS:
        heard.kind = heard.kind or _KINDS[word]
    elif word in _TIMEFRAMES:
        heard.timeframe = _TIMEFRAMES[word]
    elif word in _SIDES:
        heard.side = _SIDES[word]
    elif (amount := read_amount(word.removeprefix(">"))) is not None:
        _hear_amount(heard, raw, amount)
    elif word and word not in _FILL_WORDS | _DOLLARS:
        _hear_symbol(heard, word, symbols)


def _hear_amount(heard: _Heard, raw: str, amount: float) -> None:
    if heard.amount is not None:
        raise RefusedError("refused-two-numbers", second=raw)
    heard.amount = amount


def _hear_symbol(heard: _Heard, word: str, symbols: Sequence[str]) -> None:
    symbol = read_symbol(word, symbols)
    if symbol is None:
        if _SYMBOL.fullmatch(word.upper()) and word.upper().endswith(("USDT", "USDC", "USD")):
            raise unknown_market(word.upper(), symbols)
        raise RefusedError("refused-word", word=word)
    heard.symbol = symbol


def _condition(heard: _Heard, symbols: Sequence[str]) -> Condition:
    kind = heard.kind
    if kind is None and heard.symbol and heard.amount is not None:
        kind = "price"
    if kind == "transfer":
        return _transfer(heard)
    if kind == "price":
        return _price(heard)
    if kind == "fvg":
        return _fair_value_gap(heard, symbols)
    raise RefusedError("refused-wish")


def _transfer(heard: _Heard) -> Condition:
    if heard.amount is None:
        raise RefusedError("refused-no-amount")
    if heard.in_dollars:
        raise RefusedError("refused-dollars")
    return checked({"kind": "transfer", "min_eth": heard.amount})


def _price(heard: _Heard) -> Condition:
    if heard.symbol is None or heard.amount is None:
        raise RefusedError("refused-no-level")
    return checked({"kind": "price_cross", "symbol": heard.symbol, "level": heard.amount})


def _fair_value_gap(heard: _Heard, symbols: Sequence[str]) -> Condition:
    return FairValueGapCondition(
        symbol=heard.symbol or main_market(symbols),
        timeframe=heard.timeframe or "15m",
        side=heard.side or "any",
    )


def _base(symbol: str) -> str:
    return symbol.removesuffix("USDT").removesuffix("USDC").removesuffix("USD")
