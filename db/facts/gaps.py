"""What feeds did not see, into the ledger of gaps."""

from collections.abc import Sequence

from core.gaps import Gap
from db.driver import Connection
from db.facts.columns import put
from db.latest import latest_gaps
from db.text import storable

# A gap that a former run of its feed left open may still come out of the stream after the next run
# began: it is closed as the others were.
_GAPS = """
insert into gaps as g (source, subject, topic, since_ns, until_ns, reason, healing, seen_ns,
  lost)
select source, subject, topic, since_ns,
  case when stale then r.began_ns else until_ns end, reason,
  case when stale then r.healing else given.healing end, seen_ns, lost
from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[],
  $7::text[], $8::bigint[], $9::text[])
  as given(source, subject, topic, since_ns, until_ns, reason, healing, seen_ns, lost)
left join feed_runs r using (source)
cross join lateral (
  select until_ns is null and coalesce(seen_ns < r.began_ns, false)
) as told(stale)
on conflict (source, subject, topic, since_ns) do update
set until_ns = excluded.until_ns, reason = excluded.reason, healing = excluded.healing,
  seen_ns = excluded.seen_ns, lost = excluded.lost
where g.until_ns is null
"""

# A batch under way may hold such a gap and know nothing of the new run: it goes first.
_ALONE = "lock table gaps in share row exclusive mode"
_BEGIN = """
insert into feed_runs (source, began_ns, healing) values ($1, $2, $3)
on conflict (source) do update set began_ns = excluded.began_ns, healing = excluded.healing
"""
_CLOSE = """
with closed as (
  update gaps set until_ns = $2, healing = $3
  where source = $1 and until_ns is null and seen_ns < $2
  returning 1
)
select count(*) from closed
"""


async def put_gaps(session: Connection, gaps: Sequence[Gap]) -> None:
    """Gaps that opened or healed."""
    await put(session, _GAPS, map(_gap, latest_gaps(gaps)))


async def close_stale_gaps(session: Connection, source: str, now_ns: int, healing: str) -> int:
    """End what a former run left open, now and where it is still on its way; in a transaction."""
    words = storable(healing)
    await session.execute(_ALONE)
    await session.execute(_BEGIN, source, now_ns, words)
    return int(await session.fetchval(_CLOSE, source, now_ns, words))


def _gap(each: Gap) -> tuple[object, ...]:
    place = (each.source, each.subject, each.topic)
    told = (each.reason, each.healing, each.seen_ns, each.lost)
    return (*place, each.since_ns, each.until_ns, *told)
