"""The state of the machine, read from what it stored last."""

from collections.abc import Sequence

from core.chain import GasPrice
from core.gaps import Gap
from core.ports import Clock, History, Outbox, Standings, TopicStanding
from core.time_units import DAY_NS, SECOND_NS
from usecases.feed_status import by_source, feed_status
from usecases.interruptions import interruptions
from usecases.status import ChainHeight, FeedStatus, StatusReport

_VENUE = "bybit"
# A liquid perpetual trades every second or two; a block comes every twelve at most.
_LATE_TRADES_S = 60.0
_LATE_BLOCKS_S = 90.0
_TOLD = 3
_FRESH_NS = 10 * SECOND_NS


class StoredStatus:
    """How every source's topics stand, what of them is stored, holes, and alerts on their way.

    Parameters
    ----------
    symbols
        Instruments whose trades are expected; without one, only sources that report are named.
    """

    def __init__(
        self,
        *,
        history: History,
        standings: Standings,
        outbox: Outbox,
        clock: Clock,
        symbols: Sequence[str],
        version: str,
    ) -> None:
        self._history = history
        self._standings = standings
        self._outbox = outbox
        self._clock = clock
        self._symbols = symbols
        self._version = version

    async def __call__(self) -> StatusReport:
        """The state now."""
        now_ns = self._clock.now_ns()
        gaps = await self._history.gaps(since_ns=now_ns - DAY_NS)
        open_gaps = [gap for gap in gaps if gap.until_ns is None]
        sources = by_source(await self._standings.read())
        if self._symbols:
            sources.setdefault(_VENUE, [])
        return StatusReport(
            version=self._version,
            feeds=[
                await self._feed(source, topics, open_gaps, now_ns)
                for source, topics in sources.items()
            ],
            open_gaps=len(open_gaps),
            healed_gaps=len(gaps) - len(open_gaps),
            waiting=await self._outbox.waiting(),
            interruptions=interruptions(gaps, limit=_TOLD),
        )

    async def _feed(
        self, source: str, topics: Sequence[TopicStanding], open_gaps: Sequence[Gap], now_ns: int
    ) -> FeedStatus:
        if source == _VENUE:
            return feed_status(
                source,
                topics,
                open_gaps=open_gaps,
                stored_ns=await self._traded_ns(now_ns),
                late_after_s=_LATE_TRADES_S,
                now_ns=now_ns,
            )
        gas = await self._history.latest_gas(source)
        return feed_status(
            source,
            topics,
            open_gaps=open_gaps,
            stored_ns=gas.seen_ns if gas else await self._moved_ns(source),
            late_after_s=_LATE_BLOCKS_S,
            now_ns=now_ns,
            height=await self._height(gas) if gas else None,
        )

    async def _traded_ns(self, now_ns: int) -> int | None:
        newest_ns: int | None = None
        for symbol in self._symbols:
            second = await self._history.latest_second(f"{_VENUE}:{symbol}")
            if second is not None:
                newest_ns = max(newest_ns or 0, second.at_ns)
                if now_ns - newest_ns < _FRESH_NS:
                    break  # one that is traded now says it for all, of which there may be hundreds
        return newest_ns

    async def _moved_ns(self, chain: str) -> int | None:
        newest = await self._history.transfers(min_wei=1, limit=1, chain=chain)
        return newest[0].seen_ns if newest else None

    async def _height(self, newest: GasPrice) -> ChainHeight:
        settled = await self._history.finality(newest.chain)
        return ChainHeight(
            block=newest.block_number,
            safe=settled["safe"].block_number if "safe" in settled else None,
            final=settled["final"].block_number if "final" in settled else None,
        )
