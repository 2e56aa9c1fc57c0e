"""The chain cursor and the names of pictures, in memory."""

from db.memory.tables import Tables


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
