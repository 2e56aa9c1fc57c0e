"""A running stand-in for tests and demonstrations: started in one line, driven by plain calls.

>>> from standins.telegram.running import serve
>>> async def story() -> str:
...     async with serve() as telegram:
...         await telegram.say("/start")
...         return await telegram.text()
>>> import asyncio
>>> print(asyncio.run(story()).strip())
You: /start
"""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

from standins.telegram.playground import Playground
from standins.telegram.server import PLAYGROUND, create_app
from standins.telegram.wire import JsonObject

TOKEN = "42:A-TOKEN-FOR-THE-STAND-IN"  # noqa: S105 - opens nothing but the stand-in
YOU = 1001


class RunningTelegram:
    """A client of the control API of one running stand-in.

    Attributes
    ----------
    url
        The base address for a bot (``TelegramAPIServer.from_base(url)``) and for a browser.
    token
        The token it takes.
    playground
        Its insides, for what can't be seen from outside.
    """

    def __init__(
        self, url: str, token: str, playground: Playground, session: aiohttp.ClientSession
    ) -> None:
        self.url = url
        self.token = token
        self.playground = playground
        self._session = session

    async def control(self, path: str, body: object) -> JsonObject:
        """POST to ``/sim/<path>``.

        Raises
        ------
        ValueError
            The control refused, with its reason.
        """
        async with self._session.post(f"{self.url}/sim/{path}", json=body) as answer:
            told: JsonObject = await answer.json()
        if "error" in told:
            raise ValueError(told["error"])
        return told

    async def look(self, path: str) -> object:
        """GET ``/sim/<path>`` as JSON."""
        async with self._session.get(f"{self.url}/sim/{path}") as answer:
            shown: object = await answer.json()
        return shown

    async def say(self, text: str, *, chat: int = YOU, sender: int | None = None) -> JsonObject:
        """A person writes; in a private chat the person is the chat's own."""
        who = chat if sender is None else sender
        return await self.control("message", {"chat": chat, "from": who, "text": text})

    async def tap(self, text: str, *, chat: int = YOU, sender: int | None = None) -> JsonObject:
        """A person presses the newest inline button with this text."""
        who = chat if sender is None else sender
        return await self.control("tap", {"chat": chat, "from": who, "text": text})

    async def transcript(self, chat: int = YOU) -> list[JsonObject]:
        """The messages of a chat."""
        shown = await self.look(f"transcript?chat={chat}")
        assert isinstance(shown, list)  # noqa: S101 - for the type checker
        return shown

    async def text(self, chat: int = YOU) -> str:
        """A chat as text for golden files."""
        async with self._session.get(
            f"{self.url}/sim/transcript", params={"chat": chat, "format": "text"}
        ) as answer:
            return await answer.text()

    async def call(self, method: str, body: JsonObject) -> JsonObject:
        """Call a Bot API method as a bot would, with a JSON body; returns the whole answer."""
        address = f"{self.url}/bot{self.token}/{method}"
        async with self._session.post(address, json=body) as answer:
            told: JsonObject = await answer.json()
        return told


@asynccontextmanager
async def serve(
    *,
    token: str = TOKEN,
    data_dir: Path | None = None,
    strict: bool = True,
    clock: Callable[[], float] = time.time,  # noqa: TID251 - the outside world's own clock
) -> AsyncIterator[RunningTelegram]:
    """Serve on a free port of this machine for the length of an ``async with`` block."""
    app = create_app(token=token, data_dir=data_dir, strict=strict, clock=clock)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with aiohttp.ClientSession() as session:
            yield RunningTelegram(url, token, app[PLAYGROUND], session)
    finally:
        await runner.cleanup()
