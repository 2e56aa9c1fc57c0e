"""What the bot can do, read off its own list of commands."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.views import menu
from bot.views.screens import Screen
from bot.views.taps import Go
from bot.views.texts import Texts

COMMAND = menu.Command(name="help", words="command-help")


def router() -> Router:
    """``/help``, and the button of the same name."""
    routes = Router(name="help")
    routes.message.register(show, Command(COMMAND.name))
    routes.callback_query.register(show, F.data == Go(place="help").pack())
    return routes


async def show(
    _event: Message | CallbackQuery, texts: Texts, commands: Sequence[menu.Command]
) -> Screen:
    """Every command with its words."""
    return menu.help_page(texts, commands)
