"""getUpdates: one poller at a time, waiting until there is something to say."""

import asyncio
from dataclasses import dataclass, field

from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call
from standins.telegram.methods.webhooks import remember_kinds
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

LONGEST_WAIT = 50
"""Seconds; Telegram's server caps the wait here too."""

_OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"
_HOOKED = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(slots=True)
class _Waiter:
    awake: asyncio.Event = field(default_factory=asyncio.Event)
    refusal: str | None = None

    def stop(self, why: str) -> None:
        self.refusal = why
        self.awake.set()


class LongPoll:
    """The place where one poller waits."""

    def __init__(self) -> None:
        self._waiter: _Waiter | None = None
        self._closed = False

    @property
    def is_waiting(self) -> bool:
        """Whether a poller waits at this moment."""
        return self._waiter is not None

    async def poll(self, world: World, call: Call) -> list[JsonObject]:
        """Updates from the offset on, or none when nothing happened in time.

        Raises
        ------
        RefusalError
            409: a webhook is set, or another poller took this one's place.
        """
        if world.state.webhook.url:
            raise RefusalError(_HOOKED, 409)
        self.stop(_OTHER)
        remember_kinds(world, call.args)
        offset, limit = call.args.get("offset", 0), call.args.get("limit", 100)
        timeout = min(call.args.get("timeout", 0), LONGEST_WAIT)
        found = world.fetch(offset, limit)
        if not found and timeout > 0 and not self._closed:
            await self._wait(timeout)
            found = world.fetch(offset, limit)
        return [one.to_api() for one in found]

    async def _wait(self, seconds: float) -> None:
        waiter = self._waiter = _Waiter()
        try:
            async with asyncio.timeout(seconds):
                await waiter.awake.wait()
        except TimeoutError:
            return
        finally:
            if self._waiter is waiter:
                self._waiter = None
        if waiter.refusal:
            raise RefusalError(waiter.refusal, 409)

    def wake(self) -> None:
        """There is an update."""
        if self._waiter:
            self._waiter.awake.set()

    def stop(self, why: str) -> None:
        """Send the waiting poller away."""
        if self._waiter:
            self._waiter.stop(why)

    def close(self) -> None:
        """The server stops: nobody waits any more."""
        self._closed = True
        self.wake()
