"""A new rule in one line, or the first step of the dialogue."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.views import menu, new_rule, rules
from bot.views.screens import Screen
from bot.views.taps import Go
from bot.views.texts import Texts
from usecases.add_rule import AddRule
from usecases.register_user import Person

COMMAND = menu.Command(name="alert", words="command-alert")


def router() -> Router:
    """``/alert`` with or without words behind it."""
    routes = Router(name="alert")
    routes.callback_query.filter(F.message.chat.type == "private")
    routes.message.register(alert, Command(COMMAND.name), F.chat.type == "private")
    routes.callback_query.register(choose, F.data == Go(place="new").pack())
    return routes


async def alert(
    _message: Message, command: CommandObject, person: Person, texts: Texts, add_rule: AddRule
) -> Screen:
    """Save what the words ask for; without words, ask what shall be watched."""
    if not command.args:
        return new_rule.kinds(texts)
    return rules.saved(texts, await add_rule(person, command.args))


async def choose(_query: CallbackQuery, texts: Texts) -> Screen:
    """The first step, in place of the tapped message."""
    return new_rule.kinds(texts)
