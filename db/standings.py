"""How every topic of every feed does, in Postgres."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from core.conversation import Standing
from core.ports import TopicStanding
from db.database import Database
from db.driver import Row
from db.text import storable

_SAVE = """
with given as (
  select * from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[],
    $7::bigint[], $8::bigint[], $9::bigint[])
    as g(topic, condition, why, frames, gaps, at_ns, seen_ns, proven_ns)
), gone as (
  delete from feed_standings s
  where s.feed = $1 and not exists (select from given g where g.topic = s.topic)
)
insert into feed_standings as s
  (feed, topic, condition, why, frames, gaps, at_ns, seen_ns, proven_ns, saved_at)
select $1, g.*, clock_timestamp() from given g
on conflict (feed, topic) do update
set condition = excluded.condition, why = excluded.why, frames = excluded.frames,
  gaps = excluded.gaps, at_ns = excluded.at_ns, seen_ns = excluded.seen_ns,
  proven_ns = excluded.proven_ns, saved_at = excluded.saved_at
"""
_KEEP = "delete from feed_standings where not feed = any($1::text[])"
_READ = "select * from feed_standings order by feed, topic"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PostgresStandings:
    """``Standings`` over a table; a save is one statement for all topics of a feed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(self, feed: str, standings: Mapping[str, Standing]) -> None:
        given = {storable(topic): each for topic, each in standings.items()}
        rows = [_row(topic, each) for topic, each in given.items()]
        columns = list(zip(*rows, strict=True)) or [()] * 8
        await self._database.execute(_SAVE, feed, *columns)

    async def keep_only(self, feeds: Collection[str]) -> None:
        await self._database.execute(_KEEP, list(feeds))

    async def read(self) -> list[TopicStanding]:
        return [_standing(row) for row in await self._database.rows(_READ)]


def _row(topic: str, each: Standing) -> tuple[object, ...]:
    counted = (each.frames, each.gaps)
    times = (each.at_ns, each.seen_ns, each.proven_ns)
    return (topic, each.condition, storable(each.why), *counted, *times)


def _standing(row: Row) -> TopicStanding:
    return TopicStanding(
        feed=row["feed"],
        topic=row["topic"],
        standing=Standing(
            condition=row["condition"],
            why=row["why"],
            frames=row["frames"],
            gaps=row["gaps"],
            at_ns=row["at_ns"],
            seen_ns=row["seen_ns"],
            proven_ns=row["proven_ns"],
        ),
        saved_ns=(row["saved_at"] - _EPOCH) // timedelta(microseconds=1) * 1_000,
    )
