"""The live stream: whoever looks at the page hears of every change."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from standins.telegram.wire import JsonObject

_WAITING = 500
"""Events kept for one slow reader; beyond it the reader is told to load everything again."""

_PING = 15.0
"""Seconds of silence after which a comment keeps the connection open."""


class Hub:
    """Fans events out to open pages as Server-Sent Events."""

    def __init__(self) -> None:
        self._readers: set[asyncio.Queue[str | None]] = set()

    @property
    def has_readers(self) -> bool:
        """Whether anybody listens; nothing needs to be drawn up otherwise."""
        return bool(self._readers)

    def publish(self, kind: str, body: JsonObject) -> None:
        """Tell every reader."""
        if not self._readers:
            return
        frame = f"event: {kind}\ndata: {json.dumps(body, ensure_ascii=False)}\n\n"
        for reader in self._readers:
            _offer(reader, frame)

    def close(self) -> None:
        """End every stream."""
        for reader in self._readers:
            while reader.full():
                reader.get_nowait()
            reader.put_nowait(None)

    @contextmanager
    def reading(self) -> Iterator[AsyncIterator[str]]:
        """Subscribe for the length of a ``with`` block."""
        reader: asyncio.Queue[str | None] = asyncio.Queue(_WAITING)
        self._readers.add(reader)
        try:
            yield _frames(reader)
        finally:
            self._readers.discard(reader)


def _offer(reader: asyncio.Queue[str | None], frame: str) -> None:
    if reader.qsize() < _WAITING - 1:
        reader.put_nowait(frame)
        return
    while not reader.empty():
        reader.get_nowait()
    reader.put_nowait("event: reload\ndata: {}\n\n")


async def _frames(reader: asyncio.Queue[str | None]) -> AsyncIterator[str]:
    yield "event: hello\ndata: {}\n\n"
    while True:
        try:
            frame = await asyncio.wait_for(reader.get(), _PING)
        except TimeoutError:
            frame = ": still here\n\n"
        if frame is None:
            return
        yield frame
