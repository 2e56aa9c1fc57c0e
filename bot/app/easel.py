"""Drawing in processes of its own, so that the event loop never waits for a picture."""

import asyncio
import os
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from multiprocessing import get_context

from bot.charts import Look, draw
from bot.pictures.drawing import Draw
from runtime.orphans import end_with_parent

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
        # These end when their pool does, and also when it had no time to tell them.
        initializer=end_with_parent,
        max_tasks_per_child=_PICTURES_A_WORKER,
    )
    loop = asyncio.get_running_loop()

    async def drawn(scene: object, look: Look) -> bytes:
        return await loop.run_in_executor(pool, partial(draw, scene, look=look))

    # Nothing of this package is named to the other process: it would load all of the bot with it.
    warm = loop.run_in_executor(pool, import_module, "bot.charts")
    try:
        yield drawn
    finally:
        warm.cancel()
        # Waited for: when pool and program end at once, the word that ends its processes can get
        # lost, and both would wait for ever.
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
