"""Days: tables for the coming ones are made ahead, those of long ago are dropped.

Dropping a table gives its room back at once and costs nothing, where deleting its rows would take
minutes and leave the room to a later vacuum.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from core.time_units import SECOND_NS
from db.driver import Connection, session
from db.errors import translated

FAMILIES = ("book_samples", "heat_columns", "tape_seconds")

_AHEAD = 3
_DAY_NS = 86_400 * SECOND_NS
# Pictures of charts look 750 candles back: of the long ones that is months, and they tell little.
# What somebody was told of stays, for whoever asks why. A first round may find millions.
_FOUND = """
delete from detections where id in (
  select d.id from detections d
  where d.known_ns < $1 and coalesce(d.body ->> 'timeframe', '') not in ('1h', '4h', '1d')
    and not exists (select from notices n where n.detection_id = d.id)
  limit 200000
)
"""
# A few hundred rows an hour do not ask for a table a day, nor for an index to find them by; and
# not everything that was found goes by its age.
_ROW_BY_ROW = (
    "delete from gas_prices where at_ns < $1",
    "delete from open_interest where at_ns < $1",
    _FOUND,
)
# No block took it in for a day: its sender replaced it, or the mempools forgot it.
_NEVER_MINED = "delete from transfers where status = 'pending' and at_ns < $1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What one round of housekeeping did: tables made and dropped, rows of other tables deleted."""

    made: int
    dropped: int
    deleted: int = 0


async def keep_days(url: str, *, days: int, now_ns: int) -> Kept:
    """Give today and the coming days their tables; forget what is older than ``days`` full days.

    May run at any time beside everything else, and as often as one likes. Rows that arrived before
    their day had a table are moved into it.

    Raises
    ------
    UnavailableError
        If the database is away, or so busy that a lock was not free within seconds.
    """
    today = datetime.fromtimestamp(now_ns // SECOND_NS, UTC).date()
    before = today - timedelta(days=days)
    with translated():
        async with session(url) as keeper:
            await keeper.execute("set lock_timeout = '5s'")
            return Kept(
                made=await _make(keeper, today),
                dropped=await _drop(keeper, before),
                deleted=await _delete(keeper, before, now_ns),
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


async def _delete(keeper: Connection, before: date, now_ns: int) -> int:
    midnight = datetime(before.year, before.month, before.day, tzinfo=UTC)
    before_ns = int(midnight.timestamp()) * SECOND_NS
    deleted = [await keeper.execute(statement, before_ns) for statement in _ROW_BY_ROW]
    deleted.append(await keeper.execute(_NEVER_MINED, now_ns - _DAY_NS))
    return sum(int(tag.removeprefix("DELETE ")) for tag in deleted)
