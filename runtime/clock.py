"""The machine's clock."""

import asyncio
import time


class SystemClock:
    """The time of day as the machine has it; sleeping as the event loop does it."""

    def now_ns(self) -> int:
        """UTC nanoseconds since 1970."""
        return time.time_ns()

    async def sleep(self, seconds: float) -> None:
        """Come back after ``seconds``."""
        await asyncio.sleep(seconds)
