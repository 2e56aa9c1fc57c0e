"""A picture of the market's structure."""

from collections.abc import Sequence
from typing import get_args

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.charts import Look
from bot.pictures import structure
from bot.pictures.studio import Order, Studio
from bot.views import market, menu
from bot.views.screens import Photo
from bot.views.taps import Structure
from bot.views.texts import Texts
from core.errors import RefusedError
from core.market import Timeframe
from usecases.markets import main_market, unknown_market
from usecases.read_structure import ReadStructure
from usecases.wishes import read_symbol

COMMAND = menu.Command(name="smc", words="command-smc")

_SLOW = {"picture": True}
_TIMEFRAMES: dict[str, Timeframe] = {frame: frame for frame in get_args(Timeframe)}


def router() -> Router:
    """``/smc`` with or without symbol and candles, its candle chips and Refresh."""
    routes = Router(name="smc")
    routes.message.register(show, Command(COMMAND.name), flags=_SLOW)
    routes.callback_query.register(again, F.data.func(Structure.read).as_("tap"), flags=_SLOW)
    return routes


async def show(
    _message: Message,
    *,
    command: CommandObject,
    texts: Texts,
    symbols: Sequence[str],
    read_structure: ReadStructure,
    studio: Studio,
    look: Look,
) -> Photo:
    """The wanted candles, or those of 15 minutes."""
    symbol, timeframe = _wanted(command.args or "", symbols)
    order = _order(symbol, timeframe, look)
    return await _photo(texts, order, timeframe, read_structure, studio)


async def again(
    _query: CallbackQuery,
    tap: Structure,
    texts: Texts,
    read_structure: ReadStructure,
    studio: Studio,
    look: Look,
) -> Photo:
    """Other candles, or the same once more."""
    order = _order(tap.symbol, tap.timeframe, look)
    return await _photo(texts, order, tap.timeframe, read_structure, studio)


def _wanted(args: str, symbols: Sequence[str]) -> tuple[str, Timeframe]:
    symbol, timeframe = main_market(symbols), _TIMEFRAMES["15m"]
    for word in args.split():
        if word.lower() in _TIMEFRAMES:
            timeframe = _TIMEFRAMES[word.lower()]
        elif named := read_symbol(word, symbols):
            symbol = named
        elif word[0].isdigit():
            known = ", ".join(_TIMEFRAMES)
            raise RefusedError("refused-timeframe", text=word, known=known, symbol=symbol)
        else:
            raise unknown_market(word.upper(), symbols)
    return symbol, timeframe


def _order(symbol: str, timeframe: Timeframe, look: Look) -> Order:
    return Order(kind="smc", symbol=symbol, span=timeframe, look=look)


async def _photo(
    texts: Texts,
    order: Order,
    timeframe: Timeframe,
    read_structure: ReadStructure,
    studio: Studio,
) -> Photo:
    painting = await studio(
        order, read=lambda: read_structure(order.symbol, timeframe), build=structure.scene
    )
    return painting.photo(
        f"structure-{order.symbol}-{timeframe}",
        market.structure_caption(texts, painting.words),
        market.structure_rows(texts, order.symbol, timeframe),
    )
