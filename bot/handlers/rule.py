"""One rule: its card, and the buttons on it and under its alerts."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.views import rules
from bot.views.html import Html
from bot.views.screens import Screen
from bot.views.taps import OnRule
from bot.views.texts import Texts
from core.alerts import Rule, RuleId
from usecases.change_rule import Change, ChangeRule, Cooldown, Pause, Remove, Resume
from usecases.list_rules import ListRules
from usecases.register_user import Person

COMMAND = None


def router() -> Router:
    """Every tap on a rule's card, and the rule's button under an alert."""
    routes = Router(name="rule")
    routes.callback_query.filter(F.message.chat.type == "private")
    tap = F.data.func(OnRule.read).as_("tap")
    routes.callback_query.register(look, tap, F.data.regexp(r":(show|open|ask):\d+$"))
    routes.callback_query.register(remove, tap, F.data.regexp(r":remove:\d+$"))
    routes.callback_query.register(change, tap, F.data.startswith(OnRule.name))
    return routes


async def look(
    _query: CallbackQuery, tap: OnRule, person: Person, texts: Texts, list_rules: ListRules
) -> Screen:
    """The card; from an alert as a new message, because the alert stays."""
    record = await list_rules.one(person, RuleId(tap.rule))
    if tap.do == "ask":
        return rules.remove(texts, record.rule)
    return rules.card(texts, record, fresh=tap.do == "open")


async def remove(
    _query: CallbackQuery,
    *,
    tap: OnRule,
    person: Person,
    texts: Texts,
    change_rule: ChangeRule,
    list_rules: ListRules,
    symbols: Sequence[str],
) -> Screen:
    """Gone; what is left is shown."""
    rule = await change_rule(person, RuleId(tap.rule), Remove())
    toast = rules.removed(texts, rule)
    return rules.listed(texts, await list_rules(person), 0, next(iter(symbols), None), toast=toast)


async def change(
    _query: CallbackQuery,
    *,
    tap: OnRule,
    person: Person,
    texts: Texts,
    change_rule: ChangeRule,
    list_rules: ListRules,
) -> Screen:
    """Pause, resume, or another cooldown; the card shows it."""
    wanted: Change = Cooldown(tap.value)
    if tap.do != "cool":
        wanted = Pause() if tap.do == "pause" else Resume()
    rule = await change_rule(person, RuleId(tap.rule), wanted)
    record = await list_rules.one(person, rule.id)
    return rules.card(texts, record, toast=_said(texts, tap, rule))


def _said(texts: Texts, tap: OnRule, rule: Rule) -> Html:
    return rules.rests(texts, rule) if tap.do == "cool" else rules.paused(texts, rule)
