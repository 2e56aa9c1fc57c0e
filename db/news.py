"""NOTIFY, heard on a session of its own."""

import asyncio
from collections.abc import Mapping
from time import monotonic

from core.errors import WhaleError
from db.bell import Bell
from db.driver import Connection, connect
from db.errors import translated

_RETRY_S = 2.0
_PATIENCE_S = 5.0
_CLOSE_S = 1.0


class News:
    """Rings a bell for every notification on a channel.

    There is no background task: whoever is about to wait calls ``listen`` first, which puts the
    session right if it broke. While there is none, notifications are missed and waits end by their
    time: news make things fast, never right.
    """

    def __init__(self, url: str, bells: Mapping[str, Bell]) -> None:
        self._url = url
        self._bells = bells
        self._session: Connection | None = None
        self._one_at_a_time = asyncio.Lock()
        self._not_before = 0.0

    async def listen(self) -> None:
        """Have a session that listens, or leave it for the moment."""
        async with self._one_at_a_time:
            if self._session is not None and not self._session.is_closed():
                return
            if monotonic() < self._not_before:
                return
            self._not_before = monotonic() + _RETRY_S
            try:
                self._session = await self._open()
            except WhaleError:
                self._session = None
                return
            for bell in self._bells.values():
                bell.ring()  # something may have happened while nobody listened

    async def close(self) -> None:
        """Stop listening."""
        session, self._session = self._session, None
        if session is not None and not session.is_closed():
            try:
                with translated():
                    await session.close(timeout=_CLOSE_S)
            except WhaleError:
                session.terminate()

    async def _open(self) -> Connection:
        with translated():
            session = await connect(self._url, patience_s=_PATIENCE_S)
            for channel in self._bells:
                await session.add_listener(channel, self._heard)
        return session

    def _heard(self, _session: object, _pid: int, channel: str, _payload: str) -> None:
        self._bells[channel].ring()
