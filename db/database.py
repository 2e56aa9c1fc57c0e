"""One database as every store uses it: a pool, translated errors, and news of changes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from core.errors import WhaleError
from db.bell import Bell
from db.driver import Connection, Pool, Row, open_pool
from db.errors import translated
from db.news import News

_ACQUIRE_S = 10.0
_CLOSE_S = 5.0
_PING_S = 3.0


class Database:
    """A pool of sessions; what it raises is of ``core.errors``, or a mistake of ours."""

    def __init__(self, pool: Pool, news: News, *, rules: Bell, outbox: Bell, labels: Bell) -> None:
        self._pool = pool
        self._news = news
        self._rules = rules
        self._outbox = outbox
        self._labels = labels

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Connection]:
        """A session for the block."""
        with translated():
            async with self._pool.acquire(timeout=_ACQUIRE_S) as connection:
                yield connection

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """A session for the block, whose statements count together or not at all."""
        async with self.session() as connection, connection.transaction():
            yield connection

    async def rows(self, query: str, *args: object) -> list[Row]:
        """All rows of a query."""
        async with self.session() as connection:
            return await connection.fetch(query, *args)

    async def row(self, query: str, *args: object) -> Row | None:
        """The first row of a query."""
        async with self.session() as connection:
            return await connection.fetchrow(query, *args)

    async def execute(self, query: str, *args: object) -> None:
        """Run a statement."""
        async with self.session() as connection:
            await connection.execute(query, *args)

    async def rules_changed(self, wait_s: float) -> None:
        """Come back when a rule may have changed, or after ``wait_s``."""
        await self._news.listen()
        await self._rules.wait(wait_s)

    async def outbox_changed(self, wait_s: float) -> None:
        """Come back when the outbox may have new rows, or after ``wait_s``."""
        await self._news.listen()
        await self._outbox.wait(wait_s)

    async def labels_changed(self, wait_s: float) -> None:
        """Come back when a label may have changed, or after ``wait_s``."""
        await self._news.listen()
        await self._labels.wait(wait_s)

    async def problem(self) -> str | None:
        """What is wrong with the database, in words; None when it answers within three seconds."""
        try:
            with translated():
                async with asyncio.timeout(_PING_S):
                    await self.row("select 1")
        except WhaleError as error:
            return str(error)
        return None


@asynccontextmanager
async def open_database(url: str, *, pool_size: int) -> AsyncIterator[Database]:
    """The database at ``url``, for the block."""
    rules, outbox, labels = (Bell(asyncio.sleep) for _ in range(3))
    news = News(url, {"rules": rules, "outbox": outbox, "labels": labels})
    with translated():
        pool = await open_pool(url, pool_size)
    try:
        yield Database(pool, news, rules=rules, outbox=outbox, labels=labels)
    finally:
        await news.close()
        await _close(pool)


async def _close(pool: Pool) -> None:
    try:
        with translated():
            async with asyncio.timeout(_CLOSE_S):
                await pool.close()
    except WhaleError:
        pool.terminate()
