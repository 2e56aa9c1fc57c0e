"""When a source plays: held, started by its first listener, paced by a clock, or all at once.

The one thing the stand-ins for an exchange and for a chain have in common. A source says when its
next piece is due and gives it when asked; the stage decides when that is.
"""

import asyncio
import math
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

Clock = Callable[[], int]
"""Nanoseconds since the epoch."""

BREATH = 32
"""Pieces played in a burst before the event loop gets its turn."""


class Source(Protocol):
    """Something that happens in time."""

    @property
    def kind(self) -> str:
        """``simulator`` or ``recording``."""

    @property
    def awaits_listener(self) -> bool:
        """Whether it stands still until the first listener has come."""

    def origin(self, now_ms: int) -> int:
        """The source's own time, in ms, at the moment it begins to play."""

    def due(self) -> int | None:
        """When its next piece is due in its own time; None when it is over."""

    def close(self) -> None:
        """Let go of files and remember what must be remembered."""


@dataclass(slots=True)
class Curtain:
    """Held or open; one curtain for every stand-in of a process."""

    held: bool = False
    _opened: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        if not self.held:
            self._opened.set()

    def play(self) -> None:
        """Open it; opening twice is opening once."""
        self.held = False
        self._opened.set()

    async def opened(self) -> None:
        """Wait until it is open."""
        await self._opened.wait()


class Stage:
    """Plays one source.

    Parameters
    ----------
    source
        What is played.
    clock
        The only clock there is.
    speed
        Seconds of the source's time in one second; infinite for as fast as possible.
    curtain
        Holds recordings back until someone says play; simulators are never held.
    """

    def __init__(
        self, source: Source, *, clock: Clock, speed: float = 1.0, curtain: Curtain | None = None
    ) -> None:
        if not speed > 0:
            message = f"speed must be above zero, not {speed}"
            raise ValueError(message)
        self._source = source
        self._clock = clock
        self._speed = speed
        self.curtain = curtain or Curtain()
        self._listened = asyncio.Event()
        self._wall_ms = self._wall()
        self._origin = source.origin(self._wall_ms)
        self.done = False
        self.published: Counter[str] = Counter()

    @property
    def held(self) -> bool:
        """Whether it waits for someone to say play."""
        return self._source.kind == "recording" and self.curtain.held

    def listened(self) -> None:
        """Say that a listener has come."""
        self._listened.set()

    def now_ms(self) -> int:
        """The source's own time."""
        if math.isinf(self._speed):
            return self._source.due() or self._origin
        return self._origin + round((self._wall() - self._wall_ms) * self._speed)

    def state(self) -> dict[str, object]:
        """What ``GET /control/state`` says."""
        return {
            "source": self._source.kind,
            "held": self.held,
            "done": self.done,
            "published": dict(self.published),
        }

    async def play(self, act: Callable[[], None], relief: Callable[[], Awaitable[None]]) -> None:
        """Play to the end.

        Parameters
        ----------
        act
            Called when the next piece is due; it takes the piece and publishes it.
        relief
            Awaited now and then in a burst, to let slow listeners follow.
        """
        await self._begin()
        since_breath = 0
        while (due := self._source.due()) is not None:
            since_breath = 0 if await self._until(due) else since_breath + 1
            act()
            if since_breath >= BREATH:
                since_breath = 0
                await relief()
                await asyncio.sleep(0)
        await relief()
        self.done = True

    async def _begin(self) -> None:
        if self.held:
            await self.curtain.opened()
        elif self._source.awaits_listener:
            await self._listened.wait()
        if self._source.kind == "recording":
            self._wall_ms = self._wall()

    async def _until(self, due: int) -> bool:
        """Sleep until a moment of the source's time; False when it has already come."""
        if math.isinf(self._speed):
            return False
        seconds = (due - self.now_ms()) / self._speed / 1_000
        if seconds <= 0:
            return False
        await asyncio.sleep(seconds)
        return True

    def _wall(self) -> int:
        return self._clock() // 1_000_000
