"""Every store over one Postgres database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from core.ports import Stores
from db.cursor import PostgresChainCursor
from db.database import Database, open_database
from db.history import PostgresHistory
from db.labels import PostgresLabels
from db.ledger import PostgresLedger
from db.outbox import PostgresOutbox
from db.pictures import PostgresPictures
from db.rules import PostgresRules
from db.snapshots import PostgresSnapshots
from db.standings import PostgresStandings
from db.users import PostgresUsers


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresStores(Stores):
    """All stores, and whether they can be reached."""

    database: Database

    async def problem(self) -> str | None:
        """What is wrong with the database, in words; None when it answers."""
        return await self.database.problem()


@asynccontextmanager
async def open_stores(url: str, *, pool_size: int = 8) -> AsyncIterator[PostgresStores]:
    """All stores over the database at ``url``, for the block.

    Parameters
    ----------
    url
        ``postgresql://…``; a direct address or one of a pooler in session mode, because LISTEN
        and prepared statements need a session of their own.
    pool_size
        Connections at most; one more listens for news.

    Raises
    ------
    UnavailableError
        If the database does not answer.
    MisconfiguredError
        If it refuses the login.
    """
    async with open_database(url, pool_size=pool_size) as database:
        yield PostgresStores(
            users=PostgresUsers(database),
            rules=PostgresRules(database),
            ledger=PostgresLedger(database),
            outbox=PostgresOutbox(database),
            history=PostgresHistory(database),
            cursor=PostgresChainCursor(database),
            pictures=PostgresPictures(database),
            snapshots=PostgresSnapshots(database),
            standings=PostgresStandings(database),
            labels=PostgresLabels(database),
            database=database,
        )
