"""A bell that wakes whoever waits for something new."""

import asyncio

from core.ports import Clock


class Bell:
    """Rung when something changed.

    A ring that nobody heard is kept for the next who listens, so that a change between a look and
    the wait after it is not slept through.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake everyone who waits."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Come back at the next ring, or after ``seconds``."""
        async with asyncio.TaskGroup() as group:
            heard = group.create_task(self._rung.wait())
            over = group.create_task(self._clock.sleep(seconds))
            await asyncio.wait({heard, over}, return_when=asyncio.FIRST_COMPLETED)
            heard.cancel()
            over.cancel()
        self._rung.clear()
