"""Lets Telegram call us with updates, behind a TLS proxy."""

import asyncio
from dataclasses import dataclass, field

import structlog
from aiogram import Bot, Dispatcher
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

log = structlog.get_logger(__name__)

_CONNECTIONS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where Telegram calls (``url``, https) and where we listen for it (``host``, ``port``).

    ``secret`` comes back in a header of each call, 1 to 256 of ``A-Z a-z 0-9 _ -``: a call without
    it is not Telegram's and is refused. The path of ``url`` is the path we listen on.
    """

    url: str
    secret: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8443

    @property
    def path(self) -> str:
        """The path of the address."""
        return "/" + self.url.partition("://")[2].partition("/")[2]


class Hook:
    """The server. A call is answered at once and worked on afterwards."""

    def __init__(self, bot: Bot, routes: Dispatcher, webhook: Webhook) -> None:
        self._bot = bot
        self._routes = routes
        self._webhook = webhook

    async def run(self) -> None:
        """Listen, tell Telegram to call, and serve until cancelled."""
        app = web.Application()
        calls = SimpleRequestHandler(
            self._routes, self._bot, secret_token=self._webhook.secret, handle_in_background=True
        )
        app.router.add_post(self._webhook.path, calls.handle)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._webhook.host, self._webhook.port).start()
            await self._bot.set_webhook(
                self._webhook.url,
                secret_token=self._webhook.secret,
                max_connections=_CONNECTIONS,
                allowed_updates=self._routes.resolve_used_update_types(),
            )
            log.info("webhook set", host=self._webhook.host, port=self._webhook.port)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()
