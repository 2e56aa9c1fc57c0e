"""Specification of facts on their way into the stream."""

from collections.abc import Sequence

from typing_extensions import override

from core.chain import Block
from core.errors import UnavailableError
from core.facts import decode, partition_of
from core.ports import START, Entry, EntryId
from db.memory import memory_stores
from engine.pipeline.backoff import Backoff
from engine.pipeline.ingest import Ingest
from streams.memory import MemoryStreams
from tests.support.clock import Clockwork
from tests.support.facts import NOON, a_trade, a_transfer

PARTITIONS = 4
ETH = partition_of("bybit:ETHUSDT", PARTITIONS)


class AnswersGetLost(MemoryStreams):
    """A stream that takes what it is given, and whose first answers do not arrive."""

    lost = 2

    @override
    async def append(self, partition: int, entries: Sequence[tuple[EntryId, bytes]]) -> int:
        new = await super().append(partition, entries)
        if self.lost:
            self.lost -= 1
            raise UnavailableError("no answer")
        return new


async def an_ingest(streams: MemoryStreams, clock: Clockwork) -> Ingest:
    ingest = Ingest(
        streams,
        memory_stores(clock).cursor,
        partitions=PARTITIONS,
        clock=clock,
        backoff=Backoff(lambda: 0.0),
    )
    await ingest.open()
    return ingest


async def everything(streams: MemoryStreams, partition: int = ETH) -> list[Entry]:
    await streams.assign(range(PARTITIONS))
    return await streams.read({partition: START}, count=1000, wait_s=0)


async def test_facts_of_a_subject_keep_their_order() -> None:
    clock = Clockwork()
    streams = MemoryStreams(clock)
    ingest = await an_ingest(streams, clock)
    trades = [a_trade(3500 + number, at_s=number) for number in range(50)]

    await ingest.write(trades)

    assert [decode(entry.body) for entry in await everything(streams)] == trades


async def test_an_answer_that_got_lost_doubles_nothing() -> None:
    clock = Clockwork()
    streams = AnswersGetLost(clock)
    ingest = await an_ingest(streams, clock)

    await ingest.write([a_trade(at_s=0), a_trade(at_s=1)])

    assert len(await everything(streams)) == 2
    assert len(clock.slept) == 2


async def test_a_clock_that_is_set_back_does_not_lead_the_ids_back() -> None:
    clock = Clockwork()
    streams = MemoryStreams(clock)
    ingest = await an_ingest(streams, clock)
    await ingest.write([a_trade(at_s=0)])

    clock.advance(-3600)
    await ingest.write([a_trade(at_s=1)])

    ids = [entry.id for entry in await everything(streams)]
    assert ids == sorted(set(ids))
    assert len(ids) == 2


async def test_a_new_writer_goes_on_behind_the_last_entry() -> None:
    clock = Clockwork()
    streams = MemoryStreams(clock)
    await (await an_ingest(streams, clock)).write([a_trade(at_s=0)])

    clock.advance(-3600)
    await (await an_ingest(streams, clock)).write([a_trade(at_s=1)])

    assert len(await everything(streams)) == 2


async def test_the_chains_cursor_follows_the_blocks_that_are_in_the_stream() -> None:
    clock = Clockwork()
    stores = memory_stores(clock)
    ingest = Ingest(
        MemoryStreams(clock),
        stores.cursor,
        partitions=PARTITIONS,
        clock=clock,
        backoff=Backoff(lambda: 0.0),
    )
    await ingest.open()
    block = Block(
        chain="ethereum",
        block_number=7,
        block_hash="0xb7",
        parent_hash="0xb6",
        at_ns=NOON,
        seen_ns=NOON,
        transactions=1,
    )

    await ingest.write([a_transfer(block=7), block])

    assert await stores.cursor.load("ethereum") == (7, "0xb7")
