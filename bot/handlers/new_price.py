"""A new rule for a price level: a market, then a chip around its last price or a typed one."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.views import new_rule, rules
from bot.views.screens import Screen
from bot.views.taps import Go, NewPrice, PriceOf, TypeIt
from bot.views.texts import Texts
from core.errors import RefusedError
from usecases.add_rule import AddRule
from usecases.amounts import read_amount
from usecases.last_price import LastPrice
from usecases.markets import main_market
from usecases.register_user import Person

COMMAND = None


class Typing(StatesGroup):
    """What is waited for."""

    level = State()


def router() -> Router:
    """Market, level, and the level that is typed instead."""
    routes = Router(name="new_price")
    routes.callback_query.filter(F.message.chat.type == "private")
    asked = F.data.func(TypeIt.read).as_("tap")
    routes.callback_query.register(markets, F.data == Go(place="price").pack())
    routes.callback_query.register(levels, F.data.func(PriceOf.read).as_("tap"))
    routes.callback_query.register(save, F.data.func(NewPrice.read).as_("tap"))
    routes.callback_query.register(ask, asked, F.data.startswith(TypeIt.name + ":price"))
    routes.message.register(typed, Typing.level, F.text)
    return routes


async def markets(_query: CallbackQuery, texts: Texts, symbols: Sequence[str]) -> Screen:
    """Ask of which market."""
    main_market(symbols)
    return new_rule.price(texts, symbols)


async def levels(
    _query: CallbackQuery, tap: PriceOf, texts: Texts, last_price: LastPrice
) -> Screen:
    """Ask at which price."""
    return new_rule.level(texts, tap.symbol, await last_price(tap.symbol))


async def save(
    _query: CallbackQuery, tap: NewPrice, person: Person, texts: Texts, add_rule: AddRule
) -> Screen:
    """The level was chosen: the rule is made."""
    return rules.saved(texts, await add_rule(person, _form(tap.symbol, tap.level)))


async def ask(
    query: CallbackQuery, tap: TypeIt, state: FSMContext, texts: Texts, last_price: LastPrice
) -> Screen:
    """Wait for a price; remember the market and the message that asked for it."""
    await state.set_state(Typing.level)
    asked_in = query.message.message_id if query.message else None
    await state.set_data({"symbol": tap.symbol, "asked_in": asked_in})
    return new_rule.type_price(texts, tap.symbol, await last_price(tap.symbol))


async def typed(
    message: Message, state: FSMContext, person: Person, texts: Texts, add_rule: AddRule
) -> Screen:
    """A price came: the rule is made. What is no number leaves the question open."""
    level = read_amount(message.text or "")
    if level is None:
        raise RefusedError("refused-number")
    asked = await state.get_data()
    rule = await add_rule(person, _form(asked["symbol"], level))
    await state.clear()
    return rules.saved(texts, rule, closes=asked["asked_in"])


def _form(symbol: str, level: float) -> dict[str, object]:
    return {"kind": "price_cross", "symbol": symbol, "level": level}
