"""Whether the machine is well."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.views import menu
from bot.views import status as page
from bot.views.screens import Screen
from bot.views.taps import Go
from bot.views.texts import Texts
from usecases.status import Status

COMMAND = menu.Command(name="status", words="command-status")


def router() -> Router:
    """``/status`` and its Refresh."""
    routes = Router(name="status")
    routes.message.register(show, Command(COMMAND.name))
    routes.callback_query.register(show, F.data == Go(place="status").pack())
    return routes


async def show(_event: Message | CallbackQuery, texts: Texts, status: Status) -> Screen:
    """Feeds, gaps, and what is under way."""
    return page.status(texts, await status())
