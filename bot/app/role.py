"""The role ``bot``: updates come in, alerts go out. It owns what it opens."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand

from bot.app.dispatcher import dispatcher
from bot.app.polling import Polling
from bot.app.post_office import delivery
from bot.app.webhook import Hook, Webhook
from bot.delivery.loop import LEASE_S, Delivery
from bot.delivery.meter import Meter, NoMeter
from bot.handlers import COMMANDS
from bot.pictures.drawing import Draw
from bot.views.texts import texts
from core.ports import Clock, Stores
from usecases.status import StatusSource

log = structlog.get_logger(__name__)

_REQUEST_S = 30.0


def _no_mark(_step: str) -> None:
    """The mark of a process that nobody ends on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BotRole:
    """Two pieces of work that run until they are cancelled, in one process or in two."""

    bot: Bot
    routes: Dispatcher
    updates: Polling | Hook
    payments: Delivery

    async def serve_updates(self) -> None:
        """Answer people. Long polling, or a webhook where there is one."""
        await self._introduce()
        if isinstance(self.updates, Polling):
            await self.bot.delete_webhook()
        await self.updates.run()

    async def deliver(self) -> None:
        """Send what is owed."""
        await self.payments.run()

    async def _introduce(self) -> None:
        """Telegram's command menu, from the same list as ``/help``."""
        say = texts("en")
        menu = [
            BotCommand(command=each.name, description=str(say(each.words))) for each in COMMANDS
        ]
        try:
            await self.bot.set_my_commands(menu)
        except TelegramAPIError as error:
            log.warning("command menu not set", error=error.message)


@asynccontextmanager
async def open_role(
    *,
    token: str,
    api_base: str,
    symbols: Sequence[str],
    stores: Stores,
    clock: Clock,
    draw: Draw,
    status: StatusSource,
    owner: str,
    webhook: Webhook | None = None,
    storage_url: str | None = None,
    least_eth: Mapping[str, float] | None = None,
    meter: Meter | None = None,
    mark: Callable[[str], None] = _no_mark,
    quarantine_s: float = 30.0,
    lease_s: float = LEASE_S,
) -> AsyncIterator[BotRole]:
    """The role, ready to run; closed with the block.

    Parameters
    ----------
    token, api_base
        The bot, and the Bot API server it is known to: Telegram's, one of your own, or a stand-in.
    draw
        Draws a scene of ``bot.charts``; give one that works in other processes.
    owner
        The name under which this process leases rows of the outbox; unlike any other's.
    quarantine_s, lease_s
        Seconds before a message whose fate is unknown is sent again: after a lost answer, and after
        the process that was sending it has died.
    least_eth
        The smallest transfer that is read, in ether, by chain.
    storage_url
        Redis address for open questions. None keeps them in this process.
    """
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_base), timeout=_REQUEST_S)
    bot = Bot(token, session=session)
    routes = dispatcher(
        stores=stores,
        clock=clock,
        symbols=symbols,
        draw=draw,
        status=status,
        storage_url=storage_url,
        least_eth=least_eth,
    )
    payments = delivery(
        bot=bot,
        stores=stores,
        clock=clock,
        draw=draw,
        meter=meter or NoMeter(),
        mark=mark,
        owner=owner,
        quarantine_s=quarantine_s,
        lease_s=lease_s,
    )
    updates = Hook(bot, routes, webhook) if webhook else Polling(bot, routes, clock)
    try:
        yield BotRole(bot=bot, routes=routes, updates=updates, payments=payments)
    finally:
        await routes.storage.close()
        await routes.fsm.events_isolation.close()
        await session.close()


async def run(role: BotRole) -> None:
    """Both pieces of work in one process, until one fails or the caller cancels."""
    async with asyncio.TaskGroup() as group:
        group.create_task(role.serve_updates(), name="bot.updates")
        group.create_task(role.deliver(), name="bot.delivery")
