"""A person looks at the market's structure."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.detection import Detection
from core.errors import RefusedError
from core.market import TIMEFRAME_NS, Candle, Timeframe
from core.ports import Clock, History
from core.time_units import SECOND_NS

_CANDLES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """Candles, oldest first and at least one, and the fair value gaps that are still open.

    ``late_s`` is how long a newer candle has been missing, where one is.
    """

    symbol: str
    timeframe: Timeframe
    candles: Sequence[Candle]
    open_gaps: Sequence[Detection]
    late_s: float | None


class ReadStructure:
    """Collects what a structure picture shows."""

    def __init__(self, history: History, clock: Clock, *, venue: str = "bybit") -> None:
        self._history = history
        self._clock = clock
        self._venue = venue

    async def __call__(self, symbol: str, timeframe: Timeframe) -> Structure:
        """The newest candles of a symbol.

        Raises
        ------
        RefusedError
            If there are none.
        """
        subject = f"{self._venue}:{symbol}"
        candles = await self._history.candles(subject=subject, timeframe=timeframe, limit=_CANDLES)
        if not candles:
            raise RefusedError("refused-no-candles", symbol=symbol, timeframe=timeframe)
        found = await self._history.detections(
            subject=subject, kinds=["fvg", "fvg_filled"], since_ns=candles[0].open_ns
        )
        return Structure(
            symbol=symbol,
            timeframe=timeframe,
            candles=candles,
            open_gaps=_open(found, timeframe),
            late_s=self._late_s(candles[-1], timeframe),
        )

    def _late_s(self, newest: Candle, timeframe: Timeframe) -> float | None:
        # A candle that closed a whole interval ago should have been followed by a newer one.
        due_ns = newest.open_ns + 2 * TIMEFRAME_NS[timeframe]
        late_s = (self._clock.now_ns() - due_ns) / SECOND_NS
        return late_s if late_s > 0 else None


def _open(found: Sequence[Detection], timeframe: Timeframe) -> list[Detection]:
    filled = {each.of for each in found if each.kind == "fvg_filled"}
    gaps = (each for each in found if each.kind == "fvg" and each.timeframe == timeframe)
    return [gap for gap in gaps if gap.id not in filled]
