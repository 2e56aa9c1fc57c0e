"""Specification of a bot that follows chains alone: no market, and no crash."""

from datetime import UTC, datetime

import pytest
from aiogram.types import CallbackQuery, Chat, Message, Update, User

from bot.app.dispatcher import dispatcher
from bot.charts import Look
from bot.views.taps import Go, Tap
from db.memory import memory_stores
from tests.unit.bot.desk import NOW_NS, Telegram, WoundClock, bot_over
from usecases.status import StatusReport

ANN = User(id=1001, is_bot=False, first_name="Ann", language_code="en")
AT = datetime.fromtimestamp(NOW_NS / 1e9, UTC)
PRIVATE = Chat(id=1001, type="private")
NO_MARKET = "This bot follows no market, only transfers on chains."


async def no_status() -> StatusReport:
    raise AssertionError("nobody asks for it")


async def no_picture(_scene: object, _look: Look) -> bytes:
    raise AssertionError("there is nothing to draw")


async def told(update: Update) -> str:
    """What the bot answers to one update: messages, words over the chat, edited menus."""
    clock, telegram = WoundClock(), Telegram()
    routes = dispatcher(
        stores=memory_stores(clock),
        clock=clock,
        symbols=(),
        draw=no_picture,
        status=no_status,
        storage_url=None,
    )
    await routes.feed_update(bot_over(telegram), update)
    return "\n".join(getattr(call, "text", None) or "" for call in telegram.calls).strip()


def say(text: str) -> Update:
    message = Message(message_id=1, date=AT, chat=PRIVATE, from_user=ANN, text=text)
    return Update(update_id=1, message=message)


def tap(data: str) -> Update:
    menu = Message(message_id=9, date=AT, chat=PRIVATE, text="a menu")
    query = CallbackQuery(id="1", from_user=ANN, chat_instance="1", message=menu, data=data)
    return Update(update_id=1, callback_query=query)


@pytest.mark.parametrize(
    "words",
    [
        "/heatmap",
        "/heatmap ETHUSDT",
        "/smc",
        "/smc 15m",
        "/flow",
        "/liqmap",
        "/alert fvg",
        "/alert ETHUSDT > 3500",
    ],
)
async def test_a_wish_that_needs_a_market_is_refused_in_words(words: str) -> None:
    answer = await told(say(words))

    assert answer.startswith(NO_MARKET)


@pytest.mark.parametrize("words", ["/start", "/help", "/alerts", "/alert whale 500"])
async def test_everything_else_is_answered_as_ever(words: str) -> None:
    answer = await told(say(words))

    assert answer
    assert "Something went wrong" not in answer
    assert NO_MARKET not in answer


@pytest.mark.parametrize(
    "button", [Go(place="home"), Go(place="alerts"), Go(place="whale")], ids=str
)
async def test_the_menus_open(button: Tap) -> None:
    answer = await told(tap(button.pack()))

    assert answer
    assert "Something went wrong" not in answer


@pytest.mark.parametrize("button", [Go(place="price"), Go(place="fvg")], ids=str)
async def test_a_menu_of_markets_is_refused_in_words(button: Tap) -> None:
    answer = await told(tap(button.pack()))

    assert NO_MARKET in answer
