"""A picture of the market's structure."""

from collections.abc import Sequence
from functools import partial
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
_DETAIL = "detail"
_TIMEFRAMES: dict[str, Timeframe] = {frame: frame for frame in get_args(Timeframe)}


def router() -> Router:
    """``/smc`` with or without symbol, candles and "detail", its chips and Refresh."""
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
    asked = _wanted(command.args or "", symbols)
    return await _photo(texts, asked, look, read_structure, studio)


async def again(
    _query: CallbackQuery,
    tap: Structure,
    texts: Texts,
    read_structure: ReadStructure,
    studio: Studio,
    look: Look,
) -> Photo:
    """Other candles, more or less of them, or the same once more."""
    return await _photo(texts, tap, look, read_structure, studio)


def _wanted(args: str, symbols: Sequence[str]) -> Structure:
    symbol, timeframe, detail = main_market(symbols), _TIMEFRAMES["15m"], False
    for word in args.split():
        if word.lower() in _TIMEFRAMES:
            timeframe = _TIMEFRAMES[word.lower()]
        elif word.lower() == _DETAIL:
            detail = True
        elif named := read_symbol(word, symbols):
            symbol = named
        elif word[0].isdigit():
            known = ", ".join(_TIMEFRAMES)
            raise RefusedError("refused-timeframe", text=word, known=known, symbol=symbol)
        else:
            raise unknown_market(word.upper(), symbols)
    return Structure(symbol=symbol, timeframe=timeframe, detail=detail)


async def _photo(
    texts: Texts,
    asked: Structure,
    look: Look,
    read_structure: ReadStructure,
    studio: Studio,
) -> Photo:
    # Each of the two is a picture of its own to whoever else asks for it.
    kind = f"smc {_DETAIL}" if asked.detail else "smc"
    painting = await studio(
        Order(kind=kind, symbol=asked.symbol, span=asked.timeframe, look=look),
        read=lambda: read_structure(asked.symbol, asked.timeframe),
        build=partial(structure.scene, detail=asked.detail),
    )
    return painting.photo(
        f"structure-{asked.symbol}-{asked.timeframe}",
        market.structure_caption(texts, painting.words),
        market.structure_rows(texts, asked),
    )
