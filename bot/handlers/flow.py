"""A picture of what came to exchanges and what left them."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.charts import Look
from bot.pictures import flow
from bot.pictures.studio import Order, Studio
from bot.views import market, menu
from bot.views.screens import Photo
from bot.views.taps import Flow
from bot.views.texts import Texts
from core.errors import RefusedError
from usecases.markets import main_market
from usecases.read_flow import WINDOWS, FlowWindow, ReadFlow
from usecases.wishes import read_symbol

COMMAND = menu.Command(name="flow", words="command-flow")

_SLOW = {"picture": True}
_WINDOWS: dict[str, FlowWindow] = {window: window for window in WINDOWS}
_LONGEST_NAME = 24


def router() -> Router:
    """``/flow`` with or without market, exchange and window, its window chips and Refresh."""
    routes = Router(name="flow")
    routes.message.register(show, Command(COMMAND.name), flags=_SLOW)
    routes.callback_query.register(again, F.data.func(Flow.read).as_("tap"), flags=_SLOW)
    return routes


async def show(
    _message: Message,
    *,
    command: CommandObject,
    texts: Texts,
    symbols: Sequence[str],
    read_flow: ReadFlow,
    studio: Studio,
    look: Look,
) -> Photo:
    """The wanted window, or the last day."""
    return await _photo(texts, _wanted(command.args or "", symbols), read_flow, studio, look)


async def again(
    _query: CallbackQuery,
    tap: Flow,
    texts: Texts,
    read_flow: ReadFlow,
    studio: Studio,
    look: Look,
) -> Photo:
    """Another window, or the same once more."""
    return await _photo(texts, tap, read_flow, studio, look)


def _wanted(args: str, symbols: Sequence[str]) -> Flow:
    """What is neither a market nor a window is an exchange's name, however many words it has."""
    symbol, window, name = main_market(symbols), _WINDOWS["24h"], []
    for word in args.replace(":", " ").split():
        if word.lower() in _WINDOWS:
            window = _WINDOWS[word.lower()]
        elif named := read_symbol(word, symbols):
            symbol = named
        elif word[0].isdigit():
            known = ", ".join(_WINDOWS)
            raise RefusedError("refused-flow-window", text=word, known=known, symbol=symbol)
        else:
            name.append(word)
    # A button has room for 64 bytes; the beginning of a long name is enough to find it.
    exchange = " ".join(name).encode()[:_LONGEST_NAME].decode(errors="ignore").strip()
    return Flow(symbol=symbol, exchange=exchange, window=window)


async def _photo(
    texts: Texts, asked: Flow, read_flow: ReadFlow, studio: Studio, look: Look
) -> Photo:
    span = f"{asked.window} {asked.exchange.lower()}"
    painting = await studio(
        Order(kind="flow", symbol=asked.symbol, span=span, look=look),
        read=lambda: read_flow(asked.symbol, asked.window, asked.exchange),
        build=flow.scene,
    )
    return painting.photo(
        f"flow-{asked.symbol}-{asked.window}",
        market.flow_caption(texts, painting.words),
        market.flow_rows(texts, asked),
    )
