"""The life of one process: stores, roles, signals, and an orderly end."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from importlib.metadata import version

import structlog
from pydantic import SecretStr

from core.errors import WhaleError
from runtime.clock import SystemClock
from runtime.context import Context
from runtime.crash import crash_at
from runtime.embedded import embedded
from runtime.probe import probe
from runtime.settings import Settings
from whale.roles import Role

log = structlog.get_logger()

_GRACE_S = 10.0

VERSION = version("whale-tracker")


@asynccontextmanager
async def with_stores(settings: Settings) -> AsyncIterator[Settings]:
    """The settings with addresses of a database and a stream server that run.

    Where an address is not set, servers of our own are started under ``data.dir`` and stopped at
    the end.
    """
    if settings.database.url is not None and settings.redis.url is not None:
        yield settings
        return
    async with embedded(settings.data.dir) as servers:
        database = settings.database.url or SecretStr(servers.database_url)
        redis = settings.redis.url or SecretStr(servers.redis_url)
        yield settings.model_copy(
            update={
                "database": settings.database.model_copy(update={"url": database}),
                "redis": settings.redis.model_copy(update={"url": redis}),
            }
        )


async def run_roles(roles: dict[str, Role], settings: Settings) -> None:
    """Run the roles side by side until one fails or the process is told to end."""
    context = Context(
        settings=settings,
        clock=SystemClock(),
        owner=f"{socket.gethostname()}:{os.getpid()}",
        version=VERSION,
        mark=crash_at(os.environ.get("WHALE_CRASH_AT", "")),
    )
    async with AsyncExitStack() as stack:
        if settings.probe.port is not None and "api" not in roles:
            await stack.enter_async_context(
                probe(
                    host=settings.probe.host,
                    port=settings.probe.port,
                    health=context.health,
                    metrics=context.metrics,
                )
            )
        async with asyncio.TaskGroup() as group:
            for name, role in roles.items():
                group.create_task(_role(name, role, context), name=name)


async def _role(name: str, role: Role, context: Context) -> None:
    log.info("role.starts", role=name, version=context.version)
    try:
        await role(context)
    except* WhaleError as errors:
        for error in errors.exceptions:
            log.error("role.failed", role=name, error=str(error))  # noqa: TRY400  told, not traced
        raise


async def until_stopped(work: "asyncio.Task[None]", *, exit_with_parent: bool = False) -> None:
    """Wait for ``work``; SIGINT, SIGTERM or the end of the parent cancel it."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, work.cancel)
    if exit_with_parent:
        # The parent holds the other end of our standard input and never writes to it.
        loop.add_reader(sys.stdin.fileno(), _parent_ended, work)
    with suppress(asyncio.CancelledError):
        await work


def _parent_ended(work: "asyncio.Task[None]") -> None:
    # A closed input stays readable: asked once, or every turn of the loop would cancel anew.
    loop = asyncio.get_running_loop()
    loop.remove_reader(sys.stdin.fileno())
    work.cancel()
    # The parent took the servers with it; whatever still waits for them waits for nobody.
    loop.call_later(_GRACE_S, os._exit, 1)
