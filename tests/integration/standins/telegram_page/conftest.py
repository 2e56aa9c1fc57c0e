"""One browser for every test of the chat page; a stand-in, a bot and a window for each.

A window fails its test when the page logged an error or broke its own Content-Security-Policy.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from aiogram import Bot
from playwright.async_api import Browser, ConsoleMessage, Page, ViewportSize, async_playwright

from standins.telegram.running import RunningTelegram, serve
from tests.support.bots import bot_of
from tests.support.chat_page import Chat

CHROMIUM = shutil.which("chromium")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
IN_TOKYO = "Asia/Tokyo"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def telegram() -> AsyncIterator[RunningTelegram]:
    async with serve() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def bot(telegram: RunningTelegram) -> AsyncIterator[Bot]:
    async with bot_of(telegram) as one:
        yield one


@pytest_asyncio.fixture(loop_scope="session")
async def chat(browser: Browser, telegram: RunningTelegram) -> AsyncIterator[Chat]:
    """The page in a window as wide as a desk."""
    async with _window(browser, telegram, DESKTOP) as page:
        yield Chat(page)


@pytest_asyncio.fixture(loop_scope="session")
async def phone(browser: Browser, telegram: RunningTelegram) -> AsyncIterator[Chat]:
    """The page on a phone."""
    async with _window(browser, telegram, PHONE) as page:
        yield Chat(page)


@asynccontextmanager
async def _window(
    browser: Browser, telegram: RunningTelegram, size: ViewportSize
) -> AsyncIterator[Page]:
    context = await browser.new_context(
        viewport=size,
        reduced_motion="reduce",
        color_scheme="dark",
        locale="en-GB",
        timezone_id=IN_TOKYO,
        permissions=["clipboard-read", "clipboard-write"],
    )
    page, complaints = await context.new_page(), list[str]()
    page.on("console", lambda told: complaints.extend(_complaint(told)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(5_000)
    await page.goto(telegram.url)
    await page.get_by_text("live", exact=True).wait_for()
    yield page
    await context.close()
    assert complaints == []


def _complaint(told: ConsoleMessage) -> list[str]:
    """Errors, but for refused requests: those are shown to the person and end up here too."""
    refused = "Failed to load resource" in told.text
    return [told.text] if told.type == "error" and not refused else []
