"""A person asks whether the machine is well: the trust page behind ``/status``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedStatus:
    """One feed, such as ``Bybit ETHUSDT`` or ``Ethereum blocks``.

    ``age_s`` is how long ago its last fact was seen, in seconds; None when none ever came. A feed
    is late beyond ``late_after_s``, which is a few times its usual pause.
    """

    name: str
    age_s: float | None
    late_after_s: float

    @property
    def late(self) -> bool:
        """Whether something that should have come did not."""
        return self.age_s is None or self.age_s > self.late_after_s


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """How the machine is, at one moment.

    ``open_gaps`` counts holes in the feeds that are not healed, ``healed_gaps`` those of the last
    24 hours that are. ``waiting`` counts alerts that are owed and not yet in their chats.
    """

    version: str
    feeds: Sequence[FeedStatus]
    open_gaps: int
    healed_gaps: int
    waiting: int

    @property
    def well(self) -> bool:
        """Whether every feed is in time and no hole is open."""
        return self.open_gaps == 0 and not any(feed.late for feed in self.feeds)


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
        return StatusReport(
            version=report.version,
            feeds=sorted(report.feeds, key=lambda feed: (not feed.late, feed.name)),
            open_gaps=report.open_gaps,
            healed_gaps=report.healed_gaps,
            waiting=report.waiting,
        )
