"""A feed's conversation over one line, from the first word to the last."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from core.conversation import Feed, Fetch, Reconnect, Send, Step, Unreadable
from core.facts import Fact
from core.gaps import Gap
from core.ports import Clock
from engine.pipeline.marks import Mark, unmarked
from engine.pipeline.wire.endpoints import Ending
from engine.pipeline.wire.inbox import Batch, Inbox
from engine.pipeline.wire.lines import Line, OverError
from engine.pipeline.wire.meter import Meter
from engine.pipeline.wire.rest import Rest

log = structlog.get_logger()

Sink = Callable[[Sequence[Fact]], Awaitable[None]]

_TICK_S = 0.25
_ORDERS = (Send, Fetch, Reconnect, Unreadable)


class Exchange:
    """Tells a feed what comes, all that is there at once, and does what it answers.

    Only ``converse`` speaks to the feed, so that it never hears two things at a time: frames first,
    then answers of fetches, then the time. Frames that are there together share one reading of the
    clock and one call of the sink; facts go out before orders are carried out.

    Parameters
    ----------
    feed
        The conversation.
    sink
        Where its facts go, in order. While it is busy nothing more is read.
    meter
        What is counted.
    clock, mark
        Time; and the names of steps, for tests.
    """

    def __init__(
        self, feed: Feed, *, sink: Sink, meter: Meter, clock: Clock, mark: Mark = unmarked
    ) -> None:
        self._feed = feed
        self._sink = sink
        self._meter = meter
        self._clock = clock
        self._mark = mark
        self._inbox = Inbox()
        self._under_way: list[Fetch] = []
        self.told = False
        """Whether the feed told a fact of the source; a gap is one of ours."""

    async def converse(self, line: Line, rest: Rest) -> None:
        """Greet, and go on until the line ends.

        Raises
        ------
        OverError
            Always, sooner or later; in an exception group, because it ends several tasks.
        """
        async with asyncio.TaskGroup() as group:
            ways = _Ways(line=line, rest=rest, group=group)
            group.create_task(self._listen(line))
            group.create_task(self._pass_time())
            await self._do(self._feed.connected(self._clock.now_ns()), ways)
            self._meter.up = not line.silent
            while True:
                await self._attend(await self._inbox.take(), ways)

    async def over(self, reason: str) -> None:
        """Tell the feed that it is over: every question has its answer now, and that is none."""
        now_ns = self._clock.now_ns()
        under_way, self._under_way = self._under_way, []
        steps = [step for fetch in under_way for step in self._feed.fetched(fetch, None, now_ns)]
        await self._tell([*steps, *self._feed.lost(reason, now_ns)])

    async def _listen(self, line: Line) -> None:
        self._inbox.end(await line.listen(self._inbox))

    async def _pass_time(self) -> None:
        while True:
            await self._clock.sleep(_TICK_S)
            self._inbox.tick()

    async def _attend(self, batch: Batch, ways: "_Ways") -> None:
        if batch.frames:
            await self._do(self._heard(batch.frames), ways)
        for fetch, reply in batch.replies:
            self._under_way.remove(fetch)
            await self._do(self._feed.fetched(fetch, reply, self._clock.now_ns()), ways)
        if batch.ending is not None:
            raise OverError(batch.ending)
        if batch.ticked:
            await self._do(self._feed.tick(self._clock.now_ns()), ways)

    def _heard(self, frames: Sequence[bytes]) -> list[Step]:
        self._mark("frame")
        now_ns = self._clock.now_ns()
        meter, received = self._meter, self._feed.received
        meter.frames += len(frames)
        meter.last_frame_ns = now_ns
        meter.up = True
        steps: list[Step] = []
        for frame in frames:
            if new := received(frame, now_ns):
                steps += new
                if any(isinstance(step, Reconnect) for step in new):
                    break
        return steps

    async def _do(self, steps: Sequence[Step], ways: "_Ways") -> None:
        if not steps:
            return
        await self._tell(steps)
        for step in steps:
            match step:
                case Send():
                    await ways.line.send(step.frame)
                case Fetch():
                    self._under_way.append(step)
                    ways.group.create_task(self._fetch(step, ways.rest))
                case Reconnect():
                    raise OverError(Ending(reason=step.reason, elsewhere=step.elsewhere))
                case Unreadable():
                    self._unreadable(step)
                case _:
                    pass

    async def _tell(self, steps: Sequence[Step]) -> None:
        facts = [step for step in steps if not isinstance(step, _ORDERS)]
        if facts:
            self.told = self.told or any(not isinstance(fact, Gap) for fact in facts)
            self._meter.facts += len(facts)
            self._mark("fact")
            await self._sink(facts)

    async def _fetch(self, fetch: Fetch, rest: Rest) -> None:
        self._inbox.answer(fetch, await rest.reply(fetch))

    def _unreadable(self, step: Unreadable) -> None:
        self._meter.unreadable = count = self._meter.unreadable + 1
        # The 1st, 2nd, 4th, 8th … is written: a source that speaks another language all day would
        # fill the disk with one sentence.
        if count & (count - 1) == 0:
            frame = step.frame[:500].decode(errors="replace")
            name = self._feed.name
            log.warning("feed.unreadable", feed=name, count=count, reason=step.reason, frame=frame)


@dataclass(frozen=True, slots=True)
class _Ways:
    line: Line
    rest: Rest
    group: asyncio.TaskGroup
