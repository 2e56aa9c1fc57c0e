"""One round of delivery: a loop that pays the outbox, and everything around it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from typing_extensions import override

from bot.app.post_office import delivery
from bot.charts import Look
from bot.delivery.meter import Meter
from bot.pictures.drawing import Draw
from core.alerts import NoticeId
from core.ports import Stores
from db.memory import memory_stores
from tests.unit.bot.desk import Telegram, WoundClock, bot_over


@dataclass
class Counts(Meter):
    """A meter that a test can read."""

    seen: list[str] = field(default_factory=list)

    @override
    def delivered(self, kind: str, *, delay_s: float, attempt: int) -> None:
        self.seen.append(f"delivered {kind} after {delay_s:.0f} s, attempt {attempt}")

    @override
    def failed(self, remedy: str) -> None:
        self.seen.append(f"failed: {remedy}")

    @override
    def picture_missing(self, why: str) -> None:
        self.seen.append(f"no picture: {why}")

    @override
    def page(self, reason: str) -> None:
        self.seen.append(f"page: {reason}")


async def a_picture(_scene: object, _look: Look) -> bytes:
    return b"JPEG"


@dataclass
class Desk:
    """Everything around one delivery loop."""

    clock: WoundClock = field(default_factory=WoundClock)
    telegram: Telegram = field(default_factory=Telegram)
    counts: Counts = field(default_factory=Counts)
    marks: list[str] = field(default_factory=list)
    stores: Stores = field(init=False)

    def __post_init__(self) -> None:
        self.stores = memory_stores(self.clock)

    @asynccontextmanager
    async def paying(
        self,
        draw: Draw = a_picture,
        mark: Callable[[str], None] | None = None,
    ) -> AsyncIterator[asyncio.Task[None]]:
        """A loop that pays the outbox while the block runs."""
        loop = delivery(
            bot=bot_over(self.telegram),
            stores=self.stores,
            clock=self.clock,
            draw=draw,
            meter=self.counts,
            mark=mark or self.marks.append,
            owner="bot-1",
            quarantine_s=30,
        )
        async with asyncio.TaskGroup() as group:
            task = group.create_task(loop.run())
            await self.clock.run()
            yield task
            task.cancel()


async def outcomes(desk: Desk, notice: NoticeId) -> list[tuple[str, str | None]]:
    story = await desk.stores.history.story(notice)
    assert story is not None
    return [(attempt.outcome, attempt.reason) for attempt in story.attempts]
