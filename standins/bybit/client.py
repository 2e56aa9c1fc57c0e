"""One connection as the venue sees it: a session, and what was ordered to go wrong on it."""

import asyncio
import math
from collections.abc import Callable

from standins.session import Session

_LOOKS = 10
"""How often a connection is looked at within its patience while the venue rests."""


class Client:
    """Owes a client frames and answers, unless a fault keeps it from them.

    Parameters
    ----------
    session
        The socket.
    patience_s
        Seconds after which a connection on which nothing was sent is cut; asked again whenever
        they are over.
    rests
        Whether the venue does not play yet, so that nobody can reproach it with silence.
    pace
        How many seconds of the venue's time pass in one of ours. All durations are the venue's.
    """

    def __init__(
        self,
        session: Session,
        patience_s: Callable[[], float],
        *,
        rests: Callable[[], bool] = lambda: False,
        pace: float = 1.0,
    ) -> None:
        self._session = session
        self._patience_s = patience_s
        self._rests = rests
        self._pace = pace
        self._loop = asyncio.get_running_loop()
        self._mute = False
        self._timer: asyncio.TimerHandle | None = None
        self.watch()

    def push(self, payload: bytes) -> None:
        """Owe the client a frame of a topic."""
        if not self._mute:
            self._session.push(payload)

    def answer(self, payload: bytes, *, after_s: float = 0.0) -> None:
        """Owe the client an answer, at once or after so many seconds."""
        if after_s > 0:
            self._loop.call_later(after_s / self._pace, self._session.push, payload)
        else:
            self._session.push(payload)

    async def calm(self) -> None:
        """Wait until the client has read most of what it is owed; for one made slow, do not."""
        if math.isinf(self._session.frames_per_s):
            await self._session.calm()

    def close(self, code: int, reason: str) -> None:
        """Close in order."""
        self._session.close(code, reason)

    def cut(self) -> None:
        """Drop the connection without a close frame."""
        self._session.cut()

    def mute(self, seconds: float) -> None:
        """Send no frame of any topic for so many seconds (0: ever after); answer as before."""
        self._mute = True
        if seconds:
            self._loop.call_later(seconds / self._pace, self._speak)

    def deafen(self) -> None:
        """Send nothing any more and hear nothing, with the connection standing."""
        self._session.deafen()

    def throttle(self, frames_per_s: float) -> None:
        """Send at most so many frames a second of the venue's time."""
        self._session.frames_per_s = frames_per_s * self._pace

    def watch(self) -> None:
        """Look whether the connection has been idle for too long, and when to look again."""
        self.forget()
        patience_s = self._patience_s() / self._pace
        if self._rests():
            self._session.sent_s = self._loop.time()
            self._timer = self._loop.call_later(patience_s / _LOOKS, self.watch)
            return
        left_s = self._session.sent_s + patience_s - self._loop.time()
        if left_s > 0:
            self._timer = self._loop.call_later(left_s, self.watch)
        else:
            self.cut()

    def forget(self) -> None:
        """Look no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _speak(self) -> None:
        self._mute = False
