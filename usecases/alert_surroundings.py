"""What the market did around a detection, for the picture and the dollar value in an alert."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.detection import Detection
from core.market import TIMEFRAME_NS, Candle, Timeframe
from core.ports import History
from core.time_units import SECOND_NS

# The market in which a chain's coin is priced.
_COIN_MARKETS = {"ethereum": "bybit:ETHUSDT"}
_CANDLES: dict[Timeframe | None, tuple[Timeframe, int]] = {None: ("1m", 240)}
_OWN_CANDLES = 96
_FRESH_NS = 120 * SECOND_NS


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The price's way to a detection.

    ``price`` is the last one traded when the detection could be known, or None where the newest is
    older than two minutes: a stale price must not pass for the value of the moment.
    """

    subject: str
    candles: Sequence[Candle]
    price: float | None

    @property
    def symbol(self) -> str:
        """The instrument: ``ETHUSDT``."""
        return self.subject.partition(":")[2]


class AlertSurroundings:
    """Looks up the candles before a detection and the price at it.

    A detection with a timeframe gets candles of its own, any other four hours of minutes.
    """

    def __init__(self, history: History) -> None:
        self._history = history

    async def __call__(self, found: Detection) -> Surroundings:
        """The surroundings; empty where the market is not followed."""
        subject = _COIN_MARKETS.get(found.subject, found.subject)
        timeframe, limit = _CANDLES.get(found.timeframe, (found.timeframe or "1m", _OWN_CANDLES))
        candles = await self._history.candles(
            subject=subject, timeframe=timeframe, limit=limit, until_ns=found.known_ns
        )
        return Surroundings(
            subject=subject, candles=candles, price=await self._price(subject, found, candles)
        )

    async def _price(
        self, subject: str, found: Detection, candles: Sequence[Candle]
    ) -> float | None:
        tape = await self._history.tape(
            subject=subject, since_ns=found.known_ns - _FRESH_NS, until_ns=found.known_ns
        )
        if tape:
            return tape[-1].last
        if candles:
            newest = candles[-1]
            closed_ns = newest.open_ns + TIMEFRAME_NS[newest.timeframe]
            return newest.close if closed_ns >= found.known_ns - _FRESH_NS else None
        return None
