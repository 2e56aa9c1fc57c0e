"""A condition in words: what stands behind ``rule 3:`` and in ``I will tell you when …``."""

from bot.views import chain, findings, numbers
from bot.views.html import Html
from bot.views.texts import Texts
from core.conditions import (
    Condition,
    FairValueGapCondition,
    FindingCondition,
    PriceCrossCondition,
    TransferCondition,
)

_GAP_NAMES = {"any": "rule-fvg-any", "bullish": "rule-fvg-bullish", "bearish": "rule-fvg-bearish"}
_GAP_PROMISES = {
    "any": "promise-fvg-any",
    "bullish": "promise-fvg-bullish",
    "bearish": "promise-fvg-bearish",
}


def name(texts: Texts, condition: Condition) -> Html:
    """A few words: ``transfers over 500 ETH``."""
    match condition:
        case TransferCondition():
            return texts(
                "rule-transfer",
                amount=numbers.eth(condition.min_eth),
                chain=chain.title(condition.chain),
            )
        case PriceCrossCondition():
            level = numbers.price(condition.level)
            return texts("rule-price", symbol=condition.symbol, level=level)
        case FairValueGapCondition():
            key = _GAP_NAMES[condition.side]
            return texts(key, symbol=condition.symbol, timeframe=condition.timeframe)
        case FindingCondition():
            return findings.name(texts, condition)


def promise(texts: Texts, condition: Condition) -> Html:
    """A sentence: what we will tell, and when."""
    match condition:
        case TransferCondition():
            return texts(
                "promise-transfer",
                amount=numbers.eth(condition.min_eth),
                chain=chain.title(condition.chain),
            )
        case PriceCrossCondition():
            level = numbers.price(condition.level)
            return texts("promise-price", symbol=condition.symbol, level=level)
        case FairValueGapCondition():
            key = _GAP_PROMISES[condition.side]
            return texts(key, symbol=condition.symbol, timeframe=condition.timeframe)
        case FindingCondition():
            return findings.promise(texts, condition)
