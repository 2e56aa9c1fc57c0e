"""Takes the pictures of this folder from a running demo: ``make pictures``.

Starts ``whale demo`` with a folder and a market of its own, does what a newcomer does, and
photographs the chat page in a headless browser (Debian's chromium). The market goes on while it
works, so no two runs are alike to the pixel.
"""

import asyncio
import io
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from PIL import Image
from playwright.async_api import Browser, async_playwright

HERE = Path(__file__).parent
PORT = 8097
PAGE = f"http://127.0.0.1:{PORT}"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


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
    await say(session, "/smc", pause_s=4)
    await say(session, "/heatmap", pause_s=4)


async def transcript(session: ClientSession) -> list[dict[str, Any]]:
    async with session.get(f"{PAGE}/sim/transcript?chat=1001") as answer:
        messages: list[dict[str, Any]] = await answer.json()
        return messages


async def photos(session: ClientSession) -> None:
    """The newest picture of each kind, as Telegram got it."""
    kinds = {"📊": "heatmap", "🕯": "structure", "🐋": "whale"}
    for message in await transcript(session):
        name = kinds.get((message.get("caption") or " ")[0])
        if name and message["photo"]:
            async with session.get(f"{PAGE}{message['photo']['url']}") as answer:
                image = Image.open(io.BytesIO(await answer.read()))
            image.save(HERE / f"{name}.jpg", quality=88)


async def screens(browser: Browser) -> None:
    for name, size, scheme in (
        ("chat-desktop-dark", (1280, 860), "dark"),
        ("chat-desktop-light", (1280, 860), "light"),
        ("chat-phone-dark", (412, 880), "dark"),
        ("chat-phone-light", (412, 880), "light"),
    ):
        viewport = {"width": size[0], "height": size[1]}
        page = await browser.new_page(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
        await page.goto(PAGE)
        await page.get_by_text("Whale Tracker").first.click()
        await page.wait_for_timeout(1_500)
        await page.screenshot(path=HERE / f"{name}.png")
        await page.close()


async def _price(session: ClientSession) -> float:
    await say(session, "/smc", pause_s=3)
    captions = [message.get("caption") or "" for message in await transcript(session)]
    words = next(caption for caption in captions if ": " in caption).split(": ")[1]
    return float(words.split(" ")[0].replace(",", ""))


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        demo = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "whale", "demo", "--port", str(PORT), "--data", folder),
            stdout=asyncio.subprocess.PIPE,
        )
        assert demo.stdout is not None
        while b"Ctrl-C" not in await demo.stdout.readline():
            pass
        try:
            async with ClientSession() as session, async_playwright() as play:
                await story(session)
                browser = await play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                await screens(browser)
                await photos(session)
        finally:
            demo.terminate()
            await demo.wait()
    print(json.dumps(sorted(path.name for path in HERE.glob("*.[jp]*g"))))


if __name__ == "__main__":
    asyncio.run(main())
