"""Streams in memory: the same behaviour as Valkey's, proved by the same suite."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from core.ports import START, Clock, Entry, EntryId, StreamHealth


class MemoryStreams:
    """Logs that live as long as the process. Waits run on ``clock``."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._logs: defaultdict[int, dict[EntryId, bytes]] = defaultdict(dict)
        self._last: defaultdict[int, EntryId] = defaultdict(lambda: START)
        self._assigned: frozenset[int] = frozenset()
        self._news = asyncio.Event()
        self._dead: dict[tuple[int, EntryId], tuple[Entry, str]] = {}

    async def append(self, partition: int, entries: Sequence[tuple[EntryId, bytes]]) -> int:
        new = 0
        for position, body in entries:
            if position > self._last[partition]:
                self._logs[partition][position] = body
                self._last[partition] = position
                new += 1
        if new:
            self._news.set()
        return new

    async def read(self, after: Mapping[int, EntryId], *, count: int, wait_s: float) -> list[Entry]:
        if unknown := set(after) - self._assigned:
            raise ValueError(f"partitions {sorted(unknown)} are read without being assigned")
        self._news.clear()
        found = self._behind(after, count)
        if not found and wait_s > 0:
            await self._wait_for(after, wait_s)
            found = self._behind(after, count)
        return found

    async def lag(self, partition: int, after: EntryId) -> int:
        return sum(position > after for position in self._logs[partition])

    async def trim(self, partition: int, before: EntryId) -> int:
        log = self._logs[partition]
        old = [position for position in log if position < before]
        for position in old:
            del log[position]
        return len(old)

    async def assign(self, partitions: Sequence[int]) -> Mapping[int, EntryId]:
        self._assigned = frozenset(partitions)
        return {partition: self._last[partition] for partition in partitions}

    async def health(self) -> StreamHealth:
        entries = {each: len(self._logs[each]) for each in sorted(self._assigned)}
        return StreamHealth(ok=True, detail="in memory", entries=entries)

    async def bury(self, entry: Entry, reason: str) -> None:
        self._dead.pop((entry.partition, entry.id), None)
        words = reason.encode("utf-8", "replace").decode()
        self._dead[entry.partition, entry.id] = (entry, words)

    async def buried(self, limit: int) -> list[tuple[Entry, str]]:
        return list(islice(reversed(self._dead.values()), limit))

    def _behind(self, after: Mapping[int, EntryId], count: int) -> list[Entry]:
        share = max(1, count // max(1, len(after)))
        found: list[Entry] = []
        for partition, position in after.items():
            log = self._logs[partition].items()
            newer = (
                Entry(partition=partition, id=each, body=body)
                for each, body in log
                if each > position
            )
            found.extend(islice(newer, share))
        return found[:count]

    async def _wait_for(self, after: Mapping[int, EntryId], wait_s: float) -> None:
        async with asyncio.TaskGroup() as group:
            over = group.create_task(self._clock.sleep(wait_s))
            news = group.create_task(self._news_of(after))
            await asyncio.wait({over, news}, return_when=asyncio.FIRST_COMPLETED)
            over.cancel()
            news.cancel()

    async def _news_of(self, after: Mapping[int, EntryId]) -> None:
        while not self._behind(after, 1):
            self._news.clear()
            await self._news.wait()


def memory_streams(clock: Clock) -> MemoryStreams:
    """Empty streams and dead letters."""
    return MemoryStreams(clock)
