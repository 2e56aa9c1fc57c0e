"""A new rule for whale transfers: a chip, or a typed number."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.views import new_rule, rules
from bot.views.screens import Screen
from bot.views.taps import Go, NewWhale, TypeIt
from bot.views.texts import Texts
from core.errors import RefusedError
from usecases.add_rule import AddRule
from usecases.amounts import read_amount
from usecases.register_user import Person

COMMAND = None


class Typing(StatesGroup):
    """What is waited for."""

    eth = State()


def router() -> Router:
    """The chips, and the number that is typed instead."""
    routes = Router(name="new_whale")
    routes.callback_query.filter(F.message.chat.type == "private")
    chip = F.data.func(NewWhale.read).as_("tap")
    routes.callback_query.register(sizes, F.data == Go(place="whale").pack())
    routes.callback_query.register(save, chip)
    routes.callback_query.register(ask, F.data == TypeIt(what="whale").pack())
    routes.message.register(typed, Typing.eth, F.text)
    return routes


async def sizes(_query: CallbackQuery, texts: Texts) -> Screen:
    """Ask how big a transfer must be."""
    return new_rule.whale(texts)


async def save(
    _query: CallbackQuery, tap: NewWhale, person: Person, texts: Texts, add_rule: AddRule
) -> Screen:
    """The size was chosen: the rule is made."""
    return rules.saved(texts, await add_rule(person, {"kind": "transfer", "min_eth": tap.eth}))


async def ask(query: CallbackQuery, state: FSMContext, texts: Texts) -> Screen:
    """Wait for a number; remember the message that asked for it."""
    await state.set_state(Typing.eth)
    await state.set_data({"asked_in": query.message.message_id if query.message else None})
    return new_rule.type_whale(texts)


async def typed(
    message: Message, state: FSMContext, person: Person, texts: Texts, add_rule: AddRule
) -> Screen:
    """A number came: the rule is made. What is no number leaves the question open."""
    amount = read_amount((message.text or "").lower().removesuffix("eth"))
    if amount is None:
        raise RefusedError("refused-number")
    rule = await add_rule(person, {"kind": "transfer", "min_eth": amount})
    asked_in = await state.get_value("asked_in")
    await state.clear()
    return rules.saved(texts, rule, closes=asked_in)
