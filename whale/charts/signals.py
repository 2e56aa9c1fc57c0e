"""Signals of market structure in candles, and what the price did after each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from core.detection import Detection
from core.market import TIMEFRAME_NS, Candle
from core.time_units import DAY_NS, HOUR_NS
from engine.detectors.market_structure import MarketStructure

KINDS: Final = {
    "fvg": "FVG",
    "internal_order_block": "order block",
    "internal_bos": "BOS",
    "internal_choch": "CHoCH",
    "internal_sweep": "sweep",
}
"""The detector's kinds that take a side, and their short names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A signal that has had its day. Moves are in percent of the price when it was known."""

    kind: str
    known_ns: int
    way: int
    """+1 for a bullish one, -1 for a bearish one."""
    after_1h: float
    after_24h: float

    @property
    def right(self) -> bool:
        """Whether the price was further its way a day later."""
        return self.after_24h * self.way > 0


def found_in(candles: Sequence[Candle]) -> list[Detection]:
    """Everything the detector of structure tells of these candles, in order."""
    detector = MarketStructure()
    told = (each for candle in candles for each in detector.update(candle))
    return [each for each in told if isinstance(each, Detection)]


def signals(candles: Sequence[Candle]) -> list[Signal]:
    """The signals whose next day is among the candles, in the order in which they were known.

    Where the candle an hour or a day later is missing, nobody can judge: the signal is left out.
    """
    closes = close_by_time(candles)
    return list(_judged(found_in(candles), closes))


def close_by_time(candles: Sequence[Candle]) -> dict[int, float]:
    """The price at the end of each candle."""
    return {each.open_ns + TIMEFRAME_NS[each.timeframe]: each.close for each in candles}


def rising_days(closes: dict[int, float]) -> float:
    """How often the price is higher a day later, whenever one looks.

    Raises
    ------
    ValueError
        No two prices lie a day apart.
    """
    days = [(price, closes[at + DAY_NS]) for at, price in closes.items() if at + DAY_NS in closes]
    if not days:
        raise ValueError("the candles span less than a day: nothing can be judged")
    return sum(later > price for price, later in days) / len(days)


def _judged(found: Sequence[Detection], closes: dict[int, float]) -> Iterator[Signal]:
    for each in found:
        price, hour, day = (
            closes.get(each.known_ns + later_ns) for later_ns in (0, HOUR_NS, DAY_NS)
        )
        if each.kind in KINDS and each.side and price and hour and day:
            yield Signal(
                kind=KINDS[each.kind],
                known_ns=each.known_ns,
                way=1 if each.side == "bullish" else -1,
                after_1h=(hour / price - 1) * 100,
                after_24h=(day / price - 1) * 100,
            )
