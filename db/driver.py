"""The database driver as far as we use it, with types, which asyncpg does not ship.

Only this file and ``db/errors.py`` import asyncpg; everything else sees these protocols.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

import asyncpg  # type: ignore[import-untyped]  # ships no types

Row = Mapping[str, Any]

_CONNECT_S = 10.0
_COMMAND_S = 30.0
_CLOSE_S = 5.0
_NAME = {"application_name": "whale"}


class Connection(Protocol):
    """One session. Arguments stand for ``$1``, ``$2`` and so on."""

    async def execute(self, query: str, *args: object) -> str:
        """Run a statement; its command tag (``UPDATE 1``)."""

    async def executemany(self, command: str, args: Iterable[Sequence[object]]) -> None:
        """Run a statement once for each row of arguments, in one round trip."""

    async def fetch(self, query: str, *args: object) -> list[Row]:
        """All rows of a query."""

    async def fetchrow(self, query: str, *args: object) -> Row | None:
        """The first row, if there is one."""

    async def fetchval(self, query: str, *args: object) -> Any:  # noqa: ANN401  any column type
        """The first column of the first row."""

    def transaction(self) -> AbstractAsyncContextManager[object]:
        """Whole or not at all: committed at the end of the block, undone by an error in it."""

    async def add_listener(self, channel: str, callback: Callable[..., None]) -> None:
        """Have ``callback`` called for every NOTIFY on ``channel``."""

    def is_closed(self) -> bool:
        """Whether the session is known to be over."""

    async def close(self, *, timeout: float) -> None:  # noqa: ASYNC109  the driver's own signature
        """End the session in order."""

    def terminate(self) -> None:
        """End the session at once."""


class Pool(Protocol):
    """Sessions that are lent out one by one."""

    def acquire(self, *, timeout: float) -> AbstractAsyncContextManager[Connection]:
        """A session for the block; waits for a free one up to ``timeout`` seconds."""

    async def close(self) -> None:
        """End all sessions in order, as soon as they are free."""

    def terminate(self) -> None:
        """End all sessions at once."""


async def open_pool(url: str, size: int) -> Pool:
    """Up to ``size`` sessions; one is opened now, so that a wrong address is noticed now."""
    pool: Pool = await asyncpg.create_pool(
        url,
        min_size=1,
        max_size=size,
        timeout=_CONNECT_S,
        command_timeout=_COMMAND_S,
        server_settings=_NAME,
        # We change no setting of a session and hold no lock over its end, so there is nothing to
        # reset when it goes back; that saves a round trip for every use.
        reset=_keep,
    )
    return pool


async def connect(url: str, *, patience_s: float = _CONNECT_S) -> Connection:
    """One session of its own; the caller closes it."""
    connection: Connection = await asyncpg.connect(
        url, timeout=patience_s, command_timeout=_COMMAND_S, server_settings=_NAME
    )
    return connection


@asynccontextmanager
async def session(url: str, *, patience_s: float = _CONNECT_S) -> AsyncIterator[Connection]:
    """One session of its own, for the block."""
    connection = await connect(url, patience_s=patience_s)
    try:
        yield connection
    finally:
        await connection.close(timeout=_CLOSE_S)


async def _keep(_connection: object) -> None:
    return
