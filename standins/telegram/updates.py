"""getUpdates: one poller at a time, waiting until there is something to say.

Telegram also slows down a poller that asks too often without waiting (three seconds for the same
offset) and the losers of a conflict. That is patience, not meaning, and is not played.
"""

import asyncio
from dataclasses import dataclass, field

from standins.telegram.backlog import UpdateQueue
from standins.telegram.clock import MovableClock
from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call
from standins.telegram.methods.webhooks import remember_kinds
from standins.telegram.state import State
from standins.telegram.trouble.refusals import REFUSALS
from standins.telegram.wire import JsonObject

LONGEST_WAIT = 50
"""Seconds; Telegram's server caps the wait here too (``LONG_POLL_MAX_TIMEOUT``)."""

_MOST = 100


@dataclass(slots=True)
class _Waiter:
    awake: asyncio.Event = field(default_factory=asyncio.Event)
    refusal: RefusalError | None = None

    def stop(self, refusal: RefusalError) -> None:
        self.refusal = refusal
        self.awake.set()


class LongPoll:
    """The place where one poller waits."""

    def __init__(self, queue: UpdateQueue, clock: MovableClock) -> None:
        self._queue = queue
        self._clock = clock
        self._waiter: _Waiter | None = None
        self._last_offset: int | None = None
        self._closed = False

    @property
    def is_waiting(self) -> bool:
        """Whether a poller waits at this moment."""
        return self._waiter is not None

    async def poll(self, state: State, call: Call) -> list[JsonObject]:
        """Updates from the offset on, or none when nothing happened in time.

        A poller that waits is sent away by one that comes to wait too, or asks for the same.

        Raises
        ------
        RefusalError
            409: a webhook is set, or another poller took this one's place.
        """
        if state.webhook.url:
            raise REFUSALS["webhook_active"].refusal({})
        remember_kinds(state, call.args)
        offset = call.args.get("offset", 0)
        limit = min(max(call.args.get("limit", _MOST), 1), _MOST)
        timeout = min(call.args.get("timeout", 0), LONGEST_WAIT)
        asks_the_same, self._last_offset = offset == self._last_offset, offset
        found = self._queue.fetch(offset, limit, self._clock.now())
        if not found and (timeout > 0 or asks_the_same):
            self.stop(REFUSALS["other_poller"].refusal({}))
        if not found and timeout > 0 and not self._closed:
            await self._wait(timeout)
            found = self._queue.fetch(offset, limit, self._clock.now())
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
            raise waiter.refusal

    def wake(self) -> None:
        """There is an update."""
        if self._waiter:
            self._waiter.awake.set()

    def stop(self, refusal: RefusalError) -> None:
        """Send the waiting poller away."""
        if self._waiter:
            self._waiter.stop(refusal)

    def close(self) -> None:
        """The server stops: nobody waits any more."""
        self._closed = True
        self.wake()
