"""Forget a question that waits for a typed answer."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.views import menu
from bot.views.screens import Screen
from bot.views.texts import Texts

COMMAND = menu.Command(name="cancel", words="command-cancel")


def router() -> Router:
    """``/cancel``, everywhere."""
    routes = Router(name="cancel")
    routes.message.register(cancel, Command(COMMAND.name))
    return routes


async def cancel(_message: Message, texts: Texts) -> Screen:
    """Say so; the middleware has forgotten the question, as it does before every command."""
    return Screen(text=texts("cancelled"), rows=(menu.way_back(texts),))
