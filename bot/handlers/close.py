"""Taking a menu away."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.views.screens import Closed
from bot.views.taps import Close

COMMAND = None


def router() -> Router:
    """The Close button of every menu."""
    routes = Router(name="close")
    routes.callback_query.register(close, F.data == Close().pack())
    return routes


async def close(_query: CallbackQuery) -> Closed:
    """The message goes away."""
    return Closed()
