"""Rows in one statement: each column travels as one array."""

from collections.abc import Iterable

from db.driver import Connection


async def put(session: Connection, query: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Run a query whose ``$1``, ``$2`` … are the columns of these rows; nothing where none is."""
    columns = list(zip(*rows, strict=True))
    if columns:
        await session.execute(query, *columns)
