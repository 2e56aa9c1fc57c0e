"""Coming in: the first screen, and the way back to it."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from bot.pictures.looks import chosen_of
from bot.views import menu, new_rule, settings
from bot.views.screens import Screen
from bot.views.taps import Go
from bot.views.texts import Texts
from core.ports import Clock
from usecases.register_user import Person

COMMAND = menu.Command(name="start", words="command-start")


def router() -> Router:
    """``/start`` and every Back that leads home."""
    routes = Router(name="start")
    routes.callback_query.filter(F.message.chat.type == "private")
    routes.message.register(welcome, CommandStart(), F.chat.type == "private")
    routes.callback_query.register(home, F.data == Go(place="home").pack())
    return routes


async def welcome(
    _message: Message,
    *,
    command: CommandObject,
    person: Person,
    texts: Texts,
    symbols: Sequence[str],
    clock: Clock,
) -> Screen:
    """The person is known from now on (see the middleware); say what this is.

    Who comes by the door of a group wanted a rule (``?start=alert``) or ``?start=settings``.
    """
    symbol = next(iter(symbols), None)
    match command.args:
        case "alert":
            return new_rule.kinds(texts)
        case "settings":
            return settings.home(texts, chosen_of(person.user, clock.now_ns()), symbol)
        case _:
            return menu.welcome(texts, symbol, person.user.name)


async def home(
    _query: CallbackQuery, person: Person, texts: Texts, symbols: Sequence[str]
) -> Screen:
    """The first screen, in place of the tapped one."""
    return menu.home(texts, next(iter(symbols), None), person.user.name)
