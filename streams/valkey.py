"""Streams on Valkey, or any server that speaks Redis' protocol from version 6.2 on.

One stream key a partition (``facts:0``, ``facts:1`` …) and one for what could not be read
(``facts:dead``). The server keeps nothing about readers: no groups, no acknowledgements.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from redis.exceptions import ResponseError

from core.errors import WhaleError
from core.ports import START, Entry, EntryId, StreamHealth
from streams.errors import translated
from streams.wire import Wire, connected

_BATCH = 500
_PAGE = 1_000
_EXACT = 10_000
_BURIED = 1_000
_ANSWER_S = 10.0
_SLACK_S = 5.0
_FIELD = b"b"
# "ERR The ID specified in XADD is equal or smaller than the target stream top item", and for the
# very first id "… must be greater than 0-0".
_WRITTEN_ALREADY = ("equal or smaller", "greater than 0-0")


class ValkeyStreams:
    """``Streams`` and ``DeadLetters``.

    The client retries nothing by itself: a write whose answer was lost is the caller's to repeat,
    which the ids make harmless.
    """

    def __init__(self, wire: Wire, waiting: Wire, prefix: str) -> None:
        self._wire = wire
        self._waiting = waiting
        self._prefix = prefix
        self._assigned: tuple[int, ...] = ()

    async def append(self, partition: int, entries: Sequence[tuple[EntryId, bytes]]) -> int:
        new = 0
        for start in range(0, len(entries), _BATCH):
            with translated():
                new += await self._append(partition, entries[start : start + _BATCH])
        return new

    async def read(self, after: Mapping[int, EntryId], *, count: int, wait_s: float) -> list[Entry]:
        if unknown := set(after) - set(self._assigned):
            raise ValueError(f"partitions {sorted(unknown)} are read without being assigned")
        if not after:
            return []
        share = max(1, count // len(after))
        # BLOCK 0 would wait for ever; without BLOCK the server answers at once.
        block = ("BLOCK", max(1, int(wait_s * 1000))) if wait_s > 0 else ()
        keys = [self._key(partition) for partition in after]
        positions = map(str, after.values())
        with translated():
            async with asyncio.timeout(wait_s + _SLACK_S):
                answer = await self._waiting.command(
                    "XREAD", "COUNT", share, *block, "STREAMS", *keys, *positions
                )
        entries = [
            Entry(partition=self._partition(key), id=_position(name), body=fields[_FIELD])
            for key, found in answer
            for name, fields in found
        ]
        return entries[:count]

    async def lag(self, partition: int, after: EntryId) -> int:
        with translated():
            ends = await self._ends(partition)
            if after >= ends.last:
                return 0
            if after < ends.first:
                return ends.length
            return await self._count(partition, after, ends.length)

    async def trim(self, partition: int, before: EntryId) -> int:
        with translated():
            return int(
                await self._wire.command("XTRIM", self._key(partition), "MINID", str(before))
            )

    async def assign(self, partitions: Sequence[int]) -> Mapping[int, EntryId]:
        with translated():
            ends = {partition: await self._ends(partition) for partition in partitions}
        self._assigned = tuple(partitions)
        return {partition: end.last for partition, end in ends.items()}

    async def health(self) -> StreamHealth:
        try:
            with translated():
                await self._wire.command("PING")
                entries = {each: await self._length(each) for each in self._assigned}
        except WhaleError as error:
            return StreamHealth(ok=False, detail=str(error), entries={})
        return StreamHealth(ok=True, detail="it answers", entries=entries)

    async def bury(self, entry: Entry, reason: str) -> None:
        words = reason.encode("utf-8", "replace")
        place = (b"partition", entry.partition, b"id", str(entry.id))
        with translated():
            await self._wire.command(
                *("XADD", self._dead, "MAXLEN", "=", _BURIED, "*"),
                *place,
                *(b"body", entry.body, b"reason", words),
            )

    async def buried(self, limit: int) -> list[tuple[Entry, str]]:
        with translated():
            found = await self._wire.command("XREVRANGE", self._dead, "+", "-")
        newest: dict[tuple[int, EntryId], tuple[Entry, str]] = {}
        for _, fields in found:
            entry, reason = _dead_letter(fields)
            # What was buried twice, because its worker died in between, is shown once.
            newest.setdefault((entry.partition, entry.id), (entry, reason))
        return list(newest.values())[:limit]

    async def _append(self, partition: int, entries: Sequence[tuple[EntryId, bytes]]) -> int:
        # One transaction: a server that cannot write now (no memory, a failover) refuses the batch
        # whole. A hole in the middle could never be filled, because ids only grow.
        key = self._key(partition)
        answers = await self._wire.together(
            [("XADD", key, str(position), _FIELD, body) for position, body in entries]
        )
        return sum(map(_is_new, answers))

    async def _length(self, partition: int) -> int:
        return int(await self._wire.command("XLEN", self._key(partition)))

    async def _ends(self, partition: int) -> "_Ends":
        try:
            known = await self._wire.command("XINFO STREAM", self._key(partition))
        except ResponseError as error:
            if "no such key" in str(error):
                return _Ends(length=0, first=START, last=START)
            raise
        last = _position(known["last-generated-id"])
        first = _position(known["first-entry"][0]) if known["first-entry"] else last
        return _Ends(length=int(known["length"]), first=first, last=last)

    async def _count(self, partition: int, after: EntryId, length: int) -> int:
        """Count what lies behind ``after``, page by page; past ``_EXACT`` the length must do.

        Ids are not numbered without holes, so there is nothing to subtract; the server could only
        count by walking, too.
        """
        counted, position = 0, after
        while counted < _EXACT:
            page = await self._wire.command(
                "XRANGE", self._key(partition), f"({position}", "+", "COUNT", _PAGE
            )
            counted += len(page)
            if len(page) < _PAGE:
                return counted
            position = _position(page[-1][0])
        return length

    def _key(self, partition: int) -> str:
        return f"{self._prefix}:{partition}"

    @property
    def _dead(self) -> str:
        return f"{self._prefix}:dead"

    def _partition(self, key: bytes) -> int:
        return int(key[len(self._prefix) + 1 :])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ends:
    """Where a stream begins and ends; ``last`` outlives the entry it named."""

    length: int
    first: EntryId
    last: EntryId


def _is_new(answer: object) -> bool:
    if not isinstance(answer, Exception):
        return True
    if any(words in str(answer) for words in _WRITTEN_ALREADY):
        return False
    raise answer


def _position(name: bytes) -> EntryId:
    return EntryId.parse(name.decode())


def _dead_letter(fields: Mapping[bytes, bytes]) -> tuple[Entry, str]:
    entry = Entry(
        partition=int(fields[b"partition"]), id=_position(fields[b"id"]), body=fields[b"body"]
    )
    return entry, fields[b"reason"].decode()


@asynccontextmanager
async def open_streams(url: str, *, prefix: str = "facts") -> AsyncIterator[ValkeyStreams]:
    """The streams at ``url`` (``redis://``, ``rediss://`` or ``unix://``), for the block.

    Waiting reads have connections of their own, so that writes do not wait behind them.

    Raises
    ------
    UnavailableError
        If the server does not answer.
    MisconfiguredError
        If it refuses the login, or the address is none.
    """
    async with (
        connected(url, answer_s=_ANSWER_S) as wire,
        # A waiting read has its own time limit, which depends on how long it may wait.
        connected(url, answer_s=None) as waiting,
    ):
        with translated():
            await wire.command("PING")
        yield ValkeyStreams(wire, waiting, prefix)
