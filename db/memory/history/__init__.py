"""What was seen, in memory."""

from db.memory.history.chain import MemoryChainPast
from db.memory.history.feeds import MemoryFeedPast
from db.memory.history.flows import MemoryFlowPast
from db.memory.history.market import MemoryMarketPast
from db.memory.history.stories import MemoryStories
from db.memory.tables import Tables

__all__ = ["MemoryHistory"]


class MemoryHistory(
    MemoryChainPast, MemoryMarketPast, MemoryFeedPast, MemoryFlowPast, MemoryStories
):
    """``History`` over dictionaries."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
