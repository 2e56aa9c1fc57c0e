"""A bell that wakes whoever waits for something new."""

import asyncio
from collections.abc import Awaitable, Callable

Sleep = Callable[[float], Awaitable[None]]


class Bell:
    """Rung when something changed.

    A ring that nobody heard is kept for the next who listens, so that a change between a look and
    the wait after it is not slept through. Two who listen by turns may miss one another's rings:
    whoever waits says for how long at most.

    Parameters
    ----------
    sleep
        How time passes: the sleep of a clock, or ``asyncio.sleep``.
    """

    def __init__(self, sleep: Sleep) -> None:
        self._sleep = sleep
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake everyone who waits."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Come back at the next ring, or after ``seconds``."""
        async with asyncio.TaskGroup() as group:
            heard = group.create_task(self._rung.wait())
            over = group.create_task(self._slept(seconds))
            await asyncio.wait({heard, over}, return_when=asyncio.FIRST_COMPLETED)
            heard.cancel()
            over.cancel()
        self._rung.clear()

    async def _slept(self, seconds: float) -> None:
        await self._sleep(seconds)
