"""The time zone of a person's pictures: a part of the world and a city, or typed words."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.pictures.looks import chosen_of
from bot.views import settings as page
from bot.views import zones
from bot.views.screens import Screen
from bot.views.taps import Go, TypeIt, ZonesOf
from bot.views.texts import Texts
from core.ports import Clock
from usecases.change_look import ChangeLook, Zone
from usecases.register_user import Person

COMMAND = None


class Typing(StatesGroup):
    """What is waited for."""

    zone = State()


def router() -> Router:
    """Regions, their cities, and what is typed instead. A tapped city is a choice in settings."""
    routes = Router(name="time_zone")
    routes.callback_query.filter(F.message.chat.type == "private")
    routes.callback_query.register(regions, F.data == Go(place="zones").pack())
    routes.callback_query.register(cities, F.data.func(ZonesOf.read).as_("tap"))
    routes.callback_query.register(ask, F.data == TypeIt(what="zone").pack())
    routes.message.register(typed, Typing.zone, F.text)
    return routes


async def regions(_query: CallbackQuery, person: Person, texts: Texts, clock: Clock) -> Screen:
    """Ask in which part of the world."""
    return zones.zones(texts, chosen_of(person.user, clock.now_ns()).zone)


async def cities(
    _query: CallbackQuery, tap: ZonesOf, person: Person, texts: Texts, clock: Clock
) -> Screen:
    """Ask in which city."""
    now_ns = clock.now_ns()
    return zones.region(texts, tap.region, chosen_of(person.user, now_ns).zone, now_ns)


async def ask(query: CallbackQuery, state: FSMContext, texts: Texts) -> Screen:
    """Wait for the name of a place; remember the message that asked for it."""
    await state.set_state(Typing.zone)
    asked_in = query.message.message_id if query.message else None
    await state.set_data({"asked_in": asked_in})
    return zones.type_zone(texts)


async def typed(
    message: Message,
    *,
    state: FSMContext,
    person: Person,
    texts: Texts,
    symbols: Sequence[str],
    change_look: ChangeLook,
    clock: Clock,
) -> Screen:
    """A place came. What is none leaves the question open."""
    person = await change_look(person, Zone(message.text or ""))
    asked = await state.get_data()
    await state.clear()
    chosen = chosen_of(person.user, clock.now_ns())
    symbol = next(iter(symbols), None)
    return page.changed(texts, chosen, "zone", symbol, closes=asked["asked_in"])
