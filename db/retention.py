"""Days: tables for the coming ones are made ahead, those of long ago are dropped.

Dropping a table gives its room back at once and costs nothing, where deleting its rows would take
minutes and leave the room to a later vacuum.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from db.driver import Connection, connect
from db.errors import translated

FAMILIES = ("book_samples", "tape_seconds")

_AHEAD = 3
_SECOND_NS = 1_000_000_000
_CLOSE_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What one round of housekeeping did, in tables."""

    made: int
    dropped: int


async def keep_days(url: str, *, days: int, now_ns: int) -> Kept:
    """Give today and the coming days their tables; forget what is older than ``days`` full days.

    May run at any time beside everything else, and as often as one likes. Rows that arrived before
    their day had a table are moved into it.

    Raises
    ------
    UnavailableError
        If the database is away, or so busy that a lock was not free within seconds.
    """
    today = datetime.fromtimestamp(now_ns // _SECOND_NS, UTC).date()
    with translated():
        session = await connect(url)
        try:
            await session.execute("set lock_timeout = '5s'")
            return Kept(
                made=await _make(session, today),
                dropped=await _drop(session, today - timedelta(days=days)),
            )
        finally:
            await session.close(timeout=_CLOSE_S)


async def _make(session: Connection, today: date) -> int:
    coming = [today + timedelta(days=ahead) for ahead in range(_AHEAD)]
    made = [
        await session.fetchval("select whale.make_day($1, $2)", family, day)
        for family in FAMILIES
        for day in coming
    ]
    return sum(made)


async def _drop(session: Connection, before: date) -> int:
    dropped = [
        await session.fetchval("select whale.drop_days($1, $2)", family, before)
        for family in FAMILIES
    ]
    return sum(dropped)
