"""A task that lives as long as an application, and is loud when it breaks."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress

from aiohttp import web


def live(
    app: web.Application,
    run: Callable[[], Coroutine[None, None, None]],
    *,
    farewell: Callable[[], None],
    close: Callable[[], None],
) -> None:
    """Let something run from an application's start to its end.

    Parameters
    ----------
    app
        The application, not started yet.
    run
        What lives. If it breaks, the loop's exception handler is told at once: a source that
        broke must not look like a quiet market.
    farewell
        Called when the application begins to end and its clients are still there; without it
        the server would wait for open sockets until its patience is over.
    close
        Called when everything has ended.
    """

    async def bid_farewell(app: web.Application) -> None:
        del app
        farewell()

    async def life(app: web.Application) -> AsyncIterator[None]:
        del app
        task = asyncio.get_running_loop().create_task(run())
        task.add_done_callback(_shout)
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        close()

    app.on_shutdown.append(bid_farewell)
    app.cleanup_ctx.append(life)


def _shout(task: "asyncio.Task[None]") -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        context = {"message": "a stand-in's source broke", "exception": error}
        task.get_loop().call_exception_handler(context)
