"""What a feed asks of the shell that carries its bytes.

A feed is a conversation without a socket: the shell tells it what arrived and what time it is,
and it answers with facts and with these commands.
"""

from dataclasses import dataclass
from typing import Protocol

from core.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Write this text frame to the socket."""

    frame: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """GET ``path`` from the source's REST address and hand the body to ``Feed.fetched``.

    ``purpose`` comes back with the answer, so that the feed knows what it had asked.
    """

    purpose: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconnect:
    """The connection is of no more use: close it, wait, and open another."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A frame that could not be understood; it is counted and kept, and life goes on."""

    reason: str
    frame: bytes


Step = Fact | Send | Fetch | Reconnect | Unreadable


class Feed(Protocol):
    """One source's protocol as a plain object. Every method returns what is to be done, in order.

    All times are UTC nanoseconds and are the only clock a feed knows. No method raises for what the
    source sends: what cannot be read becomes ``Unreadable``.
    """

    @property
    def name(self) -> str:
        """The source, as metrics and gaps name it."""

    def connected(self, now_ns: int) -> list[Step]:
        """A fresh connection stands. Whatever the last one had subscribed is gone."""

    def received(self, frame: bytes, now_ns: int) -> list[Step]:
        """A text frame arrived."""

    def fetched(self, fetch: Fetch, body: bytes | None, now_ns: int) -> list[Step]:
        """The answer to a ``Fetch``; None when there was none."""

    def tick(self, now_ns: int) -> list[Step]:
        """Called several times a second, whatever happens: time for pings, time-outs, retries."""

    def lost(self, reason: str, now_ns: int) -> list[Step]:
        """The connection ended; what is missed from here on is a gap."""
