"""Specification of a feed's mailbox."""

import asyncio

from core.conversation import Fetch
from engine.pipeline.wire.endpoints import Ending
from engine.pipeline.wire.inbox import Inbox


async def test_frames_that_are_there_come_out_together_and_in_order() -> None:
    inbox = Inbox()
    for frame in (b"a", b"b", b"c"):
        await inbox.put(frame)

    batch = await inbox.take()

    assert batch.frames == [b"a", b"b", b"c"]


async def test_ticks_that_nobody_looked_at_are_one() -> None:
    inbox = Inbox()
    inbox.tick()
    inbox.tick()

    first = await inbox.take()
    await inbox.put(b"a")
    second = await inbox.take()

    assert (first.ticked, second.ticked) == (True, False)


async def test_the_end_comes_with_what_was_said_before_it() -> None:
    inbox, question = Inbox(), Fetch(purpose="past", path="/")
    await inbox.put(b"a")
    inbox.answer(question, None)
    inbox.end(Ending(reason="closed"))

    batch = await inbox.take()

    assert (batch.frames, batch.replies) == ([b"a"], [(question, None)])
    assert batch.ending == Ending(reason="closed")


async def test_a_full_box_makes_the_socket_wait() -> None:
    inbox = Inbox()

    async def read() -> None:
        for number in range(2_000):
            await inbox.put(b"%d" % number)

    async with asyncio.TaskGroup() as group:
        reading = group.create_task(read())
        sizes, frames = [], list[bytes]()
        while len(frames) < 2_000:
            batch = await inbox.take()
            sizes.append(len(batch.frames))
            frames += batch.frames
        await reading

    assert frames == [b"%d" % number for number in range(2_000)]
    assert max(sizes) == 512
