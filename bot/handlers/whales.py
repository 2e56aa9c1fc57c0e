"""The newest big transfers."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.views import market, menu
from bot.views.screens import Screen
from bot.views.taps import Whales
from bot.views.texts import Texts
from usecases.recent_transfers import RecentTransfers, read_smallest

COMMAND = menu.Command(name="whales", words="command-whales")


def router() -> Router:
    """``/whales`` with or without a smallest amount, and its chips."""
    routes = Router(name="whales")
    routes.message.register(show, Command(COMMAND.name))
    routes.callback_query.register(again, F.data.func(Whales.read).as_("tap"))
    return routes


async def show(
    _message: Message, command: CommandObject, texts: Texts, recent_transfers: RecentTransfers
) -> Screen:
    """The newest ones from the wanted size on."""
    least = read_smallest(command.args or "")
    return market.whales(texts, await recent_transfers(least), least)


async def again(
    _query: CallbackQuery, tap: Whales, texts: Texts, recent_transfers: RecentTransfers
) -> Screen:
    """Another size, or the same once more."""
    return market.whales(texts, await recent_transfers(tap.least), tap.least)
