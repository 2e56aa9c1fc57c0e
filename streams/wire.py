"""The client library as far as we use it, with types."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from core.errors import MisconfiguredError

Command = tuple[str | bytes | int, ...]

_CONNECT_S = 5.0


class Wire:
    """Commands to one server. Nothing is tried twice by itself."""

    def __init__(self, client: Redis) -> None:
        self._client = client
        self._execute: Callable[..., Awaitable[Any]] = client.execute_command

    async def command(self, *words: str | bytes | int) -> Any:  # noqa: ANN401  any answer
        """Send one command; its answer."""
        return await self._execute(*words)

    async def together(self, commands: Sequence[Command]) -> list[Any]:
        """Send commands as one transaction; an answer, or an exception, for each.

        Raises what the server says when it refuses the transaction as a whole.
        """
        async with self._client.pipeline(transaction=True) as pipe:
            queue: Callable[..., object] = pipe.execute_command
            for words in commands:
                queue(*words)
            return list(await pipe.execute(raise_on_error=False))


@asynccontextmanager
async def connected(url: str, *, answer_s: float | None) -> AsyncIterator[Wire]:
    """Connections to the server at ``url``, opened when they are needed.

    ``answer_s`` is how long an answer may take; None leaves that to the caller.
    """
    try:
        client = Redis.from_url(
            url,
            # Since version 6 the library repeats writes by default, which doubles them when an
            # answer is lost. Repeating is the caller's decision.
            retry=Retry(NoBackoff(), 0),
            socket_connect_timeout=_CONNECT_S,
            socket_timeout=answer_s,
        )
    except ValueError as error:
        raise MisconfiguredError(f"WHALE_REDIS_URL: {error}") from error
    async with aclosing(client):
        yield Wire(client)
