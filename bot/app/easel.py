"""Drawing in processes of its own, so that the event loop never waits for a picture."""

import asyncio
import gc
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from multiprocessing import get_context

from bot.charts import draw

Draw = Callable[[object], Awaitable[bytes]]

# A worker is replaced after some hundred pictures, so that no library's leak ever adds up.
_PICTURES_A_WORKER = 500


@asynccontextmanager
async def easel() -> AsyncIterator[Draw]:
    """A function that draws a scene in another process; one process a core but one, at least one.

    The first picture waits for its process to load, so one is started at once. The processes are
    spawned, not forked: a fork would copy locks that threads of ours hold at that moment.
    """
    processes = max((os.cpu_count() or 2) - 1, 1)
    pool = ProcessPoolExecutor(
        processes,
        mp_context=get_context("spawn"),
        initializer=_settle,
        max_tasks_per_child=_PICTURES_A_WORKER,
    )
    loop = asyncio.get_running_loop()

    async def drawn(scene: object) -> bytes:
        return await loop.run_in_executor(pool, draw, scene)

    warm = loop.run_in_executor(pool, _settle)
    try:
        yield drawn
    finally:
        warm.cancel()
        pool.shutdown(wait=False, cancel_futures=True)


def _settle() -> None:
    # Ctrl-C reaches every process of a terminal; this one ends when its pool does. What loading
    # made is never garbage, so the collector need not look at it again.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
