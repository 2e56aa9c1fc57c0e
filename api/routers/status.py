"""Whether the data is complete and in time, feed by feed and topic by topic."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.moments import moment_or_none
from api.services import Served
from core.ports import TopicStanding
from core.time_units import SECOND_NS
from usecases.status import FeedStatus, Status, Trouble

router = APIRouter(prefix="/v1/status", tags=["trust"])


class TroubleOut(BaseModel):
    """What is wrong with one topic: ``broken`` (a hole), ``refused`` by the source, or ``late``."""

    topic: str
    condition: str
    why: str
    since: datetime | None


class TopicOut(BaseModel):
    """One topic. ``lag_s`` is how long after its own time the last frame came."""

    topic: str
    condition: str
    why: str
    frames: int
    gaps: int
    lag_s: float | None
    last_frame: datetime | None
    proven: datetime | None


class FeedOut(BaseModel):
    """One source.

    ``age_s`` is how old the newest stored fact is. ``proven_s`` is how long ago the topic that was
    compared with a second source longest ago was found equal. ``block``, ``safe`` and ``final`` are
    heights of a chain. ``silent_since`` is set when the process that reads the source is gone.
    """

    name: str
    well: bool
    age_s: float | None
    conditions: dict[str, int]
    troubles: list[TroubleOut]
    proven_s: float | None
    block: int | None
    safe: int | None
    final: int | None
    silent_since: datetime | None
    topics: list[TopicOut] | None


class StatusOut(BaseModel):
    """``waiting`` counts alerts that are owed and not yet in their chats."""

    version: str
    well: bool
    open_gaps: int
    healed_gaps_of_a_day: int
    waiting: int
    feeds: list[FeedOut]


@router.get("")
async def status(
    services: Served,
    *,
    topics: Annotated[
        bool, Query(description="Every topic too, not only those in trouble.")
    ] = False,
) -> StatusOut:
    """The state now; feeds that need a look stand first."""
    report = await Status(services.status)()
    return StatusOut(
        version=report.version,
        well=report.well,
        open_gaps=report.open_gaps,
        healed_gaps_of_a_day=report.healed_gaps,
        waiting=report.waiting,
        feeds=[_feed(feed, whole=topics) for feed in report.feeds],
    )


def _feed(feed: FeedStatus, *, whole: bool) -> FeedOut:
    height = feed.height
    return FeedOut(
        name=feed.name,
        well=feed.well,
        age_s=feed.age_s,
        conditions={str(condition): number for condition, number in feed.conditions.items()},
        troubles=[_trouble(trouble) for trouble in feed.troubles],
        proven_s=feed.proven_s,
        block=height.block if height else None,
        safe=height.safe if height else None,
        final=height.final if height else None,
        silent_since=moment_or_none(feed.silent_since_ns),
        topics=[_topic(topic) for topic in feed.topics] if whole else None,
    )


def _trouble(trouble: Trouble) -> TroubleOut:
    return TroubleOut(
        topic=trouble.topic,
        condition=trouble.condition,
        why=trouble.why,
        since=moment_or_none(trouble.since_ns),
    )


def _topic(each: TopicStanding) -> TopicOut:
    standing = each.standing
    timed = standing.at_ns and standing.seen_ns
    return TopicOut(
        topic=each.topic,
        condition=standing.condition,
        why=standing.why,
        frames=standing.frames,
        gaps=standing.gaps,
        lag_s=(standing.seen_ns - standing.at_ns) / SECOND_NS if timed else None,
        last_frame=moment_or_none(standing.seen_ns),
        proven=moment_or_none(standing.proven_ns),
    )
