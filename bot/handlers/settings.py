"""How a person wants pictures: all of it on one screen, colours and numbers chosen at once."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.pictures.looks import LANGUAGES, chosen_of, example_of
from bot.views import menu
from bot.views import settings as page
from bot.views.screens import Screen
from bot.views.taps import Go, Prefer
from bot.views.texts import Texts
from core.ports import Clock
from usecases.change_look import ChangeLook, Choice, Numbers, Theme, Zone
from usecases.register_user import Person

COMMAND = menu.Command(name="settings", words="command-settings")


def router() -> Router:
    """``/settings``, its way back, and every choice that is a tap."""
    routes = Router(name="settings")
    routes.callback_query.filter(F.message.chat.type == "private")
    routes.message.register(show, Command(COMMAND.name), F.chat.type == "private")
    routes.callback_query.register(show, F.data == Go(place="settings").pack())
    routes.callback_query.register(languages, F.data == Go(place="numbers").pack())
    routes.callback_query.register(prefer, F.data.func(Prefer.read).as_("tap"))
    return routes


async def show(
    _event: Message | CallbackQuery,
    person: Person,
    texts: Texts,
    symbols: Sequence[str],
    clock: Clock,
) -> Screen:
    """What is chosen, and what can be."""
    chosen = chosen_of(person.user, clock.now_ns())
    return page.home(texts, chosen, next(iter(symbols), None))


async def languages(_query: CallbackQuery, person: Person, texts: Texts, clock: Clock) -> Screen:
    """Ask for the language of numbers."""
    examples = {language: example_of(language) for language in LANGUAGES}
    return page.numbers(texts, chosen_of(person.user, clock.now_ns()), examples)


async def prefer(
    _query: CallbackQuery,
    *,
    tap: Prefer,
    person: Person,
    texts: Texts,
    symbols: Sequence[str],
    change_look: ChangeLook,
    clock: Clock,
) -> Screen:
    """It is so from now on, and the screen says so."""
    person = await change_look(person, _choice(tap))
    chosen = chosen_of(person.user, clock.now_ns())
    return page.changed(texts, chosen, tap.what, next(iter(symbols), None))


def _choice(tap: Prefer) -> Choice:
    match tap.what:
        case "theme":
            return Theme(tap.value)
        case "zone":
            return Zone(tap.value)
        case "numbers":
            return Numbers(tap.value or None)
