"""One browser, one window and one stand-in for every test of the chat page.

Each test begins with a world in which nothing has happened and a page that was just loaded. The
window fails its test when the page logged an error or broke its own Content-Security-Policy.
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
FORGET = """if (location.protocol === "http:" && !window.name) {
  localStorage.clear();
  window.name = "begun";
}"""
"""Run before the page's own scripts: the first document of a test finds an empty storage.

The name of a window outlives a reload. Emptying the storage from the last test's document instead
would race with that document's own last words, and with the process of the next one.
"""


def _complaint(told: ConsoleMessage) -> list[str]:
    """Errors, but for refused requests: those are shown to the person and end up here too."""
    refused = "Failed to load resource" in told.text
    return [told.text] if told.type == "error" and not refused else []


class Window:
    """A window that every test finds empty: another page load, nothing kept by the last one."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._complaints = list[str]()
        page.on("console", lambda told: self._complaints.extend(_complaint(told)))
        page.on("pageerror", lambda error: self._complaints.append(str(error)))
        page.set_default_timeout(15_000)

    @asynccontextmanager
    async def on(self, address: str, size: ViewportSize) -> AsyncIterator[Page]:
        """The page at this address, until it is left."""
        page = self._page
        self._complaints.clear()
        await page.set_viewport_size(size)
        await page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        await page.goto(address)
        await page.get_by_text("live", exact=True).wait_for()
        yield page
        await page.goto("about:blank")
        await page.evaluate("window.name = ''")
        assert self._complaints == []


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def server() -> AsyncIterator[RunningTelegram]:
    async with serve() as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def window(browser: Browser) -> AsyncIterator[Window]:
    context = await browser.new_context(
        locale="en-GB",
        timezone_id=IN_TOKYO,
        permissions=["clipboard-read", "clipboard-write"],
    )
    await context.add_init_script(FORGET)
    yield Window(await context.new_page())
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def telegram(server: RunningTelegram) -> RunningTelegram:
    """A world in which nothing has happened yet."""
    await server.control("reset", {"everything": True})
    return server


@pytest_asyncio.fixture(loop_scope="session")
async def bot(telegram: RunningTelegram) -> AsyncIterator[Bot]:
    async with bot_of(telegram) as one:
        yield one


@pytest_asyncio.fixture(loop_scope="session")
async def chat(window: Window, telegram: RunningTelegram) -> AsyncIterator[Chat]:
    """The page in a window as wide as a desk."""
    async with window.on(telegram.url, DESKTOP) as page:
        yield Chat(page)


@pytest_asyncio.fixture(loop_scope="session")
async def phone(window: Window, telegram: RunningTelegram) -> AsyncIterator[Chat]:
    """The page on a phone."""
    async with window.on(telegram.url, PHONE) as page:
        yield Chat(page)
