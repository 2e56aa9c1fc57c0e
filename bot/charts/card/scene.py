"""What a card shows."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from bot.charts.kit import checks
from bot.charts.kit.candles import Candles


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The price a crossing is about."""

    price: float
    words: str
    """As it is written on the line, "your level 3,600"."""

    def __post_init__(self) -> None:
        checks.prices([self.price], "the level of a card")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The zone an alert is about, from `low` to `high`."""

    low: float
    high: float
    words: str
    """As it is written in the zone, "FVG+ 15 m"."""
    since_ns: int | None = None
    """When it formed, where that is known: it is drawn from there on."""

    def __post_init__(self) -> None:
        checks.prices([self.low, self.high], "the bounds of a card's zone")
        if self.low >= self.high:
            message = f"a zone's high must be above its low, not {self.low} to {self.high}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CardScene:
    """What a card shows.

    The way of the price is a line, or candles where there are any. With fewer than two prices and
    no candle there is no chart to draw: the amount then fills its place.
    """

    title: str
    """"Whale to exchange", "ETH above 3,600"."""
    amount: str
    """The number that matters, as it is written: "$60.0M", "3,601.2"."""
    side: Literal["up", "down", "neutral"]
    """What it means for the price, where it means something."""
    line: str
    """Who and what: "612 BTC · unknown wallet → Binance"; parts that do not fit are left out."""
    event_ns: int
    symbol: str
    tick_decimals: int
    times_ns: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    prices: npt.NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    candles: Candles | None = None
    event_price: float | None = None
    since_percent: float | None = None
    """What the price did from the event until the card was drawn."""
    since_s: float = 0
    rule: str = ""
    """The reader's own rule in words; left empty on a card that many readers share."""
    level: Level | None = None
    band: Band | None = None

    def __post_init__(self) -> None:
        checks.same_length("a card's times and prices", self.times_ns, self.prices)
        checks.times(self.times_ns, "a card's times")
        checks.prices(self.prices, "a card's prices")
        if self.event_price is not None:
            checks.prices([self.event_price], "the price at the event")

    @property
    def has_chart(self) -> bool:
        return self.candles is not None or len(self.prices) > 1

    @property
    def start(self) -> tuple[int, float]:
        """When the chart begins, and the price there."""
        if self.candles is None:
            return int(self.times_ns[0]), float(self.prices[0])
        return int(self.candles.open_time_ns[0]), float(self.candles.open[0])

    @property
    def end(self) -> tuple[int, float]:
        """When the chart ends, and the price there."""
        if self.candles is None:
            return int(self.times_ns[-1]), float(self.prices[-1])
        newest = int(self.candles.open_time_ns[-1]) + self.candles.bar_ns
        return newest, float(self.candles.close[-1])
