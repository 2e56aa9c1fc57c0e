"""Foreign errors become ours: one table, one context manager."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg  # type: ignore[import-untyped]  # ships no types
from asyncpg import exceptions as pg

from core.errors import MisconfiguredError, UnavailableError, WhaleError


class TakenError(WhaleError):
    """Somebody else was faster; look again. Never leaves ``db/``."""


# The first line that fits decides. What fits none is a mistake of ours and stays what it is.
_TABLE: tuple[tuple[tuple[type[BaseException], ...], type[WhaleError], str], ...] = (
    (
        (pg.InvalidAuthorizationSpecificationError, pg.InvalidCatalogNameError),
        MisconfiguredError,
        "Postgres refuses the login of WHALE_DATABASE_URL: {error}",
    ),
    (
        (pg.UndefinedTableError, pg.UndefinedColumnError, pg.UndefinedFunctionError),
        MisconfiguredError,
        "The database lacks a migration ({error}). Run: whale migrate",
    ),
    (
        (pg.InsufficientPrivilegeError,),
        MisconfiguredError,
        "The database account lacks a right ({error}). Use the owner of the tables.",
    ),
    ((pg.UniqueViolationError,), TakenError, "{error}"),
    ((asyncpg.ClientConfigurationError,), MisconfiguredError, "WHALE_DATABASE_URL: {error}"),
    ((asyncpg.DataError, pg.DataError), WhaleError, ""),
    (
        (
            pg.PostgresConnectionError,
            pg.OperatorInterventionError,  # shut down, starting up, cancelled
            pg.InsufficientResourcesError,  # no disk, no memory, no connection left
            pg.TransactionRollbackError,  # deadlock, serialization
            pg.LockNotAvailableError,
            pg.ReadOnlySQLTransactionError,  # a standby, for as long as a failover takes
            pg.IdleInTransactionSessionTimeoutError,
            pg.InvalidCachedStatementError,  # a migration ran beside us
            asyncpg.InterfaceError,  # the connection or the pool was closed meanwhile
            TimeoutError,
            OSError,
        ),
        UnavailableError,
        "Postgres does not answer: {error}",
    ),
)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the driver raises into what ``core.errors`` knows.

    Raises
    ------
    UnavailableError
        If the database is away, busy or broken off: worth a retry.
    MisconfiguredError
        If an operator must change something.
    """
    try:
        yield
    except WhaleError:
        raise
    except Exception as error:
        kind, text = _ours(error)
        if kind is WhaleError:
            raise
        raise kind(text) from error


def _ours(error: Exception) -> tuple[type[WhaleError], str]:
    for foreign, kind, text in _TABLE:
        if isinstance(error, foreign):
            words = str(error) or type(error).__name__
            return kind, text.format(error=words)
    return WhaleError, ""
