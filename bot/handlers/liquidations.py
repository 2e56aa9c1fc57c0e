"""A picture of where positions would be closed by force."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.charts import Look
from bot.pictures import liquidation_map
from bot.pictures.studio import Order, Studio
from bot.views import market, menu
from bot.views.screens import Photo
from bot.views.taps import LiquidationMap
from bot.views.texts import Texts
from usecases.read_liquidation_map import ReadLiquidationMap
from usecases.wishes import wanted_market

COMMAND = menu.Command(name="liqmap", words="command-liqmap")

_SLOW = {"picture": True}


def router() -> Router:
    """``/liqmap`` with or without a symbol, and Refresh."""
    routes = Router(name="liquidations")
    routes.message.register(show, Command(COMMAND.name), flags=_SLOW)
    routes.callback_query.register(again, F.data.func(LiquidationMap.read).as_("tap"), flags=_SLOW)
    return routes


async def show(
    _message: Message,
    *,
    command: CommandObject,
    texts: Texts,
    symbols: Sequence[str],
    read_liquidation_map: ReadLiquidationMap,
    studio: Studio,
    look: Look,
) -> Photo:
    """The newest map of the wanted market, or of the main one."""
    symbol = wanted_market(command.args or "", symbols)
    return await _photo(texts, symbol, read_liquidation_map, studio, look)


async def again(
    _query: CallbackQuery,
    tap: LiquidationMap,
    texts: Texts,
    read_liquidation_map: ReadLiquidationMap,
    studio: Studio,
    look: Look,
) -> Photo:
    """The same once more."""
    return await _photo(texts, tap.symbol, read_liquidation_map, studio, look)


async def _photo(
    texts: Texts,
    symbol: str,
    read_liquidation_map: ReadLiquidationMap,
    studio: Studio,
    look: Look,
) -> Photo:
    painting = await studio(
        Order(kind="liqmap", symbol=symbol, span="", look=look),
        read=lambda: read_liquidation_map(symbol),
        build=liquidation_map.scene,
    )
    return painting.photo(
        f"liquidation-map-{symbol}",
        market.liquidation_map_caption(texts, painting.words),
        market.liquidation_map_rows(texts, symbol),
    )
