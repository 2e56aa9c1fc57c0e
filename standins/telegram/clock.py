"""The time of the small world: the machine's clock, moved by as much as a test wishes.

Everything that grows old in the chats goes by it: taps, edits, limits, updates, the pauses before
a webhook is called again. How long a poller's connection stays open does not: that is the
network's time, and a clock that stands still must not hang a bot.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from standins.telegram.state import State


class MovableClock:
    """Unix seconds. The distance to the machine's clock is part of the state and is kept.

    Parameters
    ----------
    base
        The clock to start from, in seconds.
    """

    def __init__(self, base: Callable[[], float], state: State) -> None:
        self._base = base
        self._state = state
        self._moved = asyncio.Event()

    def now(self) -> float:
        """The present moment in the chats."""
        if self._state.frozen_at is not None:
            return self._state.frozen_at
        return self._base() + self._state.clock_offset

    @property
    def is_frozen(self) -> bool:
        """Whether time stands still but for what it is moved by."""
        return self._state.frozen_at is not None

    def advance(self, seconds: float) -> None:
        """Move on by so many seconds (or back, when negative)."""
        self.set(self.now() + seconds)

    def set(self, moment: float) -> None:
        """Let it be this moment now; time goes on from there, unless it stands still."""
        if self._state.frozen_at is not None:
            self._state.frozen_at = moment
        self._state.clock_offset = moment - self._base()
        self._wake()

    def freeze(self, *, still: bool) -> None:
        """Let time stand still at this moment, or go on from it."""
        now = self.now()
        self._state.frozen_at = now if still else None
        self.set(now)

    async def sleep(self, seconds: float) -> None:
        """Come back when so many seconds have passed here, by themselves or by a move.

        A move back takes nothing away from what has passed.
        """
        left, seen = seconds, self.now()
        while left > 0:
            moved = self._moved
            with suppress(TimeoutError):
                async with asyncio.timeout(None if self.is_frozen else left):
                    await moved.wait()
            now = self.now()
            left, seen = left - max(now - seen, 0.0), now

    def _wake(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()
