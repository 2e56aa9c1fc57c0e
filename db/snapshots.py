"""What the detectors knew, in Postgres: one row a partition."""

from core.errors import FencedError
from core.ports import Claim, EntryId, Snapshot
from db.database import Database

# The row of the partition is locked: nobody can take it over until this is written.
_KEEP = """
insert into detector_snapshots (partition, code, position_ms, position_seq, body)
select p.partition, $3, $4, $5, $6 from stream_positions p
where p.partition = $1 and p.epoch = $2 for update
on conflict (partition) do update
set code = excluded.code, position_ms = excluded.position_ms,
    position_seq = excluded.position_seq, body = excluded.body, kept_at = excluded.kept_at
returning partition
"""
_NEWEST = """
select code, position_ms, position_seq, body from detector_snapshots
where partition = $1 and code = $2
"""


class PostgresSnapshots:
    """``Snapshots`` over ``detector_snapshots``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, claim: Claim, snapshot: Snapshot) -> None:
        place = snapshot.position
        async with self._database.session() as session:
            kept = await session.fetch(
                _KEEP,
                claim.partition,
                claim.epoch,
                snapshot.code,
                place.ms,
                place.seq,
                snapshot.body,
            )
        if not kept:
            raise FencedError(f"somebody else owns partition {claim.partition} now")

    async def newest(self, partition: int, code: str) -> Snapshot | None:
        async with self._database.session() as session:
            row = await session.fetchrow(_NEWEST, partition, code)
        if row is None:
            return None
        position = EntryId(ms=row["position_ms"], seq=row["position_seq"])
        return Snapshot(position=position, code=row["code"], body=row["body"])
