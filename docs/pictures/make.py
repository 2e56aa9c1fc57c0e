"""Takes the pictures of this folder: ``make pictures``.

First one of each kind of chart, out of ``whale charts gallery``. Then the product: ``whale demo``
with a folder and a market of its own, used as a newcomer would. Then the playground alone, the
stand-in for Telegram, with a scene that a bot and four people play in :mod:`playground`. Chromium
(Debian's) shows the page in the typeface of the charts. The market goes on meanwhile, so no two
runs of the chat are alike to the pixel; the charts are.
"""

import asyncio
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from PIL import Image
from playground import scene  # type: ignore[import-not-found]  # lies beside this file
from playwright.async_api import Browser, Locator, Page, async_playwright

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "bot" / "charts" / "fonts"
PORT = 8097
PAGE = f"http://127.0.0.1:{PORT}"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
NAMED = re.compile(r"(to|left) (Binance|Bybit|Coinbase|Kraken)")
DESKTOP, PHONE = (1280, 860), (390, 844)
CHARTS = {
    "heatmap": "heatmap-dark-cascade",
    "structure": "structure-dark-usual",
    "flow": "flow-light-day",
    "liquidation-map": "liquidation-map-dark-week",
    "card": "card-dark-liquidity-zone-pulled",
    "card-light": "card-light-sweep",
    "track-record": "track-colour-blind-touches",
}
"""Pictures of the gallery that stand in the README, by the names they have here."""


async def say(session: ClientSession, text: str, *, pause_s: float = 2.0) -> None:
    message = {"chat": 1001, "from": 1001, "text": text}
    async with session.post(f"{PAGE}/sim/message", json=message) as answer:
        answer.raise_for_status()
    await asyncio.sleep(pause_s)


async def story(session: ClientSession) -> None:
    """A newcomer's first two minutes."""
    await say(session, "/start")
    await say(session, "/alert whale 500")
    price = await _price(session)
    await say(session, f"/alert price ETHUSDT {price:.0f}", pause_s=40)
    await named_whale(session)
    await say(session, "/whales 500")
    await say(session, "/smc", pause_s=4)
    await say(session, "/heatmap", pause_s=4)


async def named_whale(session: ClientSession) -> None:
    """Wait until an alert names an exchange; one comes every minute or so."""
    async with asyncio.timeout(300):
        while not any(NAMED.search(one.get("caption") or "") for one in await transcript(session)):
            await asyncio.sleep(2)


async def transcript(session: ClientSession) -> list[dict[str, Any]]:
    async with session.get(f"{PAGE}/sim/transcript?chat=1001") as answer:
        messages: list[dict[str, Any]] = await answer.json()
        return messages


async def charts() -> None:
    """One picture of each kind out of the gallery, small enough for a page."""
    with tempfile.TemporaryDirectory() as folder:
        command = (sys.executable, "-m", "whale", "charts", "gallery", folder)
        made = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
        if await made.wait():
            sys.exit("the gallery could not be made")
        for name, exhibit in CHARTS.items():
            image = Image.open(Path(folder) / f"{exhibit}.png").convert("RGB")
            size = image.width // 2, image.height // 2
            small = image.resize(size, Image.Resampling.LANCZOS)
            small.save(HERE / f"{name}.jpg", quality=88, subsampling=0)


@asynccontextmanager
async def window(
    browser: Browser, size: tuple[int, int], scheme: str, address: str
) -> AsyncIterator[Page]:
    viewport = {"width": size[0], "height": size[1]}
    page = await browser.new_page(
        viewport=viewport,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="en-GB",
        reduced_motion="reduce",
    )
    await page.goto(address)
    await page.get_by_text("live", exact=True).wait_for()
    yield page
    await page.close()


async def go(page: Page, title: str) -> None:
    """Open a chat and look at its end."""
    await page.get_by_role("navigation").get_by_role("button", name=title).click()
    await page.locator("#head-title", has_text=title).wait_for()
    await page.locator("#stream").evaluate("one => { one.scrollTop = one.scrollHeight; }")
    await page.wait_for_timeout(1_000)


def newest(page: Page, words: str | re.Pattern[str]) -> Locator:
    """The newest message with these words."""
    return page.locator("li.row", has_text=words).last


async def show(message: Locator) -> None:
    """Scroll until a message stands at the lower edge."""
    await message.evaluate("one => one.scrollIntoView({ block: 'end' })")


async def shoot(page: Page, name: str) -> None:
    """Take the picture once everything stands still and the label of the day has faded."""
    await page.wait_for_timeout(500)
    await page.locator("#stream:not(.scrolling)").wait_for()
    await page.screenshot(path=HERE / f"{name}.png")


async def product(browser: Browser) -> None:
    """The chat with the bot: an alert and a list on a phone, calls on a desk, a chart large."""
    for scheme in ("dark", "light"):
        async with window(browser, PHONE, scheme, PAGE) as page:
            await go(page, "Whale Tracker")
            await show(newest(page, NAMED if scheme == "dark" else "Newest transfers"))
            await shoot(page, f"chat-phone-{scheme}")
        async with window(browser, DESKTOP, scheme, PAGE) as page:
            await go(page, "Whale Tracker")
            await page.get_by_role("button", name="Bot API calls and weather").click()
            await go(page, "Whale Tracker")
            await show(newest(page, "Order book"))
            await shoot(page, f"chat-desktop-{scheme}")
    async with window(browser, DESKTOP, "dark", PAGE) as page:
        await go(page, "Whale Tracker")
        await newest(page, "Order book").locator(".photo").click()
        await shoot(page, "chat-photo")


async def playground(browser: Browser, address: str) -> None:
    """What the stand-in can do besides: topics and people, inline mode, an album."""
    async with window(browser, DESKTOP, "light", address) as page:
        await go(page, "Deep Water Desk")
        await page.get_by_role("tab", name="Whales").click()
        await shoot(page, "playground-topics")
    async with window(browser, PHONE, "dark", address) as page:
        await go(page, "Whale Tracker")
        await shoot(page, "playground-album")
        await page.get_by_role("textbox", name="Message", exact=True).fill("@whale_tracker_bot eth")
        await page.get_by_role("option").first.wait_for()
        await shoot(page, "playground-inline")


async def _price(session: ClientSession) -> float:
    await say(session, "/smc", pause_s=3)
    captions = [message.get("caption") or "" for message in await transcript(session)]
    words = next(caption for caption in captions if caption.startswith("🕯")).split(": ")[1]
    return float(words.split(" ")[0].replace(",", ""))


@asynccontextmanager
async def demo(folder: str) -> AsyncIterator[None]:
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "whale", "demo", "--port", str(PORT), "--data", folder),
        stdout=asyncio.subprocess.PIPE,
    )
    assert running.stdout is not None
    while b"Ctrl-C" not in await running.stdout.readline():
        pass
    try:
        yield
    finally:
        running.terminate()
        await running.wait()


async def main() -> None:
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as home:
        shutil.copytree(FONTS, Path(home) / "fonts")
        async with async_playwright() as play:
            browser = await play.chromium.launch(
                executable_path=CHROMIUM, args=FLAGS, env={**os.environ, "XDG_DATA_HOME": home}
            )
            await charts()
            async with demo(data), ClientSession() as session:
                await story(session)
                await product(browser)
            async with scene(HERE) as address:
                await playground(browser, address)
    print(json.dumps(sorted(path.name for path in HERE.glob("*.[jp]*g"))))


if __name__ == "__main__":
    asyncio.run(main())
