"""A picture of where liquidity rested in the order book."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.charts import Look
from bot.pictures import heatmap
from bot.pictures.studio import Order, Studio
from bot.views import market, menu
from bot.views.screens import Photo
from bot.views.taps import Heatmap
from bot.views.texts import Texts
from usecases.read_liquidity import ReadLiquidity
from usecases.wishes import wanted_market

COMMAND = menu.Command(name="heatmap", words="command-heatmap")

_SLOW = {"picture": True}


def router() -> Router:
    """``/heatmap`` with or without a symbol, its windows and Refresh."""
    routes = Router(name="heatmap")
    routes.message.register(show, Command(COMMAND.name), flags=_SLOW)
    routes.callback_query.register(again, F.data.func(Heatmap.read).as_("tap"), flags=_SLOW)
    return routes


async def show(
    _message: Message,
    *,
    command: CommandObject,
    texts: Texts,
    symbols: Sequence[str],
    read_liquidity: ReadLiquidity,
    studio: Studio,
    look: Look,
) -> Photo:
    """The last hour."""
    symbol = wanted_market(command.args or "", symbols)
    order = _order(symbol, menu.HEATMAP_MINUTES, look)
    return await _photo(texts, order, menu.HEATMAP_MINUTES, read_liquidity, studio)


async def again(
    _query: CallbackQuery,
    tap: Heatmap,
    texts: Texts,
    read_liquidity: ReadLiquidity,
    studio: Studio,
    look: Look,
) -> Photo:
    """Another window, or the same once more."""
    order = _order(tap.symbol, tap.minutes, look)
    return await _photo(texts, order, tap.minutes, read_liquidity, studio)


def _order(symbol: str, minutes: int, look: Look) -> Order:
    return Order(kind="heatmap", symbol=symbol, span=str(minutes), look=look)


async def _photo(
    texts: Texts, order: Order, minutes: int, read_liquidity: ReadLiquidity, studio: Studio
) -> Photo:
    painting = await studio(
        order, read=lambda: read_liquidity(order.symbol, minutes), build=heatmap.scene
    )
    return painting.photo(
        f"heatmap-{order.symbol}",
        market.heatmap_caption(texts, minutes, painting.words),
        market.heatmap_rows(texts, order.symbol, minutes),
    )
