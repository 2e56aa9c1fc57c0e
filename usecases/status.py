"""A person asks whether the machine is well: the trust page behind ``/status``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from core.conversation import Condition
from core.ports import TopicStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong with one topic.

    ``since_ns`` is when its hole began, or its last frame came; None when neither is known.
    """

    topic: str
    condition: Condition
    why: str
    since_ns: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainHeight:
    """How far a chain is read, and up to which block it is settled, where it says so."""

    block: int
    safe: int | None = None
    final: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedStatus:
    """One source, such as ``Bybit`` or ``Ethereum``, over all its connections.

    ``age_s`` is how long ago its newest fact that is stored was seen, in seconds; None when none
    ever was. A feed is late beyond ``late_after_s``, which is many times its usual pause.
    ``conditions`` counts its topics. ``proven_s`` is how long ago the topic that was compared with
    a second source longest ago was found equal, None where none ever was. ``silent_since_ns`` is
    set when the process that reads the source says nothing any more.
    """

    name: str
    age_s: float | None
    late_after_s: float
    conditions: Mapping[Condition, int] = field(default_factory=dict)
    troubles: Sequence[Trouble] = ()
    topics: Sequence[TopicStanding] = ()
    proven_s: float | None = None
    height: ChainHeight | None = None
    silent_since_ns: int | None = None

    @property
    def late(self) -> bool:
        """Whether something that should have come did not."""
        stale = self.age_s is None or self.age_s > self.late_after_s
        return stale or self.silent_since_ns is not None

    @property
    def well(self) -> bool:
        """Whether all that the source serves comes, in time.

        What it refuses (a symbol that does not exist, a method that this node lacks) is named, but
        nothing is wrong with the rest for that, today or ever.
        """
        ill = any(trouble.condition != "refused" for trouble in self.troubles)
        return not self.late and not ill


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """Holes of one source that have one cause: a lost connection tears one in every topic.

    ``topics`` are those that have a name. ``until_ns`` is when the last of them was whole again,
    None while one is open; ``reason`` is that of the first.
    """

    source: str
    topics: Sequence[str]
    reason: str
    since_ns: int
    until_ns: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """How the machine is, at one moment.

    ``open_gaps`` counts holes in the feeds that are not healed, ``healed_gaps`` those of the last
    24 hours that are, ``interruptions`` tells the newest of both. ``waiting`` counts alerts that
    are owed and not yet in their chats.
    """

    version: str
    feeds: Sequence[FeedStatus]
    open_gaps: int
    healed_gaps: int
    waiting: int
    interruptions: Sequence[Interruption] = ()

    @property
    def well(self) -> bool:
        """Whether every feed is well and no hole is open."""
        return self.open_gaps == 0 and all(feed.well for feed in self.feeds)


class StatusSource(Protocol):
    """Whoever can see the feeds, the gaps and the outbox."""

    async def __call__(self) -> StatusReport:
        """The state now."""


class Status:
    """The report with the feeds that need a look first."""

    def __init__(self, source: StatusSource) -> None:
        self._source = source

    async def __call__(self) -> StatusReport:
        """The state now, late feeds first, then by name."""
        report = await self._source()
        feeds = sorted(report.feeds, key=lambda feed: (feed.well, feed.name))
        return replace(report, feeds=feeds)
