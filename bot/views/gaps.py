"""Topics and holes of the feeds in human words."""

import re

from bot.views import numbers
from bot.views.html import Html, moment
from bot.views.texts import Texts
from core.time_units import SECOND_NS
from usecases.status import Interruption

_LONGEST_WHY = 70
# Bybit's topics end with the symbol; what stands between is a depth or an interval.
_OF_SYMBOLS = {
    "orderbook": "topic-book",
    "publicTrade": "topic-trades",
    "tickers": "topic-ticker",
    "kline": "topic-candles",
    "allLiquidation": "topic-liquidations",
}
_OF_SOURCES = {
    "rest": "topic-rest",
    "newHeads": "topic-blocks",
    "blocks": "topic-blocks",
    "internal": "topic-internal",
    "receipts": "topic-receipts",
    "mined": "topic-mined",
    "pending": "topic-pending",
    "finality": "topic-finality",
    "gas": "topic-gas",
}
_MISSING = re.compile(r"update id (\d+) came where (\d+) was due")


def topic(texts: Texts, name: str) -> Html:
    """What a topic is about; one that we have no words for is called as its source calls it.

    >>> from bot.views.texts import texts
    >>> topic(texts("en"), "orderbook.50.ETHUSDT"), topic(texts("en"), "newHeads")
    ('order book ETHUSDT, 50 levels', 'new blocks')
    """
    family, _, rest = name.partition(".")
    if rest and family in _OF_SYMBOLS:
        part, _, symbol = rest.rpartition(".")
        return texts(_OF_SYMBOLS[family], symbol=symbol, part=part)
    if name in _OF_SOURCES:
        return texts(_OF_SOURCES[name])
    return texts("topic-other", name=name)


def interruption(texts: Texts, one: Interruption) -> Html:
    """When, what, why, and how long until it was whole again."""
    return texts(
        "gap-line",
        time=moment(one.since_ns, "t"),
        what=_what(texts, one),
        why=_reason(texts, one.reason),
        end=_end(texts, one),
    )


def _what(texts: Texts, one: Interruption) -> Html:
    source = one.source.capitalize()
    if not one.topics:
        return texts("gap-of-all", source=source)
    if len(one.topics) > 1:
        return texts("gap-of-some", source=source, count=len(one.topics))
    name = one.topics[0]
    words = topic(texts, name)
    # A symbol says whose it is; "new blocks" could be any chain's.
    return texts("gap-of-one", source=source, topic=words) if name in _OF_SOURCES else words


def _reason(texts: Texts, why: str) -> Html:
    """Why, without the numbers that only the ledger needs."""
    missing = _MISSING.search(why)
    if missing and int(missing[1]) > int(missing[2]):
        return texts("gap-missing", count=int(missing[1]) - int(missing[2]))
    if missing:
        return texts("gap-order")
    if "connection" in why:
        return texts("gap-connection")
    return texts("gap-why", why=why if len(why) <= _LONGEST_WHY else f"{why[:_LONGEST_WHY]}…")


def _end(texts: Texts, one: Interruption) -> Html:
    if one.until_ns is None:
        return texts("gap-open")
    lasted = max(one.until_ns - one.since_ns, 0) / SECOND_NS
    return texts("gap-healed", lasted=numbers.pause(lasted))
