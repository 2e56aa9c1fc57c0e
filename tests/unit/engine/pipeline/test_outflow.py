"""Specification of the line between the feeds and the stream."""

import asyncio
from collections.abc import Sequence

import pytest

from core.facts import Fact
from engine.pipeline.outflow import Outflow
from tests.support.clock import Clockwork
from tests.support.facts import a_trade


class Stream:
    """Takes facts while its door is open."""

    def __init__(self) -> None:
        self.door = asyncio.Event()
        self.facts: list[Fact] = []
        self.knocked = asyncio.Event()

    async def write(self, facts: Sequence[Fact]) -> None:
        self.knocked.set()
        await self.door.wait()
        self.facts += facts


TRADES = [a_trade(at_s=second) for second in range(10)]


async def test_what_is_put_is_written_in_its_order() -> None:
    stream = Stream()
    stream.door.set()
    outflow = Outflow(stream.write, clock=Clockwork())

    async with outflow.flowing():
        await outflow.put(TRADES[:3])
        await outflow.put(TRADES[3:])

    assert stream.facts == TRADES


async def test_nobody_waits_for_the_stream_while_there_is_room() -> None:
    stream = Stream()
    outflow = Outflow(stream.write, clock=Clockwork())

    async with outflow.flowing():
        await outflow.put(TRADES)
        await stream.knocked.wait()
        waiting, written = outflow.depth, list(stream.facts)
        stream.door.set()

    assert (waiting, written) == (10, [])
    assert outflow.depth == 0


async def test_at_the_bound_the_feed_waits_until_there_is_room() -> None:
    stream = Stream()
    outflow = Outflow(stream.write, clock=Clockwork(), most=4)

    async with outflow.flowing(), asyncio.TaskGroup() as group:
        putting = group.create_task(outflow.put(TRADES))
        await stream.knocked.wait()
        held = not putting.done()
        stream.door.set()
        await putting

    assert held
    assert stream.facts == TRADES


async def test_what_was_accepted_is_written_before_the_end() -> None:
    stream = Stream()
    outflow = Outflow(stream.write, clock=Clockwork())

    async def follow() -> None:
        async with outflow.flowing():
            await outflow.put(TRADES)
            await asyncio.sleep(60)

    life = asyncio.get_running_loop().create_task(follow())
    await stream.knocked.wait()
    life.cancel()
    await asyncio.sleep(0)
    stream.door.set()
    with pytest.raises(asyncio.CancelledError):
        await life

    assert stream.facts == TRADES


async def test_a_stream_that_cannot_be_written_at_all_ends_everything() -> None:
    async def broken(facts: Sequence[Fact]) -> None:
        raise ValueError("a mistake of ours")

    async def follow() -> None:
        outflow = Outflow(broken, clock=Clockwork())
        async with outflow.flowing():
            await outflow.put(TRADES)
            await asyncio.sleep(60)

    with pytest.raises(ExceptionGroup, match="unhandled"):
        await follow()


async def test_the_longest_wait_is_remembered() -> None:
    clock, stream = Clockwork(), Stream()
    stream.door.set()
    outflow = Outflow(stream.write, clock=clock)
    await outflow.put(TRADES)
    clock.advance(3)

    async with outflow.flowing():
        await outflow.put(TRADES)

    assert outflow.longest_wait_s == 3
