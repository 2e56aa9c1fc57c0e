"""The chain cursor, the names of pictures and how topics do, in memory."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from core.conversation import Standing
from core.ports import TopicStanding
from db.memory.tables import Tables
from db.text import storable


class MemoryChainCursor:
    """``ChainCursor`` over a dictionary."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def load(self, chain: str) -> tuple[int, str] | None:
        return self._tables.cursors.get(chain)

    async def save(self, chain: str, number: int, block_hash: str) -> None:
        self._tables.cursors[chain] = (number, block_hash)


class MemoryPictures:
    """``Pictures`` over a dictionary."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def find(self, key: str) -> str | None:
        return self._tables.pictures.get(key)

    async def remember(self, key: str, file_id: str) -> None:
        self._tables.pictures[key] = file_id

    async def forget(self, key: str) -> None:
        self._tables.pictures.pop(key, None)


class MemoryStandings:
    """``Standings`` over a dictionary."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def save(self, feed: str, standings: Mapping[str, Standing]) -> None:
        now_ns = self._tables.clock.now_ns()
        self._tables.standings[feed] = {
            topic: TopicStanding(
                feed=feed,
                topic=topic,
                standing=replace(standing, why=storable(standing.why)),
                saved_ns=now_ns,
            )
            for topic, standing in ((storable(name), each) for name, each in standings.items())
        }

    async def keep_only(self, feeds: Collection[str]) -> None:
        for feed in self._tables.standings.keys() - set(feeds):
            del self._tables.standings[feed]

    async def read(self) -> list[TopicStanding]:
        kept = [each for topics in self._tables.standings.values() for each in topics.values()]
        return sorted(kept, key=lambda each: (each.feed, each.topic))
