"""A new rule for fair value gaps: market, candles and side on one screen."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.views import new_rule, rules
from bot.views.screens import Screen
from bot.views.taps import GapOf, Go, NewGap
from bot.views.texts import Texts
from usecases.add_rule import AddRule
from usecases.markets import main_market
from usecases.register_user import Person

COMMAND = None


def router() -> Router:
    """The choices, and Save."""
    routes = Router(name="new_gap")
    routes.callback_query.filter(F.message.chat.type == "private")
    routes.callback_query.register(begin, F.data == Go(place="fvg").pack())
    routes.callback_query.register(choose, F.data.func(GapOf.read).as_("tap"))
    routes.callback_query.register(save, F.data.func(NewGap.read).as_("tap"))
    return routes


async def begin(_query: CallbackQuery, texts: Texts, symbols: Sequence[str]) -> Screen:
    """The usual choice, to be changed."""
    usual = GapOf(symbol=main_market(symbols), timeframe="15m", side="any")
    return new_rule.gap(texts, symbols, usual)


async def choose(_query: CallbackQuery, tap: GapOf, texts: Texts, symbols: Sequence[str]) -> Screen:
    """One of the choices was changed."""
    return new_rule.gap(texts, symbols, tap)


async def save(
    _query: CallbackQuery, tap: NewGap, person: Person, texts: Texts, add_rule: AddRule
) -> Screen:
    """The rule is made."""
    form: dict[str, object] = {"kind": "fair_value_gap", **tap.model_dump()}
    return rules.saved(texts, await add_rule(person, form))
