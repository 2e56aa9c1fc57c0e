"""Foreign errors become ours: one table, one context manager."""

from collections.abc import Iterator
from contextlib import contextmanager

from redis import exceptions as redis

from core.errors import MisconfiguredError, UnavailableError, WhaleError

# The first line that fits decides; a refused login is a broken connection to redis-py, so the
# order matters. What fits none is a mistake of ours and stays what it is.
_TABLE: tuple[tuple[tuple[type[Exception], ...], type[WhaleError], str], ...] = (
    (
        (redis.AuthenticationError, redis.AuthorizationError, redis.NoPermissionError),
        MisconfiguredError,
        "the stream server refuses the login of WHALE_REDIS_URL: {error}",
    ),
    (
        (redis.ConnectionError, redis.TimeoutError, OSError, TimeoutError),
        UnavailableError,
        "the stream server does not answer: {error}",
    ),
    (
        (
            redis.ReadOnlyError,  # a replica, for as long as a failover takes
            redis.OutOfMemoryError,
            redis.ExecAbortError,
            redis.ClusterDownError,
            redis.TryAgainError,
        ),
        UnavailableError,
        "the stream server cannot do it now: {error}",
    ),
    ((redis.ResponseError,), MisconfiguredError, "the stream server refuses: {error}"),
)
_PASSING = ("MISCONF", "LOADING", "BUSY", "MASTERDOWN", "CLUSTERDOWN", "NOREPLICAS", "UNKILLABLE")


@contextmanager
def translated() -> Iterator[None]:
    """Turn what redis-py raises into what ``core.errors`` knows.

    Raises
    ------
    UnavailableError
        If the server is away or cannot now: worth a retry.
    MisconfiguredError
        If an operator must change something.
    """
    try:
        yield
    except WhaleError:
        raise
    except Exception as error:
        ours = _ours(_unwrapped(error))
        if ours is None:
            raise
        raise ours from error


def _unwrapped(error: Exception) -> Exception:
    """While it connects, the library wraps the server's refusal into a broken connection."""
    cause = error.__cause__
    if type(error) is redis.ConnectionError and isinstance(cause, redis.RedisError):
        return cause
    return error


def _ours(error: Exception) -> WhaleError | None:
    words = str(error) or type(error).__name__
    for foreign, kind, text in _TABLE:
        if isinstance(error, foreign):
            # The server's own word for "not now" beats the class that the library chose.
            not_now = words.startswith(_PASSING)
            return (UnavailableError if not_now else kind)(text.format(error=words))
    return None
