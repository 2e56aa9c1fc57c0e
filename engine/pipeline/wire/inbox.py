"""What waits to be told to a feed: frames, answers and the passing of time."""

import asyncio
from dataclasses import dataclass, field

from core.conversation import Fetch, Reply
from engine.pipeline.wire.endpoints import Ending

# Frames of one batch. At 10 us each the loop is held for 5 ms at most.
_MOST_FRAMES = 512


@dataclass(slots=True)
class Batch:
    """What came since the last look, each kind in its own order."""

    frames: list[bytes] = field(default_factory=list)
    replies: list[tuple[Fetch, Reply | None]] = field(default_factory=list)
    ticked: bool = False
    ending: Ending | None = None


class Inbox:
    """One feed's mailbox: several write, one reads everything that is there at once.

    A reader of a socket that is full of frames takes them all without a turn of the loop, so that
    the feed gets hundreds in one go; a slow feed lets the box fill, the socket's reader waits, and
    the venue sees a slow reader.
    """

    def __init__(self) -> None:
        self._batch = Batch()
        self._news = asyncio.Event()
        self._room = asyncio.Event()

    async def put(self, frame: bytes) -> None:
        """A frame arrived. Waits while the box is full."""
        frames = self._batch.frames
        while len(frames) >= _MOST_FRAMES:
            self._room.clear()
            await self._room.wait()
            frames = self._batch.frames
        frames.append(frame)
        self._news.set()

    def answer(self, fetch: Fetch, reply: Reply | None) -> None:
        """A question got its answer, or gets none."""
        self._batch.replies.append((fetch, reply))
        self._news.set()

    def tick(self) -> None:
        """Time has passed. Ticks that nobody looked at in the meantime are one."""
        self._batch.ticked = True
        self._news.set()

    def end(self, ending: Ending) -> None:
        """Nothing more comes; what is in the box is still to be read."""
        self._batch.ending = ending
        self._news.set()

    async def take(self) -> Batch:
        """Everything that is there, as soon as there is something."""
        await self._news.wait()
        self._news.clear()
        batch, self._batch = self._batch, Batch()
        self._room.set()
        return batch
