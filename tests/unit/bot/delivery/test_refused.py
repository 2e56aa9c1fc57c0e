"""Specification of delivery when Telegram says no."""

import pytest
from aiogram import exceptions as telegram
from aiogram.methods import SendMessage, SendPhoto
from aiogram.types import BufferedInputFile

from bot.charts import USUAL
from core.errors import MisconfiguredError
from tests.unit.bot.delivery.round import Desk, outcomes
from tests.unit.bot.desk import owe, rule_of, whale

METHOD = SendMessage(chat_id=1001, text="alert")


async def test_a_blocked_bot_stops_writing_until_it_is_unblocked(desk: Desk) -> None:
    rule, target = await rule_of(desk.stores, 1001)
    words = "Forbidden: bot was blocked by the user"
    desk.telegram.refuse(1001, telegram.TelegramForbiddenError(METHOD, words))
    [first, second] = await owe(desk.stores, rule, target, whale(600), whale(700))

    async with desk.paying():
        await desk.clock.run(60)
        blocked = len(desk.telegram.calls)
        await desk.stores.users.revive(1001)
        await desk.clock.run(1)

    assert blocked == 1
    assert await outcomes(desk, first.id) == [("dead", words)]
    assert await outcomes(desk, second.id) == [("sent", None)]


async def test_a_group_that_moved_gets_the_alert_at_its_new_address(desk: Desk) -> None:
    rule, target = await rule_of(desk.stores, 1001)
    desk.telegram.refuse(1001, telegram.TelegramMigrateToChat(METHOD, "upgraded", -1005))
    await owe(desk.stores, rule, target, whale())

    async with desk.paying():
        await owe(desk.stores, rule, target, whale(700))
        await desk.clock.run(2)

    assert len(desk.telegram.sent_to(1001)) == 1
    assert len(desk.telegram.sent_to(-1005)) == 2


async def test_broken_formatting_is_sent_as_plain_words_and_counted(desk: Desk) -> None:
    await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())
    desk.telegram.refuse(1001, telegram.TelegramBadRequest(METHOD, "can't parse entities: tag"))

    async with desk.paying():
        pass

    [_, plain] = desk.telegram.calls
    assert isinstance(plain, SendPhoto)
    assert plain.parse_mode is None
    assert plain.caption is not None
    assert plain.caption.startswith("🐋 1,234.5 ETH moved\n0x28c6…1d60 → 0xf89d…aa40\n")
    assert desk.counts.seen[0] == "failed: plain"


async def test_a_refused_picture_leaves_the_text(desk: Desk) -> None:
    await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())
    desk.telegram.refuse(1001, telegram.TelegramBadRequest(METHOD, "IMAGE_PROCESS_FAILED"))

    async with desk.paying():
        pass

    assert [type(call) for call in desk.telegram.calls] == [SendPhoto, SendMessage]


async def test_a_forgotten_picture_is_uploaded_again(desk: Desk) -> None:
    key = f"card-{whale().id}-en-{USUAL.name}"
    await desk.stores.pictures.remember(key, "OLD")
    await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())
    words = "Bad Request: wrong file identifier/HTTP URL specified"
    desk.telegram.refuse(1001, telegram.TelegramBadRequest(METHOD, words))

    async with desk.paying():
        pass

    [old, new] = desk.telegram.calls
    assert isinstance(old, SendPhoto)
    assert old.photo == "OLD"
    assert isinstance(new, SendPhoto)
    assert isinstance(new.photo, BufferedInputFile)
    assert await desk.stores.pictures.find(key) == "FILE"


async def test_a_missing_right_is_kept_in_telegrams_words(desk: Desk) -> None:
    words = "Bad Request: not enough rights to send text messages to the chat"
    [notice] = await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())
    desk.telegram.refuse(1001, telegram.TelegramBadRequest(METHOD, words))

    async with desk.paying():
        await desk.clock.run(60)

    assert await outcomes(desk, notice.id) == [("dead", words)]
    assert len(desk.telegram.calls) == 1


async def test_a_refused_token_stops_everything_and_pages_a_person(desk: Desk) -> None:
    error = telegram.TelegramUnauthorizedError(METHOD, "Unauthorized")
    desk.telegram.refuse(1001, error)
    [notice] = await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())

    with pytest.raises(BaseExceptionGroup) as raised:
        async with desk.paying():
            await desk.clock.run(1)

    assert raised.value.subgroup(MisconfiguredError) is not None
    assert desk.counts.seen == ["failed: stop", "page: Unauthorized"]
    assert await outcomes(desk, notice.id) == [("retry", "Unauthorized")]
