"""A clock that tests move."""

import asyncio

from tests.support.facts import NOON, SECOND


class Clockwork:
    """Time stands still until somebody sleeps; then it has passed."""

    def __init__(self, now_ns: int = NOON) -> None:
        self._now_ns = now_ns
        self.slept: list[float] = []

    def now_ns(self) -> int:
        return self._now_ns

    def advance(self, seconds: float) -> None:
        self._now_ns += int(seconds * SECOND)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds)
        await asyncio.sleep(0)
