"""Who addresses belong to, in Postgres."""

from collections.abc import Iterable, Sequence

from asyncpg import exceptions as pg  # type: ignore[import-untyped]  # ships no types

from core.errors import BrokenInputError
from core.labels import Entity, Label
from db.database import Database
from db.driver import Connection, Row
from db.text import storable, storable_label

# What is there word for word is left alone: it would get a new version and be news to nobody.
_PUT = """
insert into labels as l
  (chain, address, owner_id, source, entity, name, category, tier, evidence, removed)
select given.*
from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[],
  $8::text[], $9::text[], $10::bool[])
  as given(chain, address, owner_id, source, entity, name, category, tier, evidence, removed)
left join labels known on known.chain = given.chain and known.address = given.address
  and known.owner_id is not distinct from given.owner_id and known.source = given.source
where (known.entity, known.name, known.category, known.tier, known.evidence, known.removed)
  is distinct from
  (given.entity, given.name, given.category, given.tier, given.evidence, given.removed)
on conflict (chain, address, owner_id, source) do update
set entity = excluded.entity, name = excluded.name, category = excluded.category,
  tier = excluded.tier, evidence = excluded.evidence, removed = excluded.removed
returning 1
"""
_REMOVE = """
update labels set removed = true
where chain = $1 and address = $2 and source = $3 and owner_id is not distinct from $4
  and not removed
returning 1
"""
_FIND = """
select * from labels
where chain = $1 and address = any($2::text[]) and (owner_id is null or owner_id = $3)
  and not removed
order by address, owner_id nulls last, tier, source collate "C"
"""
_OF_ENTITY = """
select * from labels
where lower(entity) = lower($1) and (owner_id is null or owner_id = $2) and not removed
order by chain, name collate "C", address, source
limit $3
"""
_SINCE = "select * from labels where version > $1 order by version limit $2"


class PostgresLabels:
    """``Labels`` over a table; a trigger numbers every change and announces it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, labels: Sequence[Label]) -> int:
        try:
            async with self._database.transaction() as session:
                return await put_labels(session, labels)
        except pg.ForeignKeyViolationError as error:
            raise BrokenInputError(f"the owner of a label is no user: {error}") from error

    async def remove(self, *, chain: str, address: str, source: str, owner: int = 0) -> bool:
        row = await self._database.row(_REMOVE, chain, address, source, owner or None)
        return row is not None

    async def find(self, *, chain: str, addresses: Sequence[str], owner: int = 0) -> list[Label]:
        return _labels(await self._database.rows(_FIND, chain, list(addresses), owner))

    async def of_entity(self, entity: str, *, owner: int = 0, limit: int = 100) -> list[Label]:
        return _labels(await self._database.rows(_OF_ENTITY, storable(entity), owner, limit))

    async def changed(self, wait_s: float) -> None:
        await self._database.labels_changed(wait_s)

    async def changed_since(self, version: int, *, limit: int) -> list[Label]:
        return _labels(await self._database.rows(_SINCE, version, limit))


async def put_labels(session: Connection, labels: Iterable[Label]) -> int:
    """Take in labels within a transaction; how many of them were new or changed something."""
    # One statement may touch a row but once: of two words of one source the later one counts.
    clean = map(storable_label, labels)
    latest = {(each.chain, each.address, each.owner, each.source): each for each in clean}
    columns = list(zip(*map(_columns, latest.values()), strict=True))
    return len(await session.fetch(_PUT, *columns)) if columns else 0


def _columns(label: Label) -> tuple[object, ...]:
    key = (label.chain, label.address, label.owner or None, label.source)
    words = (label.entity, label.name, label.category, label.tier, label.evidence)
    return (*key, *words, label.removed)


def _labels(rows: Iterable[Row]) -> list[Label]:
    return [
        Label(
            chain=row["chain"],
            address=row["address"],
            entity=Entity(row["entity"]),
            name=row["name"],
            category=row["category"],
            source=row["source"],
            tier=row["tier"],
            evidence=row["evidence"],
            owner=row["owner_id"] or 0,
            removed=row["removed"],
            version=row["version"],
        )
        for row in rows
    ]
