"""Specification of the chat page: what a person does in a browser reaches the bot, and back."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)
from PIL import Image
from playwright.async_api import Page, async_playwright, expect

from standins.telegram.running import RunningTelegram, serve

CHROMIUM = shutil.which("chromium")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
    pytest.mark.timeout(90),
]


@pytest.fixture
async def telegram() -> AsyncIterator[RunningTelegram]:
    async with serve() as running:
        yield running


@pytest.fixture
async def bot(telegram: RunningTelegram) -> AsyncIterator[Bot]:
    """A bot that greets, and shows a picture when its button is pressed."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    bot, dispatcher = Bot(telegram.token, session), Dispatcher()
    chart = [[InlineKeyboardButton(text="Chart", callback_data="chart")]]

    @dispatcher.message()
    async def greet(message: Message) -> None:
        markup = InlineKeyboardMarkup(inline_keyboard=chart)
        await message.answer("<b>Welcome</b> aboard", parse_mode="HTML", reply_markup=markup)

    @dispatcher.callback_query()
    async def draw(query: CallbackQuery) -> None:
        await query.answer("Here it is")
        buffer = BytesIO()
        Image.new("RGB", (800, 450), "teal").save(buffer, "PNG")
        picture = BufferedInputFile(buffer.getvalue(), "chart.png")
        await bot.send_photo(query.from_user.id, picture, caption="ETHUSDT")

    async with asyncio.TaskGroup() as group:
        polling = group.create_task(
            dispatcher.start_polling(bot, handle_signals=False, polling_timeout=1)
        )
        yield bot
        await dispatcher.stop_polling()
        await polling


@pytest.fixture
async def page(telegram: RunningTelegram) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = await browser.new_page(viewport={"width": 390, "height": 844})
        await page.goto(telegram.url)
        yield page
        await browser.close()


@pytest.mark.usefixtures("bot")
async def test_a_newcomer_starts_presses_a_button_and_sees_the_picture(page: Page) -> None:
    await page.get_by_role("button", name="Whale Tracker").click()
    await page.get_by_role("button", name="Start", exact=True).click()
    await expect(page.locator(".theirs .text")).to_have_text("Welcome aboard")

    await page.get_by_role("button", name="Chart").click()
    await expect(page.locator(".toast")).to_have_text("Here it is")
    await page.get_by_role("button", name="Open Photo: ETHUSDT").click()

    image = page.locator("#lightbox-image")
    await expect(image).to_be_visible()
    assert await image.evaluate("one => one.naturalWidth") == 800
    await page.keyboard.press("Escape")
    await expect(image).to_be_hidden()


async def test_nothing_is_wider_than_a_phone(page: Page, telegram: RunningTelegram) -> None:
    await page.get_by_role("button", name="Whale Tracker").click()
    await telegram.say("0x28c6c06298d514db089934071355e5743bf21d60" * 4)
    await expect(page.locator(".mine .text")).to_be_visible()

    assert await page.evaluate("document.documentElement.scrollWidth") == 390
