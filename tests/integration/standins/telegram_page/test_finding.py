"""Specification of the search inside a chat: a bar, the place among the matches, arrows."""

import pytest
from aiogram import Bot
from playwright.async_api import Locator, expect

from standins.telegram.running import YOU, RunningTelegram
from tests.support.chat_page import Chat, desk

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(60)]

PAINTED = "[...(CSS.highlights.get('found') ?? [])].map((one) => one.startContainer.data)"


def count(chat: Chat) -> Locator:
    return chat.page.locator("#find-count")


async def long_talk(bot: Bot) -> None:
    """Thirty lines, of which the fourth and the last but one speak of walls."""
    for number in range(30):
        word = "Wall" if number in {3, 28} else "quiet"
        await bot.send_message(YOU, f"{word} {number}", disable_notification=True)


async def test_one_goes_from_the_newest_match_to_the_oldest_by_keyboard(
    chat: Chat, bot: Bot
) -> None:
    await long_talk(bot)
    await expect(chat.messages).to_have_count(30)

    await chat.page.keyboard.press("Control+f")
    await chat.page.keyboard.type("wall")
    await expect(count(chat)).to_have_text("1 of 2")
    await expect(chat.message("Wall 28")).to_be_in_viewport()
    assert await chat.page.evaluate(PAINTED) == ["Wall 28"]
    await chat.page.keyboard.press("Enter")

    await expect(count(chat)).to_have_text("2 of 2")
    await expect(chat.message("Wall 3")).to_be_in_viewport()
    assert await chat.page.evaluate(PAINTED) == ["Wall 3"]


async def test_the_arrows_stop_at_the_ends(chat: Chat, bot: Bot) -> None:
    for text in ("a wall", "a door", "a wall"):
        await bot.send_message(YOU, text)

    await chat.press("Search in this chat")
    await chat.page.get_by_label("Words to find").fill("wall")
    await expect(chat.button("Newer match")).to_be_disabled()
    await chat.press("Older match")

    await expect(chat.button("Older match")).to_be_disabled()
    await expect(chat.button("Newer match")).to_be_enabled()


async def test_what_is_said_meanwhile_is_counted_and_nobody_is_moved(chat: Chat, bot: Bot) -> None:
    await bot.send_message(YOU, "a wall")
    await chat.press("Search in this chat")
    await chat.page.get_by_label("Words to find").fill("wall")
    await expect(count(chat)).to_have_text("1 of 1")

    await bot.send_message(YOU, "another wall")

    await expect(count(chat)).to_have_text("2 of 2")


async def test_nothing_found_is_said(chat: Chat, bot: Bot) -> None:
    await bot.send_message(YOU, "a wall")

    await chat.press("Search in this chat")
    await chat.page.get_by_label("Words to find").fill("no such thing")

    await expect(count(chat)).to_have_text("Nothing found")
    await expect(chat.button("Older match")).to_be_disabled()


async def test_escape_and_another_chat_end_the_search(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    await desk(telegram)
    await bot.send_message(YOU, "a wall")
    await chat.go_to("Whale Tracker")

    await chat.page.keyboard.press("Control+f")
    await chat.page.keyboard.type("wall")
    await chat.page.keyboard.press("Escape")
    await expect(chat.field).to_be_focused()
    await chat.page.keyboard.press("Control+f")
    await chat.go_to("Desk")

    await expect(chat.page.get_by_label("Words to find")).to_be_hidden()
    assert await chat.page.evaluate(PAINTED) == []
