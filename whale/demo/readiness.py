"""Waiting for a child of the demo: until it is ready, and for the end that nobody asked for."""

import asyncio

from aiohttp import ClientError, ClientSession

from core.errors import MisconfiguredError
from whale.demo.child import Child

PATIENCE_S = 60.0


async def ready(url: str, ours: Child) -> None:
    """Wait until the address says that all is well.

    Raises
    ------
    MisconfiguredError
        If the process ends first, or is not ready in a minute.
    """
    ended = asyncio.get_running_loop().create_task(ours.ended())
    try:
        async with asyncio.timeout(PATIENCE_S), ClientSession() as session:
            while not await _is_ready(session, url):
                if ended.done():
                    raise MisconfiguredError(ended.result())
                await asyncio.sleep(0.1)
    except TimeoutError:
        raise MisconfiguredError(ours.failure(f"is not ready after {PATIENCE_S:.0f} s")) from None
    finally:
        ended.cancel()


async def _is_ready(session: ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as answer:
            return answer.ok
    except ClientError:
        return False


async def mourn(one: Child) -> None:
    """Wait for a child's end, which nobody asked for.

    Raises
    ------
    MisconfiguredError
        When it comes, with its last words.
    """
    raise MisconfiguredError(await one.ended())
