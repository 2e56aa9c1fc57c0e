"""Marks of market structure: breaks, equal highs and lows, sweeps.

`inner` ones are of the short swings inside the main structure.
"""

from dataclasses import dataclass
from typing import Final, Literal

from bot.charts.kit import checks
from bot.charts.structure.zones import Side

_WORDS: Final = {"bos": "BOS", "choch": "CHoCH"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A close beyond a swing level: BOS with the trend, CHoCH against it.

    `from_time_ns` is the pivot's candle, `to_time_ns` the candle that broke it.
    """

    kind: Literal["bos", "choch"]
    side: Side
    level: float
    from_time_ns: int
    to_time_ns: int
    inner: bool = False

    def __post_init__(self) -> None:
        checks.prices([self.level], "the level of a break")

    @property
    def words(self) -> str:
        return _WORDS[self.kind]

    @property
    def bullish(self) -> bool:
        return self.side == "bullish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Equal highs or equal lows: two pivots at about one price, where stops rest.

    `gone`: price has been through them since.
    """

    kind: Literal["highs", "lows"]
    from_price: float
    from_time_ns: int
    to_price: float
    to_time_ns: int
    inner: bool = False
    gone: bool = False

    def __post_init__(self) -> None:
        checks.prices([self.from_price, self.to_price], "the prices of equal highs or lows")

    @property
    def words(self) -> str:
        return "EQH" if self.kind == "highs" else "EQL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """A wick through resting liquidity that came back: under lows (bullish), over highs.

    `price` is the end of the wick.
    """

    side: Side
    price: float
    time_ns: int
    inner: bool = False

    def __post_init__(self) -> None:
        checks.prices([self.price], "the price of a sweep")
