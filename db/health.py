"""Whether a database can be used, and what to do if not."""

from core.errors import WhaleError
from db.driver import Connection, session
from db.errors import translated
from db.migrate import MIGRATIONS

_PATIENCE_S = 5.0
_OLDEST_SERVER = 140_000  # Postgres 14

_KNOWN_SQL = "select to_regclass('whale.schema_migrations') is not null"
_NEWEST_SQL = "select max(version) from whale.schema_migrations"


async def problem(url: str) -> str | None:
    """What is wrong with the database at ``url``, in words; None when it can be used.

    Migrations that are still to come are no problem: ``whale up`` applies them.
    """
    try:
        with translated():
            async with session(url, patience_s=_PATIENCE_S) as visitor:
                return await _version(visitor) or await _migrations(visitor)
    except WhaleError as error:
        return str(error)


async def _version(visitor: Connection) -> str | None:
    number = int(await visitor.fetchval("show server_version_num"))
    if number < _OLDEST_SERVER:
        return f"Postgres {number // 10_000} is too old: version 14 or newer is needed"
    return None


async def _migrations(visitor: Connection) -> str | None:
    if not await visitor.fetchval(_KNOWN_SQL):
        return None
    newest = await visitor.fetchval(_NEWEST_SQL)
    ours = max(path.name.split("_")[0] for path in MIGRATIONS.glob("*.sql"))
    if newest is not None and newest > ours:
        return (
            f"the database has migration {newest}, this program ends at {ours}: update the program"
        )
    return None
