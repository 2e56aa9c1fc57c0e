"""A person chooses a price level and wants to know where the market is."""

from core.ports import History


class LastPrice:
    """The newest traded price of a symbol, or None where nothing was traded yet."""

    def __init__(self, history: History, *, venue: str = "bybit") -> None:
        self._history = history
        self._venue = venue

    async def __call__(self, symbol: str) -> float | None:
        """The price."""
        second = await self._history.latest_second(f"{self._venue}:{symbol}")
        return second.last if second else None
