"""Specification of ``Streams``: ordered, partitioned logs whose writer names every entry."""

import asyncio
from time import monotonic

import pytest

from core.ports import START, EntryId
from tests.contract.builders import at
from tests.contract.conftest import Log


def entries(*positions: int) -> list[tuple[EntryId, bytes]]:
    return [(at(ms), b"body %d" % ms) for ms in positions]


async def read(log: Log, *, after: EntryId = START, count: int = 100) -> list[int]:
    """The positions of partition 0 that lie behind ``after``."""
    return [each.id.ms for each in await log.read({0: after}, count=count, wait_s=0)]


async def test_what_was_written_is_read_in_order_with_its_body(log: Log) -> None:
    await log.assign([0])
    bodies = [bytes(range(256)), b"", b"third"]

    written = await log.append(0, [(at(7, seq), body) for seq, body in enumerate(bodies)])

    found = await log.read({0: START}, count=9, wait_s=0)
    assert written == 3
    assert [(each.partition, each.id, each.body) for each in found] == [
        (0, at(7, seq), body) for seq, body in enumerate(bodies)
    ]


async def test_reading_leaves_no_trace(log: Log) -> None:
    await log.assign([0])
    await log.append(0, entries(1, 2, 3))

    assert await read(log) == await read(log) == [1, 2, 3]
    assert await read(log, after=at(2)) == [3]


async def test_no_more_is_read_than_was_asked_for(log: Log) -> None:
    await log.assign([0])
    await log.append(0, entries(1, 2, 3))

    assert await read(log, count=2) == [1, 2]


async def test_entries_that_are_sent_again_change_nothing(log: Log) -> None:
    await log.assign([0])
    await log.append(0, entries(1, 2))

    assert await log.append(0, entries(1, 2)) == 0
    assert await log.append(0, [(at(2), b"another body")]) == 0
    assert [each.body for each in await log.read({0: START}, count=9, wait_s=0)] == [
        b"body 1",
        b"body 2",
    ]


async def test_of_a_batch_that_arrived_in_part_the_rest_is_new(log: Log) -> None:
    await log.assign([0])
    await log.append(0, entries(1, 2))

    assert await log.append(0, entries(1, 2, 3, 4)) == 2
    assert await read(log) == [1, 2, 3, 4]


async def test_an_entry_below_the_last_changes_nothing(log: Log) -> None:
    await log.assign([0])
    await log.append(0, entries(5))

    assert await log.append(0, [(at(4, 99), b"late"), (START, b"zero")]) == 0
    assert await read(log) == [5]


async def test_a_large_batch_arrives_whole(log: Log) -> None:
    await log.assign([0])
    positions = range(1, 1_203)

    assert await log.append(0, entries(*positions)) == len(positions)
    assert await read(log, count=5_000) == list(positions)


async def test_nothing_is_nothing(log: Log) -> None:
    await log.assign([0])

    assert await log.append(0, []) == 0
    assert await log.read({}, count=5, wait_s=0) == []
    assert await read(log) == []


async def test_partitions_are_apart_and_read_together(log: Log) -> None:
    await log.assign([0, 1])
    await log.append(0, entries(1, 2))
    await log.append(1, entries(1))

    found = await log.read({0: at(1), 1: START}, count=9, wait_s=0)

    assert {(each.partition, each.id.ms) for each in found} == {(0, 2), (1, 1)}


async def test_a_full_partition_does_not_starve_another(log: Log) -> None:
    await log.assign([0, 1])
    await log.append(0, entries(*range(1, 50)))
    await log.append(1, entries(1))

    found = await log.read({0: START, 1: START}, count=10, wait_s=0)

    assert 1 in {each.partition for each in found}
    assert len(found) <= 10


async def test_to_take_partitions_tells_where_they_end(log: Log) -> None:
    await log.append(0, [(at(3, 1), b"x")])

    assert await log.assign([0, 1]) == {0: at(3, 1), 1: START}


async def test_a_trimmed_partition_still_knows_where_it_ended(log: Log) -> None:
    await log.append(0, entries(3))
    await log.trim(0, at(9))

    assert await log.assign([0]) == {0: at(3)}
    assert await log.append(0, entries(3)) == 0


async def test_a_partition_nobody_took_is_a_mistake_to_read(log: Log) -> None:
    await log.assign([0])

    with pytest.raises(ValueError, match=r"\[1\]"):
        await log.read({1: START}, count=1, wait_s=0)


async def test_the_lag_counts_what_lies_behind(log: Log) -> None:
    await log.append(0, entries(1, 2, 5, 9))

    lags = [await log.lag(0, each) for each in (START, at(1), at(3), at(9), at(99))]

    assert lags == [4, 3, 2, 0, 0]
    assert await log.lag(7, START) == 0


async def test_the_lag_after_trimming_counts_what_is_left(log: Log) -> None:
    await log.append(0, entries(1, 2, 5, 9))
    await log.trim(0, at(3))

    assert [await log.lag(0, each) for each in (START, at(1), at(5))] == [2, 2, 1]


async def test_trimming_forgets_what_lies_before(log: Log) -> None:
    await log.assign([0])
    await log.append(0, entries(1, 2, 5, 9))

    assert await log.trim(0, at(5)) == 2
    assert await read(log) == [5, 9]
    assert await log.trim(0, at(5)) == 0


async def test_a_wait_ends_with_the_first_new_entry(log: Log) -> None:
    await log.assign([0, 1])
    started = monotonic()

    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(log.read({0: START, 1: START}, count=9, wait_s=20))
        await asyncio.sleep(0.05)
        await log.append(1, entries(1))

    assert [each.id for each in waiting.result()] == [at(1)]
    assert monotonic() - started < 10


async def test_a_wait_for_nothing_ends_by_itself(log: Log) -> None:
    await log.assign([0])

    async with asyncio.timeout(10):
        assert await log.read({0: START}, count=9, wait_s=0.02) == []


async def test_a_wait_can_be_given_up_and_taken_up_again(log: Log) -> None:
    await log.assign([0])
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await log.read({0: START}, count=9, wait_s=20)

    await log.append(0, entries(1))

    assert await read(log) == [1]


async def test_a_healthy_server_says_what_it_holds(log: Log) -> None:
    await log.assign([0, 1])
    await log.append(0, entries(1, 2))

    health = await log.health()

    assert health.ok
    assert dict(health.entries) == {0: 2, 1: 0}
