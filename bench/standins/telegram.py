"""What the stand-in for Telegram can carry on one core: ``python -m bench.standins.telegram``.

The server runs in a process of its own (``python -m standins.telegram``) and listens on this
machine alone; this process asks it over loopback for so many seconds a row and then ends it. A
request costs the server's CPU time, read from ``/proc``, so that a busy machine changes the wall's
figure and not this one: *a core's second* is how many requests one core answers. Goal: 500 of a
bot's requests a second on one core.
"""

import argparse
import asyncio
import itertools
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
from PIL import Image

TOKEN = "42:A-TOKEN-FOR-THE-BENCHMARK"  # noqa: S105 - opens nothing but the stand-in
GOAL = 500
CHATS = (1001, 1002)
MESSAGES = 10_000
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """The stand-in, its process number, and a session that speaks to it."""

    url: str
    pid: int
    http: aiohttp.ClientSession

    async def call(self, method: str, **parameters: object) -> Any:  # noqa: ANN401 - any JSON
        """One request as JSON; its result."""
        address = f"{self.url}bot{TOKEN}/{method}"
        async with self.http.post(address, json=parameters) as answer:
            told = await answer.json()
        assert told["ok"], told
        return told["result"]

    async def upload(self, picture: bytes, chat: int) -> None:
        """Send a photo."""
        form = aiohttp.FormData({"chat_id": str(chat), "caption": "ETH"})
        form.add_field("photo", picture, filename="chart.png", content_type="image/png")
        async with self.http.post(f"{self.url}bot{TOKEN}/sendPhoto", data=form) as answer:
            assert answer.ok, await answer.text()

    async def says(self, text: str, chat: int) -> None:
        """A person writes, so that there is an update."""
        wish = {"chat": chat, "from": chat, "text": text}
        async with self.http.post(f"{self.url}sim/message", json=wish) as answer:
            assert answer.ok, await answer.text()

    def cpu_s(self) -> float:
        """Seconds of CPU the server has used, in the kernel and out of it."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def resident_mb(self) -> float:
        """Its memory."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("no VmRSS")


@asynccontextmanager
async def server() -> AsyncIterator[Server]:
    """Started on a free port, ended with the block."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "standins.telegram", "--port", "0", "--token", TOKEN),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        url = (await process.stdout.readline()).decode().split()[1]
        async with aiohttp.ClientSession() as http:
            yield Server(url, process.pid, http)
    finally:
        process.terminate()
        await process.wait()


async def rate(
    running: Server, name: str, seconds: float, ask: Callable[[int], Awaitable[int]]
) -> float:
    """Ask from eight connections at once for so long; how many a second of a core.

    Parameters
    ----------
    ask
        One request, given its number; returns how many things it stands for.
    """
    numbers, done = itertools.count(), 0
    began, cpu = time.perf_counter(), running.cpu_s()

    async def connection() -> None:
        nonlocal done
        while time.perf_counter() - began < seconds:
            count = await ask(next(numbers))
            done += count

    await asyncio.gather(*(connection() for _ in range(8)))
    wall, used = time.perf_counter() - began, running.cpu_s() - cpu
    print(f"{name:34} {done / wall:8.0f}  {done / used:8.0f}  {1000 * used / done:8.2f}")
    return done / used


async def measure(seconds: float) -> bool:
    """Print the table; whether the goal is met."""
    print(f"{'':34} {'a second':>8}  {'a core s':>8}  {'CPU ms':>8}")
    async with server() as running:
        markup = {"inline_keyboard": [[{"text": "Why", "callback_data": "a1:why"}]]}
        chart = picture()

        async def message(number: int) -> int:
            text = f"<b>Whale</b> {number} <a href='https://a.example'>ETH</a>"
            await running.call(
                "sendMessage",
                chat_id=CHATS[number % 2],
                text=text,
                parse_mode="HTML",
                reply_markup=markup,
            )
            return 1

        async def edit(number: int) -> int:
            text = f"edited {number}"
            await running.call("editMessageText", chat_id=CHATS[0], message_id=first, text=text)
            return 1

        async def photo(number: int) -> int:
            await running.upload(chart, CHATS[number % 2])
            return 1

        async def said(number: int) -> int:
            await running.says(f"/whales {number}", CHATS[number % 2])
            return 1

        plain = await rate(running, "sendMessage, HTML and keyboard", seconds, message)
        first = (await running.call("sendMessage", chat_id=CHATS[0], text="x"))["message_id"]
        await rate(running, "editMessageText", seconds, edit)
        await rate(running, f"sendPhoto, {len(chart) // 1000} kB PNG", seconds, photo)
        await rate(running, "a person's message (control)", seconds, said)
        await rate(running, "updates through getUpdates", seconds, poller(running))
    async with server() as running:
        await remember(running)
    return plain >= GOAL


def poller(running: Server) -> Callable[[int], Awaitable[int]]:
    """Fetches a hundred updates at a time and confirms them; new ones are said when none is left.

    One at a time, as Telegram has it; what people say in between is part of the price.
    """
    turn, offset = asyncio.Lock(), 0

    async def fetch(_number: int) -> int:
        nonlocal offset
        async with turn:
            updates = await running.call("getUpdates", offset=offset, limit=100)
            if updates:
                offset = updates[-1]["update_id"] + 1
                return len(updates)
            await asyncio.gather(*(running.says("x", CHATS[0]) for _ in range(100)))
            return 0

    return fetch


async def remember(running: Server) -> None:
    """What ten thousand messages weigh."""
    before = running.resident_mb()
    text = "🐋 1,234.5 ETH ($4.3 M) from Binance to an unknown wallet, 0x28c6…1d60 → 0x3f5c…9a21"
    for start in range(0, MESSAGES, 100):
        await asyncio.gather(
            *(
                running.call("sendMessage", chat_id=CHATS[one % 2], text=text)
                for one in range(start, start + 100)
            )
        )
    grown = running.resident_mb() - before
    print(f"\nmemory: {before:.0f} MB empty, {grown:+.1f} MB for {MESSAGES:,} messages")


def picture() -> bytes:
    """A PNG the size of a chart, with something in it."""
    image = Image.effect_noise((1024, 640), 4).convert("RGB")
    buffer = BytesIO()
    image.quantize(16).save(buffer, "PNG")
    return buffer.getvalue()


def main() -> None:
    """Measure, and fail when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="for each row")
    wishes = parser.parse_args()
    met = asyncio.run(measure(wishes.seconds))
    print(f"goal {GOAL} messages a core's second: {'met' if met else 'MISSED'}")
    sys.exit(not met)


if __name__ == "__main__":
    main()
