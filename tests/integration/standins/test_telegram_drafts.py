"""Specification of drafts: shown while the bot writes, gone with the message, time or Stop."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InputRichBlockThinking, InputRichMessage

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import BOT, news


async def test_a_draft_is_seen_and_replaced_by_the_message(
    bot: Bot, telegram: RunningTelegram
) -> None:
    await bot.send_message_draft(YOU, 7, text="")
    thinking = await telegram.transcript()
    await bot.send_message_draft(YOU, 7, text="<b>Whales</b> are")
    writing = await telegram.transcript()

    await bot.send_message(YOU, "Whales are buying")

    assert [(one["draft"], one["text"]) for one in thinking] == [(True, "Thinking…")]
    assert [(one["draft_id"], one["html"]) for one in writing] == [(7, "<b>Whales</b> are")]
    assert [one["draft"] for one in await telegram.transcript()] == [False]


async def test_a_draft_is_over_after_half_a_minute(bot: Bot, telegram: RunningTelegram) -> None:
    await bot.send_message_draft(YOU, 7, text="Whales")

    await telegram.control("clock", {"advance": 31})

    assert await telegram.transcript() == []


async def test_a_person_may_stop_it_if_the_bot_allows(bot: Bot, telegram: RunningTelegram) -> None:
    await bot.send_message_draft(YOU, 7, text="Whales")
    with pytest.raises(ValueError, match="nothing here that can be stopped"):
        await telegram.control("stop", {"chat": YOU})
    await bot.send_message_draft(YOU, 7, text="Whales are", can_stop=True)

    await telegram.control("stop", {"chat": YOU})

    (update,) = await news(bot)
    assert update.stopped_message_generation
    assert update.stopped_message_generation.draft_id == 7
    assert await telegram.transcript() == []


async def test_a_stopped_draft_may_stay_for_its_time(bot: Bot, telegram: RunningTelegram) -> None:
    await bot.send_message_draft(YOU, 7, text="Whales", can_stop=True, keep_on_stop=True)

    await telegram.control("stop", {"chat": YOU})

    assert [one["can_stop"] for one in await telegram.transcript()] == [False]


async def test_a_rich_draft_may_be_thinking(bot: Bot, telegram: RunningTelegram) -> None:
    thinking = InputRichMessage(blocks=[InputRichBlockThinking(text="Counting whales…")])

    await bot.send_rich_message_draft(YOU, 3, thinking)

    (entry,) = await telegram.transcript()
    assert entry["rich_html"] == '<p class="thinking">Counting whales…</p>'


async def test_drafts_are_for_private_chats_and_have_a_number(
    bot: Bot, telegram: RunningTelegram
) -> None:
    wish = {"type": "group", "title": "Whales", "members": {YOU: "creator", BOT: "member"}}
    group = (await telegram.control("chats", wish))["id"]

    with pytest.raises(TelegramBadRequest, match="private chats only"):
        await bot.send_message_draft(group, 7, text="x")
    with pytest.raises(TelegramBadRequest, match="must be non-zero"):
        await bot.send_message_draft(YOU, 0, text="x")
