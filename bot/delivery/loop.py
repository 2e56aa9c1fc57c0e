"""Pays the outbox for as long as it runs: claim what is due, hand it out, wait for more."""

import asyncio
from typing import Final

import structlog

from bot.delivery.courier import Courier
from core.alerts import Due
from core.errors import UnavailableError
from core.ports import Clock, Outbox

log = structlog.get_logger(__name__)

LEASE_S: Final = 60.0

# More than a second's worth of Telegram's limit for all chats: chats that must go slowly (one
# message a second) can fill every place and still leave nothing of the 30 messages a second
# unused.
WIDTH: Final = 64

_LOOK_S: Final = 1.0
_LONGEST_PAUSE_S: Final = 30.0


class Delivery:
    """The loop of one process. Several may run beside each other; the leases keep them apart."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        clock: Clock,
        courier: Courier,
        owner: str,
        lease_s: float = LEASE_S,
        width: int = WIDTH,
    ) -> None:
        self._outbox = outbox
        self._clock = clock
        self._courier = courier
        self._owner = owner
        self._lease_s = lease_s
        self._width = width
        self._under_way = 0
        self._done = asyncio.Event()

    async def run(self) -> None:
        """Pay until cancelled; what is under way then is seen through.

        Raises
        ------
        ExceptionGroup
            Of a ``MisconfiguredError`` when Telegram does not accept the bot.
        """
        stopped: asyncio.CancelledError | None = None
        async with asyncio.TaskGroup() as payments:
            try:
                await self._pay_on(payments)
            except asyncio.CancelledError as error:
                # Cutting a send off would leave a message of which nobody knows whether it arrived.
                # The group waits for its members; being cancelled once more ends them too.
                log.info("delivery stops", under_way=self._under_way)
                stopped = error
        if stopped is not None:
            raise stopped

    async def _pay_on(self, payments: asyncio.TaskGroup) -> None:
        while True:
            self._done.clear()
            free = self._width - self._under_way
            dues = await self._claimed(free) if free else []
            for due in dues:
                self._under_way += 1
                payments.create_task(self._pay(due), name=f"pay {due.notice_id}")
            if len(dues) < free or not free:
                await self._news()

    async def _claimed(self, free: int) -> list[Due]:
        pause_s = _LOOK_S
        while True:
            try:
                return await self._outbox.claim(self._owner, limit=free, lease_s=self._lease_s)
            except UnavailableError as error:
                log.warning("outbox away", error=str(error), next_try_s=pause_s)
                await self._clock.sleep(pause_s)
                pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)

    async def _pay(self, due: Due) -> None:
        try:
            await self._courier.pay(due)
        finally:
            self._under_way -= 1
            self._done.set()

    async def _news(self) -> None:
        """Come back when there may be something to claim: a new row, or a payment that ended."""
        async with asyncio.TaskGroup() as waits:
            news = waits.create_task(self._changed())
            done = waits.create_task(self._done.wait())
            await asyncio.wait({news, done}, return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            done.cancel()

    async def _changed(self) -> None:
        try:
            await self._outbox.changed(_LOOK_S)
        except UnavailableError:
            await self._clock.sleep(_LOOK_S)
