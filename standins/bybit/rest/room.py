"""What every endpoint looks up: the source, the hall, the time, the ordered faults."""

from collections.abc import Callable

from standins.bybit.contracts import listed_in
from standins.bybit.desk import Desk
from standins.bybit.hub import Hub
from standins.bybit.query import ParameterError, Query
from standins.bybit.source import FrameSource

Result = dict[str, object]
MOST_ROWS = 1_000


class Room:
    """The place REST is answered from.

    Parameters
    ----------
    source, hub
        Where candles and trades, books and tickers are.
    now_ms
        The venue's time.
    """

    def __init__(self, source: FrameSource, hub: Hub, now_ms: Callable[[], int]) -> None:
        self.source = source
        self.hub = hub
        self.now_ms = now_ms

    def time(self, query: Query) -> Result:
        """The venue's clock."""
        del query
        now = self.now_ms()
        return {"timeSecond": str(now // 1_000), "timeNano": str(now * 1_000_000)}

    def symbols(self, category: str) -> list[str]:
        """All symbols of a market."""
        return [symbol for symbol in sorted(self.source.desks) if listed_in(category, symbol)]

    def desk(self, query: Query, category: str) -> Desk:
        """The desk of the symbol that is asked for, which must be one of the market."""
        return self.source.desks[query.choice("symbol", self.symbols(category))]

    def chosen(self, query: Query, category: str) -> list[str]:
        """The symbol that is asked for, or all of the market."""
        if query.optional("symbol") is None:
            return self.symbols(category)
        return [self.desk(query, category).instrument.symbol]


def refused(what: str) -> ParameterError:
    """The venue's no to a parameter."""
    return ParameterError(f"params error: {what}")
