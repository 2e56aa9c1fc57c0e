"""The worker's ledger, in Postgres: one transaction a batch, the position included."""

from core.errors import FencedError
from core.ports import Claim, Effects, EntryId
from db.alerts import put_alerts
from db.database import Database
from db.driver import Connection
from db.facts import add_tape, close_stale_gaps, put_facts
from db.labels import put_labels

_ACQUIRE = """
insert into stream_positions as p (partition, owner, epoch) values ($1, $2, 1)
on conflict (partition) do update
set owner = excluded.owner, epoch = p.epoch + 1, acquired_at = clock_timestamp()
returning epoch, position_ms, position_seq
"""
_PLACE = """
select owner, epoch, position_ms, position_seq from stream_positions
where partition = $1 for update
"""
_MOVE = """
update stream_positions
set position_ms = $2, position_seq = $3, committed_at = clock_timestamp() where partition = $1
"""


class PostgresLedger:
    """``Ledger`` over ``stream_positions`` and the tables of facts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def acquire(self, partition: int, owner: str) -> Claim:
        async with self._database.session() as session:
            [row] = await session.fetch(_ACQUIRE, partition, owner)
        position = EntryId(ms=row["position_ms"], seq=row["position_seq"])
        return Claim(partition=partition, owner=owner, epoch=row["epoch"], position=position)

    async def commit(self, effects: Effects) -> None:
        async with self._database.transaction() as session:
            # The row stays locked to the end: whoever wants the partition waits for this commit.
            reached = await _reached(session, effects.claim)
            if effects.position < reached:
                return  # an old batch again: all of it is here, and newer facts too
            await put_facts(session, effects)
            await put_labels(session, effects.labels)
            if effects.position > reached:
                # What is added up may be added but once: not by a commit that got no answer and
                # is made again.
                await add_tape(session, effects.tape)
            await put_alerts(session, effects)
            await session.execute(
                _MOVE, effects.claim.partition, effects.position.ms, effects.position.seq
            )

    async def close_stale_gaps(self, source: str, *, now_ns: int, healing: str) -> int:
        async with self._database.transaction() as session:
            return await close_stale_gaps(session, source, now_ns, healing)


async def _reached(session: Connection, claim: Claim) -> EntryId:
    row = await session.fetchrow(_PLACE, claim.partition)
    if row is None or row["epoch"] != claim.epoch:
        owner = row["owner"] if row else "nobody"
        raise FencedError(f"{owner} owns partition {claim.partition} now")
    return EntryId(ms=row["position_ms"], seq=row["position_seq"])
