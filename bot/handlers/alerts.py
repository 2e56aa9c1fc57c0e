"""The rules a person has, and the buttons beside them."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.views import menu, rules
from bot.views.screens import Screen
from bot.views.taps import Go, InList
from bot.views.texts import Texts
from core.alerts import RuleId
from usecases.change_rule import Change, ChangeRule, Pause, Remove, Resume
from usecases.list_rules import ListRules
from usecases.register_user import Person

COMMAND = menu.Command(name="alerts", words="command-alerts")

_CHANGES: dict[str, Change] = {"pause": Pause(), "resume": Resume(), "remove": Remove()}


def router() -> Router:
    """``/alerts``, its pages and the buttons in its rows."""
    routes = Router(name="alerts")
    routes.callback_query.filter(F.message.chat.type == "private")
    tap = F.data.func(InList.read).as_("tap")
    routes.message.register(show, Command(COMMAND.name), F.chat.type == "private")
    routes.callback_query.register(show, F.data == Go(place="alerts").pack())
    routes.callback_query.register(turn, tap, F.data.startswith(InList.name))
    return routes


async def show(
    _event: Message | CallbackQuery,
    person: Person,
    texts: Texts,
    list_rules: ListRules,
    symbols: Sequence[str],
) -> Screen:
    """The first page."""
    return rules.listed(texts, await list_rules(person), 0, next(iter(symbols), None))


async def turn(
    _query: CallbackQuery,
    *,
    tap: InList,
    person: Person,
    texts: Texts,
    list_rules: ListRules,
    change_rule: ChangeRule,
    symbols: Sequence[str],
) -> Screen:
    """Another page, a changed rule, or the question before removal."""
    if tap.do == "ask":
        record = await list_rules.one(person, RuleId(tap.rule))
        return rules.remove(texts, record.rule, page=tap.page)
    toast = None
    if tap.do != "show":
        rule = await change_rule(person, RuleId(tap.rule), _CHANGES[tap.do])
        toast = rules.removed(texts, rule) if rule.removed else rules.paused(texts, rule)
    return rules.listed(
        texts, await list_rules(person), tap.page, next(iter(symbols), None), toast=toast
    )
