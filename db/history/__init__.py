"""What was seen, in Postgres."""

from db.database import Database
from db.history.chain import PostgresChainPast
from db.history.feeds import PostgresFeedPast
from db.history.flows import PostgresFlowPast
from db.history.market import PostgresMarketPast
from db.history.stories import PostgresStories

__all__ = ["PostgresHistory"]


class PostgresHistory(
    PostgresChainPast, PostgresMarketPast, PostgresFeedPast, PostgresFlowPast, PostgresStories
):
    """``History`` over the tables of facts, detections and notices."""

    def __init__(self, database: Database) -> None:
        self._database = database
