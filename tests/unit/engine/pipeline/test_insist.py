"""Specification of trying again until a service answers."""

import asyncio
from contextlib import suppress

import pytest

from core.errors import FencedError, UnavailableError
from engine.pipeline.backoff import Backoff
from engine.pipeline.insist import insist
from tests.support.clock import Clockwork


class Service:
    """Does not answer so many times; notes how often it was asked."""

    def __init__(self, failures: int, error: Exception | None = None) -> None:
        self.asked = 0
        self._failures = failures
        self._error = error or UnavailableError("away")

    async def __call__(self) -> str:
        self.asked += 1
        if self.asked <= self._failures:
            raise self._error
        return "done"


def a_backoff() -> Backoff:
    return Backoff(lambda: 1.0, first_s=1, most_s=8)


async def test_what_did_not_answer_is_asked_again_with_growing_pauses() -> None:
    clock, service = Clockwork(), Service(3)

    answer = await insist(service, what="it", clock=clock, backoff=a_backoff())

    assert (answer, service.asked, clock.slept) == ("done", 4, [1, 2, 4])


async def test_another_error_is_not_asked_away() -> None:
    service = Service(1, FencedError("somebody else"))

    with pytest.raises(FencedError):
        await insist(service, what="it", clock=Clockwork(), backoff=a_backoff())

    assert service.asked == 1


async def test_a_cancellation_that_was_swallowed_on_the_way_is_heeded() -> None:
    async def swallows() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            raise UnavailableError("away") from None

    clock = Clockwork()
    work = insist(swallows, what="it", clock=clock, backoff=a_backoff())
    task = asyncio.get_running_loop().create_task(work)
    await asyncio.sleep(0)

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert clock.slept == []


async def test_a_cancellation_that_is_lost_to_an_answer_is_heeded_too() -> None:
    async def answers_all_the_same() -> str:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        return "done"

    work = insist(answers_all_the_same, what="it", clock=Clockwork(), backoff=a_backoff())
    task = asyncio.get_running_loop().create_task(work)
    await asyncio.sleep(0)

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
