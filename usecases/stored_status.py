"""The state of the machine, read from what it stored last."""

from collections.abc import Sequence

from core.ports import Clock, History, Outbox
from usecases.status import FeedStatus, StatusReport

_SECOND_NS = 1_000_000_000
_DAY_NS = 86_400 * _SECOND_NS
# A liquid perpetual trades every second or two; a block comes every twelve, and nearly each one
# moves some large amount.
_LATE_TRADES_S = 30.0
_LATE_BLOCKS_S = 90.0


class StoredStatus:
    """Ages of the newest stored facts, holes of the last day, and alerts on their way."""

    def __init__(
        self,
        *,
        history: History,
        outbox: Outbox,
        clock: Clock,
        symbols: Sequence[str],
        version: str,
    ) -> None:
        self._history = history
        self._outbox = outbox
        self._clock = clock
        self._symbols = symbols
        self._version = version

    async def __call__(self) -> StatusReport:
        """The state now."""
        now_ns = self._clock.now_ns()
        gaps = await self._history.gaps(since_ns=now_ns - _DAY_NS)
        # A hole is told when it opens and again, under the same name, when it is healed.
        healed = {(gap.topic, gap.since_ns) for gap in gaps if gap.until_ns is not None}
        opened = {(gap.topic, gap.since_ns) for gap in gaps}
        return StatusReport(
            version=self._version,
            feeds=[
                *[await self._trades(symbol, now_ns) for symbol in self._symbols],
                await self._blocks(now_ns),
            ],
            open_gaps=len(opened - healed),
            healed_gaps=len(healed),
            waiting=await self._outbox.waiting(),
        )

    async def _trades(self, symbol: str, now_ns: int) -> FeedStatus:
        second = await self._history.latest_second(f"bybit:{symbol}")
        age_s = None if second is None else (now_ns - second.at_ns) / _SECOND_NS
        return FeedStatus(name=f"Bybit {symbol}", age_s=age_s, late_after_s=_LATE_TRADES_S)

    async def _blocks(self, now_ns: int) -> FeedStatus:
        newest = await self._history.transfers(min_wei=1, limit=1, chain="ethereum")
        age_s = (now_ns - newest[0].seen_ns) / _SECOND_NS if newest else None
        return FeedStatus(name="Ethereum", age_s=age_s, late_after_s=_LATE_BLOCKS_S)
