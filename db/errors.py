"""Foreign errors become ours: one table, one context manager."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg  # type: ignore[import-untyped]  # ships no types
from asyncpg import exceptions as pg

from core.errors import MisconfiguredError, UnavailableError, WhaleError


class TakenError(WhaleError):
    """Somebody else was faster; look again. Never leaves ``db/``."""


# To the driver a value that does not fit its column is a broken interface. It is our mistake.
_MISTAKES = (asyncpg.DataError, pg.DataError)

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
            asyncpg.InternalClientError,  # … and the driver has half noticed
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
        ours = _ours(error)
        if ours is None:
            raise
        raise ours from error


def _ours(error: Exception) -> WhaleError | None:
    if isinstance(error, _MISTAKES):
        return None
    for foreign, kind, text in _TABLE:
        if isinstance(error, foreign):
            return kind(text.format(error=str(error) or type(error).__name__))
    return None
