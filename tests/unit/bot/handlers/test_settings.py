"""Specification of ``/settings`` as a conversation: tap or type, and pictures are otherwise."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import pytest
from aiogram.methods import AnswerCallbackQuery, EditMessageText
from aiogram.types import CallbackQuery, Chat, Message, Update, User

from bot.app.dispatcher import dispatcher
from bot.charts import Look
from bot.views.taps import Go, Prefer, Tap, TypeIt, ZonesOf
from core.ports import Stores
from core.preferences import NOTHING_CHOSEN, Preferences
from db.memory import memory_stores
from tests.unit.bot.desk import NOW_NS, Telegram, WoundClock, bot_over
from usecases.status import StatusReport

ANN = User(id=1001, is_bot=False, first_name="Ann", language_code="de")
AT = datetime.fromtimestamp(NOW_NS / 1e9, UTC)
PRIVATE = Chat(id=1001, type="private")
GROUP = Chat(id=-1001, type="supergroup", title="Traders")
MENU = 9


async def no_status() -> StatusReport:
    raise AssertionError("nobody asks for it")


async def no_picture(_scene: object, _look: Look) -> bytes:
    raise AssertionError("there is nothing to draw")


class Door:
    """Ann, whose Telegram is German, at the bot's door."""

    def __init__(self) -> None:
        clock = WoundClock()
        self.stores: Stores = memory_stores(clock)
        self.telegram = Telegram()
        self.numbers: Iterator[int] = count(1)
        self.routes = dispatcher(
            stores=self.stores,
            clock=clock,
            symbols=("ETHUSDT",),
            draw=no_picture,
            status=no_status,
            storage_url=None,
        )

    async def say(self, text: str, chat: Chat = PRIVATE) -> str:
        """What is answered to a message."""
        message = Message(message_id=1, date=AT, chat=chat, from_user=ANN, text=text)
        await self._feed(Update(update_id=next(self.numbers), message=message))
        [answer] = self.telegram.texts
        return answer

    async def tap(self, tap: Tap) -> str:
        """What the tapped menu becomes."""
        await self._tap(tap)
        [_, edit] = self.telegram.calls
        assert isinstance(edit, EditMessageText)
        assert edit.message_id == MENU
        return edit.text or ""

    async def tap_in_vain(self, tap: Tap) -> str:
        """What is said over the chat."""
        await self._tap(tap)
        [answer] = self.telegram.calls
        assert isinstance(answer, AnswerCallbackQuery)
        return answer.text or ""

    async def kept(self) -> Preferences:
        ann = await self.stores.users.by_telegram(1001)
        return ann.preferences if ann else NOTHING_CHOSEN

    async def _tap(self, tap: Tap) -> None:
        menu = Message(message_id=MENU, date=AT, chat=PRIVATE, text="a menu")
        query = CallbackQuery(
            id="1", from_user=ANN, chat_instance="1", message=menu, data=tap.pack()
        )
        await self._feed(Update(update_id=next(self.numbers), callback_query=query))

    async def _feed(self, update: Update) -> None:
        self.telegram.calls.clear()
        await self.routes.feed_update(bot_over(self.telegram), update)


@pytest.fixture
def door() -> Door:
    return Door()


async def test_settings_begin_with_the_usual_and_the_numbers_of_telegram(door: Door) -> None:
    answer = await door.say("/settings")

    assert "Colours: <b>dark</b>" in answer
    assert "Clock: <b>UTC</b>" in answer
    assert "Numbers: <b>3.512,4</b> · Deutsch, as in your Telegram" in answer


async def test_colours_change_with_a_tap_in_place(door: Door) -> None:
    answer = await door.tap(Prefer(what="theme", value="light"))

    assert answer.startswith("✅ Pictures will be light from now on.")
    assert await door.kept() == Preferences(theme="light")


async def test_a_city_is_two_taps_away(door: Door) -> None:
    regions = await door.tap(Go(place="zones"))
    cities = await door.tap(ZonesOf(region="europe"))
    answer = await door.tap(Prefer(what="zone", value="Europe/Lisbon"))

    assert "Whose clock" in regions
    assert "Which city" in cities
    assert "from now on: Lisbon, UTC±0." in answer
    assert await door.kept() == Preferences(zone="Europe/Lisbon")


async def test_a_place_is_typed_after_a_slip_and_the_question_loses_its_buttons(
    door: Door,
) -> None:
    await door.tap(TypeIt(what="zone"))
    slip = await door.say("Berln")
    answer = await door.say("berlin")

    assert "Did you mean <code>Berlin</code>?" in slip
    assert "from now on: Berlin, UTC+1." in answer
    assert [getattr(call, "message_id", None) for call in door.telegram.calls] == [None, MENU]
    assert await door.kept() == Preferences(zone="Europe/Berlin")


async def test_a_place_is_not_waited_for_beyond_the_answer(door: Door) -> None:
    await door.tap(TypeIt(what="zone"))
    await door.say("UTC+3")
    late = await door.say("Berlin")

    assert late.startswith("I did not understand that.")
    assert await door.kept() == Preferences(zone="Etc/GMT-3")


async def test_numbers_are_chosen_and_left_to_telegram_again(door: Door) -> None:
    await door.tap(Go(place="numbers"))
    english = await door.tap(Prefer(what="numbers", value="en"))
    chosen = await door.kept()
    again = await door.tap(Prefer(what="numbers", value=""))

    assert "will look like 3,512.4 from now on" in english
    assert chosen == Preferences(numbers="en")
    assert "follow your Telegram from now on, so 3.512,4" in again
    assert await door.kept() == NOTHING_CHOSEN


@pytest.mark.parametrize(
    "forged",
    [
        Prefer(what="theme", value="pink"),
        Prefer(what="numbers", value="tlh"),
        Prefer(what="zone", value="Mars/Olympus"),
    ],
    ids=lambda tap: tap.what,
)
async def test_a_forged_choice_is_refused_over_the_chat(door: Door, forged: Prefer) -> None:
    answer = await door.tap_in_vain(forged)

    assert forged.value in answer
    assert await door.kept() == NOTHING_CHOSEN


async def test_settings_are_one_persons_and_a_group_shows_the_door(door: Door) -> None:
    pointer = await door.say("/settings", chat=GROUP)
    sent = door.telegram.calls[-1]
    inside = await door.say("/start settings")

    assert pointer.startswith("Rules and settings belong to one person.")
    assert "https://t.me/whale_bot?start=settings" in repr(sent)
    assert inside.startswith("⚙️ <b>Settings</b>")
