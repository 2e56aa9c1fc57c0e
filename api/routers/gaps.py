"""The ledger of gaps: what the feeds did not see, and how that was mended."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.moments import moment, moment_or_none, nanoseconds
from api.services import Served
from core.gaps import Gap, Lost
from core.time_units import DAY_NS

router = APIRouter(prefix="/v1/gaps", tags=["trust"])


class GapOut(BaseModel):
    """One hole. ``until`` is null while it is open; ``healing`` is what was or is done about it.

    ``lost`` names what of a closed one cannot be had any more.
    """

    source: str
    subject: str
    topic: str
    reason: str
    healing: str
    lost: Lost
    since: datetime
    until: datetime | None
    noticed: datetime


class GapPage(BaseModel):
    """The newest holes first; ``total`` counts those that ``limit`` left out too."""

    gaps: list[GapOut]
    open: int
    total: int


@router.get("")
async def gaps(
    services: Served,
    since: Annotated[
        datetime | None,
        Query(description="Open at this moment or begun after it; without it, a day ago."),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=5_000)] = 500,
) -> GapPage:
    """What the feeds did not see, when, why, and how it was mended."""
    since_ns = nanoseconds(since) if since else services.clock.now_ns() - DAY_NS
    found = await services.history.gaps(since_ns=since_ns)
    return GapPage(
        gaps=[_out(gap) for gap in reversed(found[-limit:])],
        open=sum(gap.until_ns is None for gap in found),
        total=len(found),
    )


def _out(gap: Gap) -> GapOut:
    return GapOut(
        source=gap.source,
        subject=gap.subject,
        topic=gap.topic,
        reason=gap.reason,
        healing=gap.healing,
        lost=gap.lost,
        since=moment(gap.since_ns),
        until=moment_or_none(gap.until_ns),
        noticed=moment(gap.seen_ns),
    )
