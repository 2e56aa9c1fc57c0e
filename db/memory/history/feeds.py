"""What the feeds did not see, in memory."""

from core.gaps import Gap
from db.memory.tables import Tables


class MemoryFeedPast:
    """``FeedPast`` over a dictionary."""

    _tables: Tables

    async def gaps(self, *, since_ns: int) -> list[Gap]:
        kept = [
            gap
            for gap in self._tables.gaps.values()
            if gap.until_ns is None or gap.until_ns >= since_ns
        ]
        return sorted(kept, key=lambda gap: (gap.since_ns, gap.source, gap.subject, gap.topic))

    async def open_gaps(self) -> list[Gap]:
        return [gap for gap in await self.gaps(since_ns=0) if gap.until_ns is None]
