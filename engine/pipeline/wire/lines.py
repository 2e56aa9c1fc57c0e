"""A line to a source: text frames in both directions, over a WebSocket."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import Literal, Protocol

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientSSLError,
    ClientWebSocketResponse,
    ClientWSTimeout,
    WSMsgType,
    WSServerHandshakeError,
)

from engine.pipeline.wire.endpoints import Address, Ending
from engine.pipeline.wire.inbox import Inbox

# A block with a thousand transactions has 2 MB; the largest frame of a venue is a tenth of that.
_LARGEST_FRAME = 32 * 1024 * 1024
_PATIENCE_S = 10.0
# Nothing said after our goodbye is read. A venue in full speech does not get to its own goodbye
# until we have taken what it said before, so waiting for it would delay every new connection.
_FAREWELL_S = 0.5
_ABNORMAL = 1006

_Socket = ClientWebSocketResponse[Literal[False]]


class OverError(Exception):
    """The connection is over; ``ending`` says how."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.reason)
        self.ending = ending


class Line(Protocol):
    """What carries a feed's frames."""

    @property
    def silent(self) -> bool:
        """Whether it stands only once something has been heard: no hands were shaken."""

    async def listen(self, inbox: Inbox) -> Ending:
        """Put what arrives into the inbox until the line ends."""

    async def send(self, frame: str) -> None:
        """Say something. On a line that has ended it is lost, and ``listen`` says why."""


class WebSocketLine:
    """A line over one WebSocket."""

    silent = False

    def __init__(self, socket: _Socket, host: str) -> None:
        self._socket = socket
        self._host = host

    async def listen(self, inbox: Inbox) -> Ending:
        """Put what arrives into the inbox until the socket closes."""
        receive, put = self._socket.receive, inbox.put
        while True:
            message = await receive()
            if message.type is WSMsgType.TEXT or message.type is WSMsgType.BINARY:
                await put(message.data)
            elif message.type is WSMsgType.CLOSE and message.data != _ABNORMAL:
                words = f" {message.extra}" if message.extra else ""
                return Ending(reason=f"{self._host} closed the connection ({message.data}{words})")
            elif message.type is WSMsgType.ERROR:
                return Ending(reason=f"{self._host} broke the protocol: {message.data}")
            else:
                return Ending(reason=f"the connection to {self._host} broke off")

    async def send(self, frame: str) -> None:
        """Write a text frame.

        Raises
        ------
        OverError
            If the other side takes nothing for ten seconds.
        """
        try:
            async with asyncio.timeout(_PATIENCE_S):
                with suppress(ClientError, OSError):
                    await self._socket.send_str(frame)
        except TimeoutError:
            reason = f"{self._host} takes nothing for {_PATIENCE_S:.0f} s"
            raise OverError(Ending(reason=reason)) from None


@asynccontextmanager
async def websocket_line(address: Address, session: ClientSession) -> AsyncIterator[WebSocketLine]:
    """A WebSocket to this address, closed at the end.

    Raises
    ------
    OverError
        If none can be had; the reason says what to do where somebody can do something.
    """
    socket = await _shaken_hands(address, session)
    try:
        yield WebSocketLine(socket, address.host)
    finally:
        with suppress(TimeoutError):
            async with asyncio.timeout(_FAREWELL_S):
                await socket.close()


async def _shaken_hands(address: Address, session: ClientSession) -> _Socket:
    try:
        async with asyncio.timeout(_PATIENCE_S):
            return await session.ws_connect(
                address.websocket,
                timeout=ClientWSTimeout(ws_close=_FAREWELL_S),
                # Compression is never offered: it costs both sides more than the bytes it saves.
                compress=0,
                max_msg_size=_LARGEST_FRAME,
                decode_text=False,
            )
    except WSServerHandshakeError as error:
        after = error.headers.get("Retry-After", "") if error.headers else ""
        raise OverError(answered(address, error.status, after)) from None
    except (ClientError, OSError, TimeoutError) as error:
        raise OverError(unreached(address, error)) from None


def answered(address: Address, status: int, retry_after: str = "") -> Ending:
    """The ending that an HTTP status means instead of a conversation."""
    refused = status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
    if status == HTTPStatus.UNAUTHORIZED:
        reason = f"{address.host} refuses the key (401): {_check(address)}"
    elif status == HTTPStatus.FORBIDDEN:
        reason = (
            f"{address.host} refuses us (403): the key is wrong, a limit was passed or this country"
            f" is not served; {_check(address)}"
        )
    elif status == HTTPStatus.NOT_FOUND:
        reason = f"{address.host} has nothing at this address (404): {_check(address)}"
    else:
        reason = f"{address.host} answers {status} instead of a conversation"
    return Ending(reason=reason, refused=refused, opened=False, after_s=seconds(retry_after))


def unreached(address: Address, error: Exception) -> Ending:
    """The ending that a failure of the network means. A library's words may hold the address."""
    if isinstance(error, TimeoutError):
        reason = f"{address.host} gave no answer in {_PATIENCE_S:.0f} s"
    elif isinstance(error, ClientSSLError):
        reason = f"{address.host} cannot be reached safely ({type(error).__name__})"
    elif isinstance(error, ClientConnectorError):
        reason = f"{address.host} cannot be reached: {_said(error.os_error)}"
    else:
        reason = f"{address.host} cannot be reached ({type(error).__name__})"
    return Ending(reason=reason, opened=False)


def _said(error: OSError) -> str:
    # asyncio puts words of its own into strerror; a name that is not found has no number of errno.
    return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error.strerror)


def seconds(retry_after: str) -> float:
    """The pause of a ``Retry-After`` header; 0 for none, and for one that names a date.

    >>> seconds("30"), seconds(""), seconds("Fri, 31 Dec 1999 23:59:59 GMT")
    (30.0, 0.0, 0.0)
    """
    return float(retry_after) if retry_after.isdecimal() else 0.0


def _check(address: Address) -> str:
    return f"check {address.setting or 'the address'}"
