"""A new rule for an event of a market or a chain: family, event, where, Save."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.views import new_event, rules
from bot.views.screens import Screen
from bot.views.taps import EventOf, EventsOf, Go, NewEvent
from bot.views.texts import Texts
from core.errors import RefusedError
from core.kinds import ASKED_BY_CODE, Kind
from usecases.add_rule import AddRule
from usecases.markets import main_market
from usecases.register_user import Person

COMMAND = None
CHAIN = "ethereum"


def router() -> Router:
    """The choices, and Save."""
    routes = Router(name="new_event")
    routes.callback_query.filter(F.message.chat.type == "private")
    routes.callback_query.register(begin, F.data == Go(place="events").pack())
    routes.callback_query.register(family, F.data.func(EventsOf.read).as_("tap"))
    routes.callback_query.register(choose, F.data.func(EventOf.read).as_("tap"))
    routes.callback_query.register(save, F.data.func(NewEvent.read).as_("tap"))
    return routes


async def begin(_query: CallbackQuery, texts: Texts, symbols: Sequence[str]) -> Screen:
    """The families."""
    return new_event.families(texts, symbols)


async def family(_query: CallbackQuery, tap: EventsOf, texts: Texts) -> Screen:
    """The events of one family."""
    return new_event.events(texts, tap.family)


async def choose(
    _query: CallbackQuery, tap: EventOf, texts: Texts, symbols: Sequence[str]
) -> Screen:
    """Where, and what it shall be like; what is chosen is marked."""
    kind = _known(tap)
    if kind.where == "chain" or tap.symbol or (kind.where == "anywhere" and not symbols):
        return new_event.event(texts, symbols, kind, tap)
    usual = tap.model_copy(update={"symbol": main_market(symbols)})
    return new_event.event(texts, symbols, kind, usual)


async def save(
    _query: CallbackQuery, tap: NewEvent, person: Person, texts: Texts, add_rule: AddRule
) -> Screen:
    """The rule is made."""
    return rules.saved(texts, await add_rule(person, _form(_known(tap), tap)))


def _known(tap: EventOf) -> Kind:
    """The kind a button stands for; an old button may stand for one that is no more."""
    kind = ASKED_BY_CODE.get(tap.event)
    if kind is None:
        raise RefusedError("refused-wish")
    return kind


def _form(kind: Kind, tap: EventOf) -> dict[str, object]:
    where = {"symbol": tap.symbol} if tap.symbol else {"chain": CHAIN}
    frame = None if tap.timeframe == "any" else tap.timeframe
    return {
        "kind": "finding",
        "finding": kind.name,
        "timeframe": frame,
        "side": tap.side,
        "min_usd": tap.least,
        **where,
    }
