"""A person looks at the market's structure."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import RefusedError
from core.market import TIMEFRAME_NS, Candle, Timeframe
from core.ports import Clock, History
from core.time_units import HOUR_NS, SECOND_NS
from usecases.chart_marks import Standing
from usecases.standing_structure import KINDS, standing

_CANDLES = 200
_REACH_CANDLES = 750
"""How far back things may have begun that still stand: a week of 15 minutes, a month of hours."""
_LEAST_REACH_NS = 25 * HOUR_NS
"""The high and low of the day before were told at midnight, however short the candles are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """Candles, oldest first and at least one, and what stands at the newest of them.

    ``late_s`` is how long a newer candle has been missing, where one is.
    """

    symbol: str
    timeframe: Timeframe
    candles: Sequence[Candle]
    standing: Standing
    late_s: float | None


class ReadStructure:
    """Collects what a structure picture shows."""

    def __init__(self, history: History, clock: Clock, *, venue: str = "bybit") -> None:
        self._history = history
        self._clock = clock
        self._venue = venue

    async def __call__(self, symbol: str, timeframe: Timeframe) -> Structure:
        """The newest candles of a symbol, and what stands of the 750 candles that end with them.

        Raises
        ------
        RefusedError
            If there are none.
        """
        subject = f"{self._venue}:{symbol}"
        candles = await self._history.candles(subject=subject, timeframe=timeframe, limit=_CANDLES)
        if not candles:
            raise RefusedError("refused-no-candles", symbol=symbol, timeframe=timeframe)
        reach_ns = max(_LEAST_REACH_NS, _REACH_CANDLES * TIMEFRAME_NS[timeframe])
        found = await self._history.detections(
            subject=subject,
            kinds=KINDS,
            since_ns=candles[-1].open_ns - reach_ns,
            timeframe=timeframe,
        )
        return Structure(
            symbol=symbol,
            timeframe=timeframe,
            candles=candles,
            standing=standing(found, candles),
            late_s=self._late_s(candles[-1], timeframe),
        )

    def _late_s(self, newest: Candle, timeframe: Timeframe) -> float | None:
        # A candle that closed a whole interval ago should have been followed by a newer one.
        due_ns = newest.open_ns + 2 * TIMEFRAME_NS[timeframe]
        late_s = (self._clock.now_ns() - due_ns) / SECOND_NS
        return late_s if late_s > 0 else None
