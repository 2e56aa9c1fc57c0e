"""What a feed asks of the shell that carries its bytes.

A feed is a conversation without a socket: the shell tells it what arrived and what time it is,
and it answers with facts and with these commands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

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
class Reply:
    """What came back for a ``Fetch``: any HTTP status. Names of headers are lower-case."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconnect:
    """The connection is of no more use: close it, wait, and open another.

    ``elsewhere`` asks for another address of the source, where there is one.
    """

    reason: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A frame that could not be understood; it is counted and kept, and life goes on."""

    reason: str
    frame: bytes


Step = Fact | Send | Fetch | Reconnect | Unreadable


Condition = Literal["waiting", "live", "quiet", "late", "broken", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one topic of a feed does, for metrics, the status page and alerts of the system.

    ``condition`` is ``waiting`` before its first frame; ``live`` while frames come; ``quiet`` when
    none come though the connection answers and nothing is due; ``late`` when frames are due or
    arrive long after their own time; ``broken`` while it has a hole that is not healed yet;
    ``refused`` when the source will not serve it. ``why`` says it in words where there is something
    to say. Times are 0 where nothing happened yet; ``proven_ns`` is when the topic was last
    compared with an independent source and found equal.
    """

    condition: Condition
    why: str = ""
    frames: int = 0
    at_ns: int = 0
    seen_ns: int = 0
    gaps: int = 0
    proven_ns: int = 0


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

    def fetched(self, fetch: Fetch, reply: Reply | None, now_ns: int) -> list[Step]:
        """The answer to a ``Fetch``; None when there was none (no connection, or a time-out)."""

    def tick(self, now_ns: int) -> list[Step]:
        """Called several times a second, whatever happens: time for pings, time-outs, retries."""

    def lost(self, reason: str, now_ns: int) -> list[Step]:
        """The connection ended; what is missed from here on is a gap."""

    def standings(self, now_ns: int) -> Mapping[str, Standing]:
        """How each topic does, by its name."""
