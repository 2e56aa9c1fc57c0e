"""Telegram's names of pictures, in Postgres."""

from db.database import Database

_REMEMBER = """
insert into pictures (key, file_id) values ($1, $2)
on conflict (key) do update set file_id = excluded.file_id, made_at = clock_timestamp()
"""


class PostgresPictures:
    """``Pictures`` over a table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, key: str) -> str | None:
        row = await self._database.row("select file_id from pictures where key = $1", key)
        return row["file_id"] if row else None

    async def remember(self, key: str, file_id: str) -> None:
        await self._database.execute(_REMEMBER, key, file_id)

    async def forget(self, key: str) -> None:
        await self._database.execute("delete from pictures where key = $1", key)
