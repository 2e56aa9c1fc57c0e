"""Trying again until a service answers."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from core.errors import UnavailableError
from core.ports import Clock
from engine.pipeline.backoff import Backoff

log = structlog.get_logger()

T = TypeVar("T")


async def insist(
    work: Callable[[], Awaitable[T]], *, what: str, clock: Clock, backoff: Backoff
) -> T:
    """Do ``work`` until it does not raise ``UnavailableError``; what it returned then.

    This is the one place where the engine repeats what a store did not answer. ``work`` must be
    such that doing it twice is doing it once. A cancellation ends it even when it came in the same
    moment as the answer.
    """
    while True:
        try:
            done = await work()
        except UnavailableError as error:
            heed_cancellation()
            log.warning("waits", on=what, error=str(error))
            await clock.sleep(backoff.next_s())
        else:
            heed_cancellation()
            backoff.reset()
            return done


def heed_cancellation() -> None:
    """Raise the cancellation that something on the way may have swallowed.

    A task group that is cancelled while one of its members fails raises the failure and forgets the
    cancellation (CPython before 3.13), and ``asyncio.wait_for`` forgets one that comes in the same
    turn as its result (before 3.12; the stream's client waits so). The task itself still knows.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
