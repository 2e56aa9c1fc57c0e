"""What the market did around a detection, for the picture and the dollar value in an alert."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.detection import Detection
from core.kinds import Family, kind_of
from core.market import TIMEFRAME_NS, Candle, Timeframe
from core.ports import History
from core.time_units import SECOND_NS

# The market in which a chain's coin is priced; the coin of these chains is ether.
_ETHER = "bybit:ETHUSDT"
_COIN_MARKETS = dict.fromkeys(("ethereum", "base", "arbitrum", "optimism"), _ETHER)
_OWN_CANDLES = 80
_MINUTES = 240
# What lives for minutes would be lost on four hours.
_FEW_MINUTES: Mapping[Family, int] = {"walls": 90, "tape": 90}
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
        """The instrument: ``ETHUSDT``; of a chain its name."""
        venue, _, symbol = self.subject.partition(":")
        return symbol or venue.capitalize()


class AlertSurroundings:
    """Looks up the candles before a detection and the price at it.

    A detection with a timeframe gets candles of its own, one of the book or the tape 90 minutes,
    any other four hours of minutes. What is told of a feed has no price behind it: while a feed is
    ill, its prices are not to be trusted.
    """

    def __init__(self, history: History) -> None:
        self._history = history

    async def __call__(self, found: Detection) -> Surroundings:
        """The surroundings; empty where the market is not followed.

        Raises
        ------
        KeyError
            The detection is of no kind that is known.
        """
        family = kind_of(found).family
        if family == "health":
            return Surroundings(subject=found.subject, candles=[], price=None)
        subject = _COIN_MARKETS.get(found.subject, found.subject)
        timeframe, limit = _window(found, family)
        stored = await self._history.candles(
            subject=subject, timeframe=timeframe, limit=limit, until_ns=found.known_ns
        )
        # An alert that is written late must not show what nobody could know.
        candles = [candle for candle in stored if _closed_ns(candle) <= found.known_ns]
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
            return newest.close if _closed_ns(newest) >= found.known_ns - _FRESH_NS else None
        return None


def _closed_ns(candle: Candle) -> int:
    return candle.open_ns + TIMEFRAME_NS[candle.timeframe]


def _window(found: Detection, family: Family) -> tuple[Timeframe, int]:
    """Which candles, and how many of them."""
    if found.timeframe is not None:
        return found.timeframe, _OWN_CANDLES
    return "1m", _FEW_MINUTES.get(family, _MINUTES)
