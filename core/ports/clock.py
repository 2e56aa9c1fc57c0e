"""Time."""

from typing import Protocol


class Clock(Protocol):
    """The time of day and the passing of time."""

    def now_ns(self) -> int:
        """UTC nanoseconds since 1970."""

    async def sleep(self, seconds: float) -> None:
        """Come back after ``seconds``."""
