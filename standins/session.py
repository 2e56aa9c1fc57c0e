"""One client's socket: a queue of bytes to send and someone who sends them."""

import asyncio
import math
from collections import deque
from collections.abc import Callable, Iterable

from aiohttp import WSMsgType, web

MOST_WAITING = 20_000
"""Frames a client may leave unread before it is cut; the venue promises no patience either."""

PATIENCE_S = 10.0
"""How long a burst waits for one client."""

CALM = 2_000
"""Below so many waiting frames a burst may go on."""

BATCH = 64
"""Frames in one write, at most."""

TEXT_FRAME = b"\x81"
SHORT_LENGTH, MIDDLE_LENGTH = 126, 65_536
"""Below the first a length takes one byte, below the second three, otherwise nine."""


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
        self._farewell: tuple[int, str] | None = None
        self.most_waiting = MOST_WAITING
        """Frames this client may leave unread before it is cut."""
        self.deaf = False
        """Half dead: the connection stands, nothing is sent, not even a pong is answered."""
        self.frames_per_s = math.inf
        """How many frames a second are sent at most."""
        self.sent_s = asyncio.get_running_loop().time()
        """When something was last sent, in the event loop's time."""

    def push(self, payload: bytes) -> None:
        """Owe the client a frame; a client that reads nothing for too long is cut."""
        if self.deaf:
            return
        self._waiting.append(payload)
        self._wake.set()
        if len(self._waiting) > CALM:
            self._calm.clear()
        if len(self._waiting) > self.most_waiting:
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

    def close(self, code: int, reason: str) -> None:
        """Close in order, with a code, before anything else that is owed."""
        self._farewell = (code, reason)
        self._wake.set()

    def deafen(self) -> None:
        """Fall half dead, with all that is owed unsaid."""
        self.deaf = True
        self._waiting.clear()
        self._calm.set()

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
                if self.deaf:
                    continue
                if message.type is WSMsgType.TEXT:
                    hear(message.data)
                elif message.type is WSMsgType.BINARY:
                    # Some clients send JSON in binary frames (web3.py does), and venues read it.
                    hear(message.data.decode(errors="replace"))
                elif message.type is WSMsgType.PING:
                    await self._socket.pong(message.data)
            sending.cancel()

    async def _send(self) -> None:
        """Send what is owed until the socket closes."""
        try:
            while not self._socket.closed:
                await self._wake.wait()
                self._wake.clear()
                while self._waiting and self._farewell is None:
                    await self._send_batch()
                    if len(self._waiting) < CALM:
                        self._calm.set()
                if self._farewell is not None:
                    code, reason = self._farewell
                    await self._socket.close(code=code, message=reason.encode())
        except ConnectionError:
            return
        finally:
            self._calm.set()

    async def _send_batch(self) -> None:
        """Send what waits, many frames in one write: a write costs more than a frame.

        The last frame goes the ordinary way, because that waits while the client reads too slowly.
        """
        slow = math.isfinite(self.frames_per_s)
        most = 1 if slow else BATCH
        batch = [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]
        transport = self._request.transport
        if len(batch) > 1 and transport is not None and not transport.is_closing():
            transport.write(b"".join(map(_framed, batch[:-1])))
            del batch[:-1]
        for payload in batch:
            await self._socket.send_frame(payload, WSMsgType.TEXT)
        self.sent_s = asyncio.get_running_loop().time()
        if slow:
            await asyncio.sleep(1 / self.frames_per_s)


async def upgraded(request: web.Request) -> tuple[web.WebSocketResponse, Session]:
    """Open a client's WebSocket.

    Deflate is never agreed to: it costs more than the loopback saves, and a client that offers it
    must live with a server that declines (RFC 7692, section 5).
    """
    socket = web.WebSocketResponse(compress=False, writer_limit=1, autoping=False)
    await socket.prepare(request)
    return socket, Session(socket, request)


def _framed(payload: bytes) -> bytes:
    r"""A whole, unmasked text frame (RFC 6455, section 5.2).

    Examples
    --------
    >>> _framed(b"hi")
    b'\x81\x02hi'
    """
    length = len(payload)
    if length < SHORT_LENGTH:
        return TEXT_FRAME + length.to_bytes(1, "big") + payload
    if length < MIDDLE_LENGTH:
        return TEXT_FRAME + b"\x7e" + length.to_bytes(2, "big") + payload
    return TEXT_FRAME + b"\x7f" + length.to_bytes(8, "big") + payload


async def calmed(sessions: Iterable[Session]) -> None:
    """Wait until every client has read most of what it is owed."""
    for session in list(sessions):
        await session.calm()
