"""Puts the parts of the conversation together: routers, middlewares, and what handlers ask for."""

from collections.abc import Mapping, Sequence

from aiogram import Dispatcher
from aiogram.fsm.storage.base import BaseEventIsolation, BaseStorage, DefaultKeyBuilder
from aiogram.fsm.storage.memory import MemoryStorage, SimpleEventIsolation
from aiogram.fsm.storage.redis import RedisStorage

from bot.app.apology import Apology
from bot.app.attention import Attention
from bot.app.conversation import Conversation
from bot.app.guests import Guests
from bot.app.once import Once
from bot.app.throttle import Throttle
from bot.handlers import COMMANDS, HANDLERS
from bot.pictures.drawing import Draw
from bot.pictures.looks import LANGUAGES, THEMES
from bot.pictures.studio import Studio
from core.ports import Clock, Stores
from usecases.add_rule import AddRule
from usecases.change_look import ChangeLook
from usecases.change_rule import ChangeRule
from usecases.keep_contact import KeepContact
from usecases.last_price import LastPrice
from usecases.list_rules import ListRules
from usecases.read_flow import ReadFlow
from usecases.read_liquidation_map import ReadLiquidationMap
from usecases.read_liquidity import ReadLiquidity
from usecases.read_structure import ReadStructure
from usecases.recent_transfers import TransferNews
from usecases.register_user import RegisterUser
from usecases.status import Status, StatusSource

_OPEN_QUESTION_S = 3600


def dispatcher(
    *,
    stores: Stores,
    clock: Clock,
    symbols: Sequence[str],
    draw: Draw,
    status: StatusSource,
    storage_url: str | None,
    least_eth: Mapping[str, float] | None = None,
) -> Dispatcher:
    """A dispatcher that knows every handler. Open questions live an hour at most."""
    storage, isolation = _memory() if storage_url is None else _redis(storage_url)
    routes = Dispatcher(
        storage=storage,
        events_isolation=isolation,
        symbols=tuple(symbols),
        commands=COMMANDS,
        clock=clock,
        add_rule=AddRule(stores.rules, clock, symbols, least_eth=least_eth or {}),
        change_rule=ChangeRule(stores.rules),
        change_look=ChangeLook(stores.users, THEMES, LANGUAGES),
        list_rules=ListRules(stores.rules),
        keep_contact=KeepContact(stores.users),
        last_price=LastPrice(stores.history),
        transfer_news=TransferNews(stores.history),
        read_liquidity=ReadLiquidity(stores.history, clock),
        read_structure=ReadStructure(stores.history, clock),
        read_flow=ReadFlow(stores.history, clock),
        read_liquidation_map=ReadLiquidationMap(stores.history, clock),
        status=Status(status),
        studio=Studio(draw, clock),
    )
    _add_middlewares(routes, RegisterUser(stores.users), clock)
    routes.include_routers(*(handler.router() for handler in HANDLERS))
    return routes


def _add_middlewares(routes: Dispatcher, register: RegisterUser, clock: Clock) -> None:
    """The first one added is the outermost."""
    guests = Guests(register)
    throttle = Throttle(clock)
    routes.update.outer_middleware(Once())
    for observer in (routes.message, routes.callback_query):
        observer.outer_middleware(Apology())
        observer.outer_middleware(throttle)
        observer.outer_middleware(guests)
        observer.outer_middleware(Attention())
        observer.middleware(Conversation())
    routes.my_chat_member.outer_middleware(guests)


def _memory() -> tuple[BaseStorage, BaseEventIsolation]:
    return MemoryStorage(), SimpleEventIsolation()


def _redis(url: str) -> tuple[BaseStorage, BaseEventIsolation]:
    storage = RedisStorage.from_url(
        url,
        key_builder=DefaultKeyBuilder(with_bot_id=True, with_destiny=True),
        state_ttl=_OPEN_QUESTION_S,
        data_ttl=_OPEN_QUESTION_S,
    )
    return storage, storage.create_isolation()
