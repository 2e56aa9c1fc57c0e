"""A connection of ours that lives as long as a block of a test, by a clock that hurries."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from engine.pipeline.connection import Connection
from tests.support.facts import NOON, SECOND


class HurriedClock:
    """A clock that shows noon when it is made, and on which time passes ``speed`` times faster."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._loop = asyncio.get_running_loop()
        self._born_s = self._loop.time()

    def now_ns(self) -> int:
        return NOON + round((self._loop.time() - self._born_s) * self._speed * SECOND)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._speed)


@asynccontextmanager
async def running(connection: Connection) -> AsyncIterator[None]:
    """Let a connection live for the length of a block."""
    life = asyncio.get_running_loop().create_task(connection.run())
    try:
        yield
    finally:
        life.cancel()
        with suppress(asyncio.CancelledError):
            await life
