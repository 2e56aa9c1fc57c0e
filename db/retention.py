"""Days: tables for the coming ones are made ahead, those of long ago are dropped.

Dropping a table gives its room back at once and costs nothing, where deleting its rows would take
minutes and leave the room to a later vacuum.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from db.driver import Connection, session
from db.errors import translated

FAMILIES = ("book_samples", "tape_seconds")

_AHEAD = 3
_SECOND_NS = 1_000_000_000


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
        async with session(url) as keeper:
            await keeper.execute("set lock_timeout = '5s'")
            return Kept(
                made=await _make(keeper, today),
                dropped=await _drop(keeper, today - timedelta(days=days)),
            )


async def _make(keeper: Connection, today: date) -> int:
    coming = [today + timedelta(days=ahead) for ahead in range(_AHEAD)]
    made = [
        await keeper.fetchval("select whale.make_day($1, $2)", family, day)
        for family in FAMILIES
        for day in coming
    ]
    return sum(made)


async def _drop(keeper: Connection, before: date) -> int:
    dropped = [
        await keeper.fetchval("select whale.drop_days($1, $2)", family, before)
        for family in FAMILIES
    ]
    return sum(dropped)
