"""One client's socket: a queue of bytes to send and someone who sends them."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable

from aiohttp import WSMsgType, web

MOST_WAITING = 20_000
"""Frames a client may leave unread before it is cut; the venue promises no patience either."""

PATIENCE_S = 10.0
"""How long a burst waits for one client."""

CALM = 2_000
"""Below so many waiting frames a burst may go on."""


class Session:
    """What a client is owed, in order.

    Parameters
    ----------
    socket, request
        The open WebSocket and the request it came with.
    """

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self._socket = socket
        self._request = request
        self._waiting: deque[bytes] = deque()
        self._wake = asyncio.Event()
        self._calm = asyncio.Event()
        self._calm.set()

    def push(self, payload: bytes) -> None:
        """Owe the client a frame; a client that reads nothing for too long is cut."""
        self._waiting.append(payload)
        self._wake.set()
        if len(self._waiting) > CALM:
            self._calm.clear()
            if len(self._waiting) > MOST_WAITING:
                self.cut()

    async def calm(self) -> None:
        """Wait until the client has read most of what it is owed; cut one that reads nothing."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._calm.wait()
        except TimeoutError:
            self.cut()

    def cut(self) -> None:
        """Drop the connection without a close frame: the client sees code 1006."""
        self._waiting.clear()
        self._calm.set()
        if self._request.transport is not None:
            self._request.transport.abort()

    async def converse(self, hear: Callable[[str], None]) -> None:
        """Listen and send until the client goes.

        Parameters
        ----------
        hear
            Called with each text the client sends; answers by `push`.
        """
        async with asyncio.TaskGroup() as tasks:
            sending = tasks.create_task(self._send())
            async for message in self._socket:
                if message.type is WSMsgType.TEXT:
                    hear(message.data)
            sending.cancel()

    async def _send(self) -> None:
        """Send what is owed until the socket closes."""
        try:
            while not self._socket.closed:
                await self._wake.wait()
                self._wake.clear()
                while self._waiting:
                    await self._socket.send_frame(self._waiting.popleft(), WSMsgType.TEXT)
                    if len(self._waiting) < CALM:
                        self._calm.set()
        except ConnectionError:
            return
        finally:
            self._calm.set()


async def calmed(sessions: Iterable[Session]) -> None:
    """Wait until every client has read most of what it is owed."""
    for session in list(sessions):
        await session.calm()
