"""Faults of connections: cut, closed, silent, deaf, slow, or not made at all."""

from collections.abc import Iterable
from typing import Protocol

from typing_extensions import override

from standins.bybit.faults.ordered import Ordered

CUT = 1_006
"""The code a client sees when a connection ends without a close frame; it is never sent."""


class Socket(Protocol):
    """One open connection."""

    def close(self, code: int, reason: str) -> None:
        """Close it in order."""

    def cut(self) -> None:
        """Drop it without a close frame."""

    def mute(self, seconds: float) -> None:
        """Send no data for so long (0: ever after); pings are still answered."""

    def deafen(self) -> None:
        """Send nothing any more, not even a pong."""

    def throttle(self, frames_per_s: float) -> None:
        """Send at most so many frames a second from here on."""


class SocketFault(Ordered):
    """A fault of every connection that is open when it is ordered; new ones are sound."""

    def strike(self, sockets: Iterable[Socket]) -> None:
        """Let it happen."""
        for socket in sockets:
            self.befall(socket)

    def befall(self, socket: Socket) -> None:
        """Let it happen to one connection."""
        raise NotImplementedError


class Close(SocketFault, tag="close"):
    """End every connection: without a close frame (1006), or with the code that is given."""

    code: int = CUT
    reason: str = ""

    @override
    def befall(self, socket: Socket) -> None:
        if self.code == CUT:
            socket.cut()
        else:
            socket.close(self.code, self.reason)


class Mute(SocketFault, tag="mute"):
    """Send no data on open connections, for ``seconds`` or for good, but answer pings."""

    @override
    def befall(self, socket: Socket) -> None:
        socket.mute(self.seconds)


class Deaf(SocketFault, tag="deaf"):
    """Leave open connections half dead: TCP stands, nothing is sent, no ping is answered."""

    @override
    def befall(self, socket: Socket) -> None:
        socket.deafen()


class Slow(SocketFault, tag="slow"):
    """Deliver at most so many frames a second on open connections; the rest waits its turn."""

    frames_per_s: float

    @override
    def befall(self, socket: Socket) -> None:
        socket.throttle(self.frames_per_s)


class Idle(Ordered, tag="idle"):
    """Cut a connection on which nothing was SENT for so long, without a close frame.

    Edges were seen to do so after 10 s and after 61 s; the venue's own limit is 10 minutes, which
    holds while nothing else is ordered. A pong counts as something sent.
    """

    times: int | None = 0
    after_s: float = 10.0


class TurnAway(Ordered, tag="turn-away"):
    """Refuse to open a WebSocket, with an HTTP status: 403 as for a ban, 503 as in maintenance."""

    status: int = 503


class ConnectionLimit(Ordered, tag="connection-limit"):
    """Refuse the address that opens more than 500 connections in five minutes, with HTTP 403.

    The limit is documented; with which status it is enforced is not.
    """

    times: int | None = 0
    most: int = 500
    window_s: float = 300.0
