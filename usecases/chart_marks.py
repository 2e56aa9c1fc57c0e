"""What a chart's structure consists of, as it stands at one moment.

Plain prices and times (nanoseconds): what became of a thing has been worked in, no life cycle is
left to follow. ``inner`` marks what the internal track of short swings found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.detection import Direction

ZoneKind = Literal["fvg", "order_block", "breaker", "ote"]
Extreme = Literal["high", "low"]
KeyKind = Literal["strong", "weak", "day", "week", "month"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenZone:
    """A zone that price may still come back to.

    ``tested``: a wick has been at its middle since, so part of the orders may be gone.
    """

    kind: ZoneKind
    side: Direction
    low: float
    high: float
    from_ns: int
    inner: bool = False
    tested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureBreak:
    """A swing's price, from the swing's candle to the one that broke it."""

    kind: Literal["bos", "choch"]
    side: Direction
    level: float
    from_ns: int
    to_ns: int
    inner: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualExtremes:
    """Two swings at about one price; ``gone`` once price went through them."""

    extreme: Extreme
    from_price: float
    from_ns: int
    to_price: float
    to_ns: int
    inner: bool
    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LiquiditySweep:
    """A wick beyond a level that came back; ``price`` is the end of the wick."""

    side: Direction
    price: float
    at_ns: int
    inner: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPrice:
    """A high or low that the market looks at: of the structure, or of a period that is over.

    It is drawn from ``from_ns``: the swing's candle, the end of the period.
    """

    kind: KeyKind
    extreme: Extreme
    price: float
    from_ns: int


@dataclass(frozen=True, slots=True)
class DealingRange:
    """From the last swing low to the last swing high, or as far beyond as wicks went since."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All of it; each list with the newest last."""

    zones: Sequence[OpenZone] = ()
    breaks: Sequence[StructureBreak] = ()
    pools: Sequence[EqualExtremes] = ()
    sweeps: Sequence[LiquiditySweep] = ()
    keys: Sequence[KeyPrice] = ()
    range: DealingRange | None = None
