"""An alert as a message: one file for each kind of detection, and this list.

A message stands alone, with the most important number first, and ends with the id of its notice
(its first eight digits, a hashtag that Telegram can search) and the rule that wanted it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.views import conditions
from bot.views.alerts import fair_value_gap, price_crossed, transfer
from bot.views.html import Html
from bot.views.screens import Button, Rows
from bot.views.taps import OnRule
from bot.views.texts import Texts
from core.alerts import Due
from core.detection import Detection

TAG_DIGITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertKind:
    """How one kind of detection is told.

    ``write`` gives the lines above the tag; its last argument is the dollar price of one coin at
    the time, or None. ``buttons`` are the detection's own, above those of the rule.
    """

    write: Callable[[Texts, Detection, float | None], Html]
    buttons: Callable[[Texts, Detection], tuple[Button, ...]]


KINDS: dict[str, AlertKind] = {
    "transfer": AlertKind(write=transfer.write, buttons=transfer.buttons),
    "price_crossed": AlertKind(write=price_crossed.write, buttons=price_crossed.buttons),
    "fvg": AlertKind(write=fair_value_gap.write, buttons=fair_value_gap.buttons),
}


def text(texts: Texts, due: Due, coin_usd: float | None) -> Html:
    """The whole message of a notice."""
    lines = [KINDS[due.detection.kind].write(texts, due.detection, coin_usd)]
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
    own = KINDS[due.detection.kind].buttons(texts, due.detection)
    tap = OnRule(rule=due.rule.id, do="open").pack()
    rule = Button(texts("button-rule", rule=str(due.rule.id)), tap=tap)
    return (own, (rule,)) if own else ((rule,),)


__all__ = ["KINDS", "TAG_DIGITS", "AlertKind", "rows", "text"]
