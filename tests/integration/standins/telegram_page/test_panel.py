"""Specification of the panel beside the chat: the bot's calls, faults, limits and the clock."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from playwright.async_api import expect

from standins.telegram.running import YOU, RunningTelegram
from tests.support.chat_page import Chat

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(60)]


async def test_a_call_unfolds_into_what_was_asked_and_answered(chat: Chat, bot: Bot) -> None:
    await bot.get_me()
    await bot.send_message(YOU, "hello")

    await chat.press("Bot API calls and weather")
    await chat.page.get_by_label("Filter the calls").fill("hello")
    await chat.page.get_by_role("button", name="sendMessage").click()

    await expect(chat.page.locator(".call-json")).to_contain_text('"text": "hello"')
    await expect(chat.page.locator(".call-json")).to_contain_text('"message_id": 1')
    await expect(chat.page.get_by_role("button", name="getMe")).to_be_hidden()


@pytest.mark.invalid_requests
async def test_a_departure_from_the_documents_is_told(
    chat: Chat, telegram: RunningTelegram
) -> None:
    await chat.press("Bot API calls and weather")

    await telegram.call("sendMessage", {"chat_id": YOU, "text": "hello", "colour": "red"})

    await expect(chat.page.locator("#calls-sum")).to_have_text("1 so far · 1 violation")
    await expect(chat.page.get_by_role("button", name="sendMessage")).to_contain_text("colour")


async def test_a_fault_is_switched_on_from_the_page(chat: Chat, bot: Bot) -> None:
    await chat.press("Bot API calls and weather")
    await chat.page.get_by_role("tab", name="Weather").click()

    await chat.press("Switch on")
    await expect(chat.page.get_by_text("too many · on every method")).to_be_visible()

    with pytest.raises(TelegramRetryAfter):
        await bot.send_message(YOU, "hello")
    await bot.send_message(YOU, "hello again")
    await expect(chat.message("hello again")).to_be_visible()


async def test_limits_are_switched_on_from_the_page(chat: Chat, telegram: RunningTelegram) -> None:
    await chat.press("Bot API calls and weather")
    await chat.page.get_by_role("tab", name="Weather").click()

    await chat.page.get_by_role("switch", name="Refuse what is too fast").check()

    await expect(chat.page.get_by_label("group per minute")).to_have_value("20")
    assert telegram.playground.limits.limits.enabled


async def test_the_clock_is_moved_from_the_page(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    await bot.send_message(YOU, "before")
    await chat.press("Bot API calls and weather")
    await chat.page.get_by_role("tab", name="Weather").click()

    await chat.press("+1 day")
    await expect(chat.page.get_by_text("Ahead of the machine by 1 day.")).to_be_visible()
    await bot.send_message(YOU, "after")

    await expect(chat.page.locator(".day").last).to_have_text("Today")
    assert telegram.playground.state.clock_offset == pytest.approx(86_400, abs=5)
