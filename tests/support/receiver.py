"""A webhook's other end: what it was told, and what it answers to that."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

import aiohttp
from aiohttp import web

from standins.telegram.wire import JsonObject

_LOOK_S = 0.005
_PATIENCE_S = 5.0


Reply: TypeAlias = JsonObject | aiohttp.FormData
"""The body of a 200: JSON, or a form (urlencoded or multipart)."""


@dataclass
class Receiver:
    """A bot's webhook.

    Attributes
    ----------
    url, base
        Its address, and the same without a path.
    answers
        What it says to the first requests, one each; afterwards 200.
    reply
        What a 200 carries.
    heard
        Every request's update, repeated ones too; ``taken`` only those that got a 200.
    """

    base: str = ""
    answers: list[web.Response] = field(default_factory=list)
    reply: Reply | None = None
    heard: list[JsonObject] = field(default_factory=list)
    taken: list[JsonObject] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"{self.base}/hook"

    @property
    def texts(self) -> list[str]:
        """The messages it took."""
        return [one["message"]["text"] for one in self.taken]

    async def hears(self, requests: int) -> None:
        """Come back when it was called so often."""
        await until(lambda: len(self.heard) >= requests)

    async def take(self, request: web.Request) -> web.StreamResponse:
        update: JsonObject = await request.json()
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.heard.append(update)
        if self.answers:
            return self.answers.pop(0)
        self.taken.append(update)
        if isinstance(self.reply, aiohttp.FormData):
            return web.Response(body=self.reply())
        return web.json_response(self.reply or {})


@asynccontextmanager
async def a_receiver(
    *answers: web.Response,
    reply: Reply | None = None,
) -> AsyncIterator[Receiver]:
    """A receiver on a free port of this machine."""
    hook = Receiver(answers=list(answers), reply=reply)
    app = web.Application()
    app.add_routes([web.post("/hook", hook.take)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield hook
    finally:
        await runner.cleanup()


def failure(status: int = 500, **headers: str) -> web.Response:
    """A receiver's no; a header is named with underscores for its hyphens."""
    return web.Response(
        status=status, headers={name.replace("_", "-"): headers[name] for name in headers}
    )


async def until(condition: Callable[[], bool]) -> None:
    """Come back when it is so."""
    async with asyncio.timeout(_PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - what it looks at tells nobody
            await asyncio.sleep(_LOOK_S)
