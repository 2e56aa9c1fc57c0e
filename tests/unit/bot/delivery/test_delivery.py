"""Specification of delivery: an alert that is owed ends in its chat, at the chat's pace."""

from aiogram import exceptions as telegram
from aiogram.methods import SendMessage, SendPhoto
from aiogram.types import BufferedInputFile

from bot.charts import Look
from tests.unit.bot.delivery.round import Desk, outcomes
from tests.unit.bot.desk import owe, rule_of, whale

METHOD = SendMessage(chat_id=1001, text="alert")


async def no_picture(_scene: object, _look: Look) -> bytes:
    raise ValueError("nothing to draw")


async def test_an_owed_alert_arrives_as_a_picture_with_its_text(desk: Desk) -> None:
    rule, target = await rule_of(desk.stores, 1001)
    [notice] = await owe(desk.stores, rule, target, whale())

    async with desk.paying():
        pass

    [photo] = desk.telegram.calls
    assert isinstance(photo, SendPhoto)
    assert isinstance(photo.photo, BufferedInputFile)
    assert photo.caption == (
        "🐋 <b>1,234.5 ETH</b> moved\n"
        '<a href="https://etherscan.io/address/0x28c6c06298d514db089934071355e5743bf21d60">'
        "0x28c6…1d60</a> → "
        '<a href="https://etherscan.io/address/0xf89d7b9c864f589bbf53a82105107622b35eaa40">'
        "0xf89d…aa40</a>\n"
        'block 21,000,000 · <tg-time unix="1699999988" format="T">22:13:08 UTC</tg-time>\n'
        f"#{notice.id[:8]} · rule 1: transfers over 500 ETH"
    )
    assert await outcomes(desk, notice.id) == [("sent", None)]
    assert desk.counts.seen == ["delivered transfer after 2 s, attempt 1"]
    assert desk.marks == ["claimed", "rendered", "sent"]


async def test_a_picture_is_uploaded_once_for_everybody(desk: Desk) -> None:
    ann, bob = await rule_of(desk.stores, 1001), await rule_of(desk.stores, 1002)
    await owe(desk.stores, *ann, whale())

    async with desk.paying():
        await owe(desk.stores, *bob, whale())
        desk.telegram.calls.clear()
        await desk.clock.run(2)

    [photo] = desk.telegram.calls
    assert isinstance(photo, SendPhoto)
    assert photo.photo == "FILE"


async def test_a_failed_picture_holds_no_alert_up(desk: Desk) -> None:
    await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())

    async with desk.paying(draw=no_picture):
        pass

    [message] = desk.telegram.calls
    assert isinstance(message, SendMessage)
    assert "1,234.5 ETH" in message.text
    assert desk.counts.seen[0] == "no picture: ValueError"


async def test_a_chat_that_must_wait_waits_exactly_that_long(desk: Desk) -> None:
    await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())
    desk.telegram.refuse(1001, telegram.TelegramRetryAfter(METHOD, "retry after 7", 7))

    async with desk.paying():
        await desk.clock.run(6.9)
        before = len(desk.telegram.calls)
        await desk.clock.run(1.2)

    assert before == 1
    assert len(desk.telegram.calls) == 2
    assert desk.counts.seen[-1].endswith("attempt 2")


async def test_one_chat_that_must_wait_holds_no_other_up(desk: Desk) -> None:
    ann, bob = await rule_of(desk.stores, 1001), await rule_of(desk.stores, 1002)
    desk.telegram.refuse(1001, telegram.TelegramRetryAfter(METHOD, "retry after 600", 600))
    await owe(desk.stores, *ann, whale(600), whale(700))
    await owe(desk.stores, *bob, whale(800))

    async with desk.paying():
        await desk.clock.run(10)

    assert len(desk.telegram.sent_to(1001)) == 1
    assert len(desk.telegram.sent_to(1002)) == 1
    assert await desk.stores.outbox.waiting() == 2


async def test_a_chat_sees_its_alerts_in_order_and_at_its_pace(desk: Desk) -> None:
    rule, target = await rule_of(desk.stores, 1001)
    await owe(desk.stores, rule, target, *(whale(eth) for eth in (600, 700, 800, 900, 1000)))

    async with desk.paying():
        burst = len(desk.telegram.calls)
        await desk.clock.run(2.1)

    assert burst == 3
    assert [text.split("</b>")[0] for text in desk.telegram.texts] == [
        "🐋 <b>600 ETH",
        "🐋 <b>700 ETH",
        "🐋 <b>800 ETH",
        "🐋 <b>900 ETH",
        "🐋 <b>1,000 ETH",
    ]


async def test_thirty_messages_a_second_are_enough_for_everybody(desk: Desk) -> None:
    for chat in range(1, 51):
        await owe(desk.stores, *await rule_of(desk.stores, 1000 + chat), whale())

    async with desk.paying():
        burst = len(desk.telegram.calls)
        await desk.clock.run(0.7)

    assert burst == 30
    assert len(desk.telegram.calls) == 50
