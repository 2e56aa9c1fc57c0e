"""Specification of ``DeadLetters``: what could not be read is kept with the reason."""

from core.ports import Entry
from tests.contract.builders import at
from tests.contract.conftest import Log


def entry(ms: int) -> Entry:
    return Entry(partition=2, id=at(ms, 1), body=b"\xff\x00")


async def test_nothing_is_buried_at_first(log: Log) -> None:
    assert await log.buried(9) == []


async def test_what_was_buried_is_found_newest_first(log: Log) -> None:
    await log.bury(entry(1), "not a fact")
    await log.bury(entry(2), "no field ü")
    await log.bury(entry(3), "half a pair \ud83d")

    assert await log.buried(2) == [(entry(3), "half a pair ?"), (entry(2), "no field ü")]


async def test_what_was_buried_twice_is_there_once(log: Log) -> None:
    await log.bury(entry(1), "not a fact")
    await log.bury(entry(2), "not a fact")
    await log.bury(entry(1), "still not a fact")

    assert await log.buried(9) == [(entry(1), "still not a fact"), (entry(2), "not a fact")]
