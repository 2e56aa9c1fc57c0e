"""What the feeds did not see, in Postgres."""

from core.gaps import Gap
from db.database import Database

_GAPS = """
select * from gaps where until_ns is null or until_ns >= $1
order by since_ns, source, subject, topic
"""
_OPEN = "select * from gaps where until_ns is null order by since_ns, source, subject, topic"


class PostgresFeedPast:
    """``FeedPast`` over the table ``gaps``."""

    _database: Database

    async def gaps(self, *, since_ns: int) -> list[Gap]:
        return [Gap(**row) for row in await self._database.rows(_GAPS, since_ns)]

    async def open_gaps(self) -> list[Gap]:
        return [Gap(**row) for row in await self._database.rows(_OPEN)]
