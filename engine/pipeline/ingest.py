"""Facts into the stream: named, in order, and not lost when the stream is away for a while."""

from collections.abc import Iterable, Sequence
from functools import partial

import structlog

from core.chain import Block
from core.errors import UnavailableError
from core.facts import Fact, encode, partition_of
from core.ports import START, ChainCursor, Clock, EntryId, Streams
from engine.pipeline.backoff import Backoff
from engine.pipeline.insist import insist
from engine.pipeline.marks import Mark, unmarked

log = structlog.get_logger()

_MS = 1_000_000
_LARGEST_BATCH = 500


class Ingest:
    """The one writer of the partitions.

    Every entry gets its id here, larger than all before it in its partition; a batch that must be
    sent again carries the same ids, which the stream takes for what they are. ``write`` returns
    when the stream has the facts; until then its caller reads no more, so that nothing piles up.
    """

    def __init__(
        self,
        streams: Streams,
        cursor: ChainCursor,
        *,
        partitions: int,
        clock: Clock,
        backoff: Backoff,
        mark: Mark = unmarked,
    ) -> None:
        self._streams = streams
        self._cursor = cursor
        self._partitions = partitions
        self._clock = clock
        self._backoff = backoff
        self._mark = mark
        self._last: dict[int, EntryId] = {}
        self.written = 0

    async def open(self) -> None:
        """Learn where each partition ends."""
        self._last = dict(await self._streams.assign(range(self._partitions)))

    async def write(self, facts: Sequence[Fact]) -> None:
        """Append facts in their order, then move the cursors of the chains among them."""
        batches: dict[int, list[tuple[EntryId, bytes]]] = {}
        for fact in facts:
            partition = partition_of(fact.subject, self._partitions)
            batches.setdefault(partition, []).append((self._name(partition), encode(fact)))
        for partition, entries in batches.items():
            for start in range(0, len(entries), _LARGEST_BATCH):
                await self._append(partition, entries[start : start + _LARGEST_BATCH])
        self.written += len(facts)
        self._mark("stream")
        await self._move_cursors(facts)

    def _name(self, partition: int) -> EntryId:
        last = self._last.get(partition, START)
        now_ms = self._clock.now_ns() // _MS
        # A clock that was set back does not lead the ids back.
        name = (
            EntryId(ms=now_ms, seq=0) if now_ms > last.ms else EntryId(ms=last.ms, seq=last.seq + 1)
        )
        self._last[partition] = name
        return name

    async def _append(self, partition: int, entries: list[tuple[EntryId, bytes]]) -> None:
        await insist(
            partial(self._streams.append, partition, entries),
            what=f"partition {partition}",
            clock=self._clock,
            backoff=self._backoff,
        )

    async def _move_cursors(self, facts: Iterable[Fact]) -> None:
        newest = {fact.chain: fact for fact in facts if isinstance(fact, Block)}
        for chain, block in newest.items():
            try:
                await self._cursor.save(chain, block.block_number, block.block_hash)
            except UnavailableError as error:
                # A cursor that lags only makes the next start read a few blocks twice.
                log.warning("cursor.away", chain=chain, error=str(error))
