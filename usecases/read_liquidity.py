"""A person looks at the order book's recent past."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import RefusedError
from core.market import BookSample, Liquidation
from core.ports import Clock, History
from core.tape import SECOND_NS, TapeSecond

LONGEST_MIN = 240
_MINUTE_NS = 60 * SECOND_NS
_LATE_S = 15.0
# A book is sampled every second, and a sample of a deep book is large: they are read in slices, and
# only as many are kept as a picture can show side by side.
_SLICE_NS = 5 * _MINUTE_NS
_MOST_SAMPLES = 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class Liquidity:
    """What rested, what was traded and who was liquidated in one window, all oldest first.

    There is at least one sample. ``late_s`` is how old the newest one is, where it should have been
    followed by another.
    """

    symbol: str
    minutes: int
    since_ns: int
    samples: Sequence[BookSample]
    tape: Sequence[TapeSecond]
    liquidations: Sequence[Liquidation]
    late_s: float | None


class ReadLiquidity:
    """Collects what a heatmap shows."""

    def __init__(self, history: History, clock: Clock, *, venue: str = "bybit") -> None:
        self._history = history
        self._clock = clock
        self._venue = venue

    async def __call__(self, symbol: str, minutes: int) -> Liquidity:
        """The last ``minutes`` (1 to 240) of a symbol.

        They end now; where the feed has said nothing for longer than that, they end with the last
        thing it said, and ``late_s`` tells how long ago that was.

        Raises
        ------
        RefusedError
            If nothing of the book was recorded in that window.
        """
        subject = f"{self._venue}:{symbol}"
        minutes = max(1, min(minutes, LONGEST_MIN))
        now_ns = self._clock.now_ns()
        until_ns = await self._end(subject, now_ns, minutes * _MINUTE_NS)
        since_ns = until_ns - minutes * _MINUTE_NS
        samples = await self._samples(subject, since_ns, until_ns)
        if not samples:
            raise RefusedError("refused-no-heatmap", symbol=symbol)
        age_s = (now_ns - samples[-1].at_ns) / SECOND_NS
        return Liquidity(
            symbol=symbol,
            minutes=minutes,
            since_ns=since_ns,
            samples=samples,
            tape=await self._history.tape(subject=subject, since_ns=since_ns, until_ns=until_ns),
            liquidations=await self._history.liquidations(
                subject=subject, since_ns=since_ns, until_ns=until_ns
            ),
            late_s=age_s if age_s > _LATE_S else None,
        )

    async def _end(self, subject: str, now_ns: int, window_ns: int) -> int:
        newest = await self._history.latest_second(subject)
        if newest is None or newest.at_ns > now_ns - window_ns:
            return now_ns
        return newest.at_ns + SECOND_NS

    async def _samples(self, subject: str, since_ns: int, until_ns: int) -> list[BookSample]:
        apart_ns = (until_ns - since_ns) // _MOST_SAMPLES
        kept: list[BookSample] = []
        for start_ns in range(since_ns, until_ns, _SLICE_NS):
            end_ns = min(start_ns + _SLICE_NS, until_ns)
            read = await self._history.samples(subject=subject, since_ns=start_ns, until_ns=end_ns)
            kept += _thinned(read, apart_ns)
        return kept


def _thinned(samples: Sequence[BookSample], apart_ns: int) -> list[BookSample]:
    """Samples at least ``apart_ns`` apart; one that tells of a hole is always kept."""
    kept: list[BookSample] = []
    for sample in samples:
        if not kept or not sample.complete or sample.at_ns - kept[-1].at_ns >= apart_ns:
            kept.append(sample)
    return kept
