"""Specification of the dispatcher: what stands between an update and its handler."""

from collections.abc import Iterator, MutableMapping
from datetime import UTC, datetime
from itertools import count

import pytest
from aiogram import Bot, Dispatcher
from aiogram.enums import ChatMemberStatus
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage
from aiogram.types import (
    CallbackQuery,
    Chat,
    ChatMemberBanned,
    ChatMemberMember,
    ChatMemberUpdated,
    Message,
    Update,
    User,
)

from bot.app.dispatcher import dispatcher
from bot.charts import Look
from core.ports import Stores
from db.memory import memory_stores
from tests.unit.bot.desk import NOW_NS, Telegram, WoundClock, bot_over, owe, rule_of, whale
from usecases.status import StatusReport

ANN = User(id=1001, is_bot=False, first_name="Ann", language_code="en")
AT = datetime.fromtimestamp(NOW_NS / 1e9, UTC)
PRIVATE = Chat(id=1001, type="private")
GROUP = Chat(id=-1001, type="supergroup", title="Traders")


async def broken() -> StatusReport:
    raise ZeroDivisionError("a fault of ours")


async def no_picture(_scene: object, _look: Look) -> bytes:
    return b""


class Door:
    """A dispatcher over stores in memory, and a Telegram that takes notes."""

    def __init__(self) -> None:
        self.clock = WoundClock()
        self.stores: Stores = memory_stores(self.clock)
        self.telegram = Telegram()
        self.bot: Bot = bot_over(self.telegram)
        self.numbers: Iterator[int] = count(1)
        self.routes: Dispatcher = dispatcher(
            stores=self.stores,
            clock=self.clock,
            symbols=("ETHUSDT",),
            draw=no_picture,
            status=broken,
            storage_url=None,
        )

    async def feed(self, update: Update) -> None:
        await self.routes.feed_update(self.bot, update)

    async def say(self, text: str, chat: Chat = PRIVATE, number: int | None = None) -> None:
        message = Message(message_id=1, date=AT, chat=chat, from_user=ANN, text=text)
        await self.feed(Update(update_id=number or next(self.numbers), message=message))

    async def tap(self, data: str, chat: Chat = PRIVATE) -> None:
        menu = Message(message_id=9, date=AT, chat=chat, text="a menu")
        query = CallbackQuery(id="1", from_user=ANN, chat_instance="1", message=menu, data=data)
        await self.feed(Update(update_id=next(self.numbers), callback_query=query))

    @property
    def said(self) -> list[str]:
        return self.telegram.texts


@pytest.fixture
def door() -> Door:
    return Door()


async def test_an_update_is_handled_once(door: Door) -> None:
    await door.say("/help", number=5)
    await door.say("/help", number=5)

    assert len(door.said) == 1


async def test_a_flood_is_answered_once_and_then_passed_over(door: Door) -> None:
    for _ in range(25):
        await door.say("/help")
    flooded = list(door.said)
    await door.clock.run(10)
    await door.say("/help")

    assert len(flooded) == 21
    assert flooded[-1] == "That was a lot at once. Give me ten seconds, then go on."
    assert len(door.said) == 22


async def test_a_fault_of_ours_is_an_apology_with_an_id(
    door: Door, logs: list[MutableMapping[str, object]]
) -> None:
    await door.say("/status")

    [apology], [entry] = door.said, logs
    assert f"<code>{entry['fault']}</code>" in apology
    assert apology.startswith(
        "Something went wrong on my side, and I have written it down as <code>"
    )
    assert "ZeroDivisionError" not in apology


async def test_a_fault_behind_a_button_is_a_word_over_the_chat(door: Door) -> None:
    await door.tap("go1:status")

    [answer] = door.telegram.calls
    assert isinstance(answer, AnswerCallbackQuery)
    assert answer.show_alert
    assert answer.text is not None
    assert answer.text.startswith("Something went wrong on my side")


async def test_a_button_of_an_old_menu_brings_the_new_one(door: Door) -> None:
    await door.tap("rule0:7:mute")

    [answer, menu] = door.telegram.calls
    assert isinstance(answer, AnswerCallbackQuery)
    assert isinstance(menu, SendMessage)
    assert menu.text.startswith("This menu is old, here is the new one.")


async def test_a_forged_button_reaches_nobody_elses_rule(door: Door) -> None:
    rule, _ = await rule_of(door.stores, 2002)

    await door.tap(f"rule1:{rule.id}:remove:0")

    [answer] = door.telegram.calls
    assert isinstance(answer, AnswerCallbackQuery)
    assert answer.text == "There is no rule 1 any more. /alerts shows those that are there."
    assert len(await door.stores.rules.of_owner(rule.owner)) == 1


async def test_a_menu_is_edited_in_place_and_its_tap_answered(door: Door) -> None:
    await door.tap("go1:whale")

    [answer, edit] = door.telegram.calls
    assert isinstance(answer, AnswerCallbackQuery)
    assert isinstance(edit, EditMessageText)
    assert edit.message_id == 9


async def test_rules_are_not_made_in_a_group(door: Door) -> None:
    await door.say("/alert whale 500", chat=GROUP)
    await door.tap("whale1:500.0", chat=GROUP)

    [_, pointer, toast] = door.telegram.calls
    assert isinstance(pointer, SendMessage)
    assert pointer.text.startswith("Rules and settings belong to one person.")
    assert isinstance(toast, AnswerCallbackQuery)
    assert await door.stores.users.by_telegram(1001) is None


async def test_the_door_of_a_group_leads_to_a_new_rule(door: Door) -> None:
    await door.say("/start alert")

    assert door.said == ["<b>New alert</b>\nWhat shall I watch?"]


async def test_plain_talk_in_a_group_is_not_answered(door: Door) -> None:
    await door.say("whale 500", chat=GROUP)

    assert door.telegram.calls == []


async def test_a_person_who_blocks_the_bot_is_left_alone_until_they_come_back(door: Door) -> None:
    rule, target = await rule_of(door.stores, 1001)
    await owe(door.stores, rule, target, whale())

    await door.feed(Update(update_id=1, my_chat_member=_membership(member=False)))
    blocked = await door.stores.outbox.claim("bot-1", limit=9, lease_s=60)
    await door.feed(Update(update_id=2, my_chat_member=_membership(member=True)))
    back = await door.stores.outbox.claim("bot-1", limit=9, lease_s=60)

    assert (len(blocked), len(back)) == (0, 1)


def _membership(*, member: bool) -> ChatMemberUpdated:
    me = User(id=42, is_bot=True, first_name="Bot")
    inside = ChatMemberMember(status=ChatMemberStatus.MEMBER, user=me)
    out = ChatMemberBanned(status=ChatMemberStatus.KICKED, user=me, until_date=AT)
    old, new = (out, inside) if member else (inside, out)
    return ChatMemberUpdated(
        chat=PRIVATE, from_user=ANN, date=AT, old_chat_member=old, new_chat_member=new
    )
