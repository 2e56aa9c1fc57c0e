"""What detectors find, as people ask for it: names of kinds, and rules in words."""

from bot.views import chain, numbers
from bot.views.html import Html
from bot.views.texts import Texts
from core.conditions import FindingCondition
from core.kinds import INTERNAL

_SHORT = {"bos": "BOS", "choch": "CHoCH", "fvg": "FVG", "ote": "OTE"}


def called(kind: str) -> str:
    """A kind in the words of the trade, which are those of its name.

    >>> called("fvg_touched"), called("internal_choch"), called("large_trade")
    ('FVG touched', 'CHoCH (internal)', 'large trade')
    """
    inner = kind.startswith(INTERNAL)
    words = [_SHORT.get(word, word) for word in kind.removeprefix(INTERNAL).split("_")]
    return " ".join(words) + (" (internal)" if inner else "")


def name(texts: Texts, condition: FindingCondition) -> Html:
    """A few words: ``bullish order block on ETHUSDT 15m``."""
    return texts("rule-finding", what=_what(texts, condition), where=_where(condition))


def promise(texts: Texts, condition: FindingCondition) -> Html:
    """A sentence: what we will tell, and when."""
    return texts("promise-finding", what=_what(texts, condition), where=_where(condition))


def _what(texts: Texts, condition: FindingCondition) -> Html:
    thing = texts("told-sided", side=condition.side, what=called(condition.finding))
    if not condition.min_usd:
        return thing
    return texts("rule-finding-over", what=thing, usd=numbers.usd(condition.min_usd))


def _where(condition: FindingCondition) -> str:
    if condition.chain is not None:
        return chain.title(condition.chain)
    return f"{condition.symbol} {condition.timeframe or ''}".strip()
