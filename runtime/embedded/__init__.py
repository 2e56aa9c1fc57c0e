"""PostgreSQL and Valkey without an installation: the real servers, out of Python wheels.

For everyone who sets no ``WHALE_DATABASE_URL`` and no ``WHALE_REDIS_URL``: a first look, a test
run, one machine. Both listen on unix sockets in a folder that only the own account may enter, and
on no network port at all. They live exactly as long as the context: they ignore the terminal's
Ctrl-C so that we can stop them in order, and they end when this process is killed.

The data folder::

    lock         held while a process uses the folder
    logs/        what the servers had to say
    postgres/    the database; made once
    run/         the sockets, unless their path would be too long
    valkey/      the streams
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from runtime.embedded.account import account_for
from runtime.embedded.folder import locked, open_folder, unusable
from runtime.embedded.postgres import running_postgres
from runtime.embedded.valkey import running_valkey

__all__ = ["Embedded", "embedded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """Where the servers are found."""

    database_url: str
    redis_url: str


@asynccontextmanager
async def embedded(data_dir: Path) -> AsyncIterator[Embedded]:
    """Both servers over ``data_dir``, ready; nothing of them is left running afterwards.

    What a killed run left behind is cleared away first. As root the servers run as the owner of the
    folder, or as ``nobody`` where that is root itself, because PostgreSQL refuses to be root.

    Raises
    ------
    MisconfiguredError
        If the folder cannot be used or a server does not start; the text says what to do.
    """
    with locked(data_dir):
        async with AsyncExitStack() as stack:
            try:
                folder = stack.enter_context(open_folder(data_dir, account_for(data_dir)))
                redis_url = await stack.enter_async_context(running_valkey(folder))
                database_url = await stack.enter_async_context(running_postgres(folder))
            except OSError as error:
                raise unusable(data_dir, error) from error
            yield Embedded(database_url=database_url, redis_url=redis_url)
