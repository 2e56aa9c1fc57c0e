"""The chain cursor, in Postgres."""

from db.database import Database

_SAVE = """
insert into chain_cursor (chain, number, hash) values ($1, $2, $3)
on conflict (chain) do update
set number = excluded.number, hash = excluded.hash, saved_at = clock_timestamp()
"""


class PostgresChainCursor:
    """``ChainCursor`` over a table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(self, chain: str) -> tuple[int, str] | None:
        row = await self._database.row("select * from chain_cursor where chain = $1", chain)
        return (row["number"], row["hash"]) if row else None

    async def save(self, chain: str, number: int, block_hash: str) -> None:
        await self._database.execute(_SAVE, chain, number, block_hash)
