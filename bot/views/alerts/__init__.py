"""An alert as a message: one file for each family of detections, and this list.

A message stands alone, with the most important number first, and ends with the id of its notice
(its first eight digits, a hashtag that Telegram can search) and the rule that wanted it. The same
words stand on the card that goes with it (``bot.pictures.alert_card``).
"""

from collections.abc import Callable, Mapping
from typing import Final

from bot.views import conditions
from bot.views.alerts import price_crossed, transfer
from bot.views.alerts.breaks import BREAKS
from bot.views.alerts.case import Case, Spot, Tell, Told, message
from bot.views.alerts.derivatives import DERIVATIVES
from bot.views.alerts.health import HEALTH
from bot.views.alerts.levels import LEVELS
from bot.views.alerts.patterns import PATTERNS
from bot.views.alerts.pools import POOLS
from bot.views.alerts.price_crossed import CROSSINGS
from bot.views.alerts.taken_back import TAKEN_BACK
from bot.views.alerts.tape import TAPE
from bot.views.alerts.transfer import TRANSFERS
from bot.views.alerts.walls import WALLS
from bot.views.alerts.zones import ZONES
from bot.views.html import Html
from bot.views.screens import Button, Rows
from bot.views.taps import OnRule
from bot.views.texts import Texts
from core.alerts import Due
from core.kinds import on_chain

TAG_DIGITS = 8

OF_CHAINS: Final[Mapping[str, Tell]] = {**TRANSFERS, **PATTERNS, **TAKEN_BACK, **HEALTH}
"""How each kind of a chain is told."""
OF_MARKETS: Final[Mapping[str, Tell]] = {
    **CROSSINGS,
    **WALLS,
    **TAPE,
    **DERIVATIVES,
    **BREAKS,
    **ZONES,
    **POOLS,
    **LEVELS,
    **HEALTH,
}
"""How each kind of a market is told."""

_TEXTS: Final[Mapping[Tell, Callable[[Case], Html]]] = {
    **dict.fromkeys(TRANSFERS.values(), transfer.write),
    **dict.fromkeys(CROSSINGS.values(), price_crossed.write),
}
"""Those whose message is written otherwise than the rest."""


def told(case: Case) -> Told:
    """A detection in words.

    Raises
    ------
    KeyError
        There are no words for this kind.
    """
    return _tell_of(case)(case)


def text(texts: Texts, due: Due, price: float | None) -> Html:
    """The whole message of a notice; ``price`` is as in ``Case``."""
    case = Case(texts=texts, found=due.detection, price=price)
    write = _TEXTS.get(_tell_of(case))
    lines = [message(case, told(case)) if write is None else write(case)]
    if due.repeated:
        lines.append(texts("alert-repeated"))
    lines.append(
        texts(
            "alert-tag",
            tag=due.notice_id[:TAG_DIGITS],
            rule=str(due.rule.id),
            name=conditions.name(texts, due.rule.condition),
        )
    )
    return Html("\n".join(lines))


def rows(texts: Texts, due: Due) -> Rows:
    """The buttons under an alert: where to look closer, and the rule behind it."""
    case = Case(texts=texts, found=due.detection)
    own = transfer.buttons(case) if on_chain(due.detection.subject) else ()
    tap = OnRule(rule=due.rule.id, do="open").pack()
    rule = Button(texts("button-rule", rule=str(due.rule.id)), tap=tap)
    return (own, (rule,)) if own else ((rule,),)


def _tell_of(case: Case) -> Tell:
    kinds = OF_CHAINS if on_chain(case.found.subject) else OF_MARKETS
    return kinds[case.found.kind]


__all__ = ["OF_CHAINS", "OF_MARKETS", "TAG_DIGITS", "Case", "Spot", "Told", "rows", "text", "told"]
