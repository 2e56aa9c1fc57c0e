"""Asks Telegram for updates and hands them to the dispatcher."""

import asyncio
from typing import Final

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import Update

from core.errors import MisconfiguredError
from core.ports import Clock

log = structlog.get_logger(__name__)

_WAIT_S: Final = 30
_AT_ONCE: Final = 100
_FIRST_PAUSE_S: Final = 1.0
_LONGEST_PAUSE_S: Final = 30.0


class Polling:
    """Long polling with handlers beside it: a slow picture keeps nobody else waiting.

    An update is confirmed to Telegram by the next question, when its handler may still be at work:
    a process that dies then loses it, as it would under a webhook that was answered early.
    """

    def __init__(self, bot: Bot, routes: Dispatcher, clock: Clock) -> None:
        self._bot = bot
        self._routes = routes
        self._clock = clock
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._allowed = routes.resolve_used_update_types()

    async def run(self) -> None:
        """Poll until cancelled.

        Raises
        ------
        ExceptionGroup
            Of a ``MisconfiguredError`` when the token is refused or somebody else polls with it.
        """
        offset: int | None = None
        async with asyncio.TaskGroup() as handling:
            while True:
                for update in await self._asked(offset):
                    offset = update.update_id + 1
                    await self._places.acquire()
                    handling.create_task(self._handle(update))

    async def _asked(self, offset: int | None) -> list[Update]:
        pause_s = _FIRST_PAUSE_S
        while True:
            try:
                return await self._bot.get_updates(
                    offset=offset,
                    timeout=_WAIT_S,
                    allowed_updates=self._allowed,
                    request_timeout=_WAIT_S + 15,
                )
            except (TelegramUnauthorizedError, TelegramNotFound, TelegramConflictError) as error:
                raise MisconfiguredError(f"Telegram refuses to give updates: {error}") from error
            except TelegramRetryAfter as error:
                await self._clock.sleep(error.retry_after)
            except (TelegramAPIError, ClientDecodeError) as error:
                log.warning("no updates", error=type(error).__name__, next_try_s=pause_s)
                await self._clock.sleep(pause_s)
                pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)

    async def _handle(self, update: Update) -> None:
        try:
            await self._routes.feed_update(self._bot, update)
        except Exception:
            log.exception("update failed", update_id=update.update_id)
        finally:
            self._places.release()
