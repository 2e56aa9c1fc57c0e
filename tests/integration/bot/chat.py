"""A chat with the bot over loopback: the stand-in at one end, the whole role at the other."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web

from bot.app import BotRole, Webhook, open_role
from bot.charts import Look, draw
from core.alerts import Notice, Rule, Target, Verdict, notice_id
from core.detection import Detection
from core.ports import Effects, EntryId, Stores
from db.memory import memory_stores
from standins.telegram.server import create_app
from usecases.status import FeedStatus, StatusReport

TOKEN = "424242:TEST_token_of_the_stand_in_0123456789"  # noqa: S105 - the stand-in's own
SYMBOLS = ("ETHUSDT", "BTCUSDT")
ANN = 1001
_LOOK_S = 0.02
_QUIET_S = 0.2


class WallClock:
    """The machine's own clock."""

    def now_ns(self) -> int:
        return time.time_ns()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def well() -> StatusReport:
    """A machine without complaints."""
    feeds = [
        FeedStatus(name="Bybit ETHUSDT", age_s=0.4, late_after_s=10),
        FeedStatus(name="Ethereum blocks", age_s=7.0, late_after_s=60),
    ]
    return StatusReport(version="0.1.0", feeds=feeds, open_gaps=0, healed_gaps=2, waiting=0)


async def drawn(scene: object, look: Look) -> bytes:
    """The real picture."""
    return await asyncio.to_thread(draw, scene, look=look)


@dataclass
class Talk:
    """What a person does, and what the chat then shows."""

    http: aiohttp.ClientSession
    base: str
    stores: Stores
    role: BotRole

    async def say(self, text: str, chat: int = ANN) -> str:
        """Write a message; the chat as it is when the bot has answered."""
        return await self._after("message", {"chat": chat, "from": ANN, "text": text})

    async def tap(self, label: str, chat: int = ANN) -> str:
        """Tap a button."""
        return await self._after("tap", {"chat": chat, "from": ANN, "text": label})

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Any control of the stand-in."""
        async with self.http.post(f"{self.base}/sim/{path}", json=body) as answer:
            assert answer.status == 200, await answer.text()
            said: dict[str, Any] = await answer.json()
            return said

    async def calls(self) -> dict[str, Any]:
        """Every call of the bot, and how many broke the Bot API's rules."""
        async with self.http.get(f"{self.base}/sim/calls?since=0") as answer:
            said: dict[str, Any] = await answer.json()
            return said

    async def methods(self) -> list[str]:
        """The names of the bot's calls."""
        return [call["method"] for call in (await self.calls())["calls"]]

    async def transcript(self, chat: int = ANN) -> str:
        """The chat as text."""
        url = f"{self.base}/sim/transcript?chat={chat}&format=text"
        async with self.http.get(url) as answer:
            return await answer.text()

    async def shows(self, words: str, chat: int = ANN) -> str:
        """The chat, as soon as it shows these words."""
        async with asyncio.timeout(10):
            while True:
                text = await self.transcript(chat)
                if words in text:
                    return text
                await asyncio.sleep(_LOOK_S)

    async def owe(self, rule: Rule, target: Target, found: Detection) -> Notice:
        """Let the worker owe a detection."""
        notice = Notice(
            id=notice_id(rule.id, found.id, target.id),
            rule_id=rule.id,
            detection=found,
            target_id=target.id,
            verdict=Verdict(),
        )
        claim = await self.stores.ledger.acquire(0, "worker")
        position = EntryId(ms=claim.position.ms + 1, seq=0)
        await self.stores.ledger.commit(
            Effects(claim=claim, position=position, detections=[found], notices=[notice])
        )
        return notice

    async def mine(self) -> tuple[list[Rule], Target]:
        """The rules of the person, and their chat."""
        user, target = await self.stores.users.register(telegram_id=ANN, name="You", language="en")
        return await self.stores.rules.of_owner(user.id), target

    async def _after(self, path: str, body: dict[str, Any]) -> str:
        before = (await self.calls())["total"]
        await self.post(path, body)
        await self._settled(before)
        return await self.transcript(body["chat"])

    async def _settled(self, before: int) -> None:
        """Until the bot has done something and is quiet again."""
        total, quiet_s = before, 0.0
        async with asyncio.timeout(10):
            while quiet_s < _QUIET_S:
                await asyncio.sleep(_LOOK_S)
                now = (await self.calls())["total"]
                quiet_s = quiet_s + _LOOK_S if now == total and now > before else 0.0
                total = now


@asynccontextmanager
async def talking(
    *, webhook: Webhook | None = None, quarantine_s: float = 30.0
) -> AsyncIterator[Talk]:
    """A running stand-in, and a role over stores in memory that speaks to it."""
    runner = web.AppRunner(create_app(token=TOKEN), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = "http://{}:{}".format(*runner.addresses[0])
    clock = WallClock()
    stores = memory_stores(clock)
    opened = open_role(
        token=TOKEN,
        api_base=base,
        symbols=SYMBOLS,
        stores=stores,
        clock=clock,
        draw=drawn,
        status=well,
        owner="bot-1",
        webhook=webhook,
        quarantine_s=quarantine_s,
    )
    try:
        async with (
            aiohttp.ClientSession() as http,
            opened as role,
            asyncio.TaskGroup() as group,
        ):
            updates = group.create_task(role.serve_updates())
            payments = group.create_task(role.deliver())
            yield Talk(http=http, base=base, stores=stores, role=role)
            updates.cancel()
            payments.cancel()
    finally:
        await runner.cleanup()
