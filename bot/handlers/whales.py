"""The newest transfers."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.views import menu
from bot.views.screens import Screen
from bot.views.taps import Whales
from bot.views.texts import Texts
from bot.views.whales import whales
from usecases.recent_transfers import TransferNews
from usecases.transfer_question import TransferQuestion, read_question

COMMAND = menu.Command(name="whales", words="command-whales")


def router() -> Router:
    """``/whales`` with or without an amount, a coin and a chain, and its chips."""
    routes = Router(name="whales")
    routes.message.register(show, Command(COMMAND.name))
    routes.callback_query.register(again, F.data.func(Whales.read).as_("tap"))
    return routes


async def show(
    _message: Message, command: CommandObject, texts: Texts, transfer_news: TransferNews
) -> Screen:
    """The newest ones that the words ask for."""
    asked = read_question(command.args or "")
    return whales(texts, await transfer_news(asked), asked)


async def again(
    _query: CallbackQuery, tap: Whales, texts: Texts, transfer_news: TransferNews
) -> Screen:
    """Another size or coin, or the same once more."""
    asked = TransferQuestion(coin=tap.coin, least=tap.least, chain=tap.chain)
    return whales(texts, await transfer_news(asked), asked)
