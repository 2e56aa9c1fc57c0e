"""What happened on a venue, as facts that cross machine borders.

Times are UTC nanoseconds since 1970. ``at_ns`` is the venue's own time of the fact, ``seen_ns`` the
moment its frame reached this machine; the difference is the feed's delay. Facts are never changed.

A fact with a number that cannot be (NaN, infinite, a price of zero) is refused with ``ValueError``
when it is made, and by the decoder, so that whoever reads facts need not ask.
"""

from math import inf
from typing import Literal

import msgspec

Side = Literal["buy", "sell"]
Position = Literal["long", "short"]
Timeframe = Literal["1m", "5m", "15m", "1h", "4h", "1d"]

TIMEFRAME_NS: dict[Timeframe, int] = {
    "1m": 60_000_000_000,
    "5m": 300_000_000_000,
    "15m": 900_000_000_000,
    "1h": 3_600_000_000_000,
    "4h": 14_400_000_000_000,
    "1d": 86_400_000_000_000,
}


def _positive(fact: msgspec.Struct, *names: str) -> None:
    for name in names:
        value = getattr(fact, name)
        if not 0 < value < inf:
            raise ValueError(f"{name} {value} of a {_called(fact)}: a positive number is wanted")


def _finite(fact: msgspec.Struct, *names: str) -> None:
    for name in names:
        value = getattr(fact, name)
        if value is not None and not -inf < value < inf:
            raise ValueError(f"{name} {value} of a {_called(fact)}: a number is wanted")


def _called(fact: msgspec.Struct) -> str:
    return str(fact.__struct_config__.tag).replace("_", " ")


class MarketFact(msgspec.Struct, frozen=True, kw_only=True):
    """What every fact of a venue carries."""

    venue: str
    symbol: str
    at_ns: int
    seen_ns: int

    @property
    def subject(self) -> str:
        """What the fact is about, as rules and detections name it: ``bybit:ETHUSDT``."""
        return f"{self.venue}:{self.symbol}"


class Trade(MarketFact, frozen=True, kw_only=True, tag="trade"):
    """One execution. ``side`` is the taker's, ``size`` counts base coins, ``id`` is the venue's.

    ``late_ns`` is 0 for a live one; for one that was fetched afterwards, to fill a gap, how long
    after the execution it was learned, in the venue's own time.
    """

    id: str
    price: float
    size: float
    side: Side
    late_ns: int = 0

    def __post_init__(self) -> None:
        """Refuse a trade that cannot be."""
        if not (0 < self.price < inf and 0 < self.size < inf):
            _positive(self, "price", "size")


class BookDelta(MarketFact, frozen=True, kw_only=True, tag="book_delta"):
    """A change of an order book, or the whole book when ``snapshot`` is set.

    ``bids`` and ``asks`` hold (price, size) in the venue's decimal text; size "0" removes the
    level. ``update_id`` grows by one with every delta of a topic; ``sequence`` compares different
    depths.
    """

    depth: int
    snapshot: bool
    update_id: int
    sequence: int
    bids: list[tuple[str, str]]
    asks: list[tuple[str, str]]


class BookSample(MarketFact, frozen=True, kw_only=True, tag="book_sample"):
    """Resting size in an order book at one moment, summed into price buckets.

    ``bins`` are bucket numbers in ascending order: bucket ``k`` covers prices from ``k * step``
    up to ``(k + 1) * step``. ``usd`` is the resting size of each, in quote currency. ``complete``
    is false where a gap in the feed made part of the interval before this sample unknown.
    """

    step: float
    bins: tuple[int, ...]
    usd: tuple[float, ...]
    best_bid: float
    best_ask: float
    complete: bool

    def __post_init__(self) -> None:
        """Refuse a sample without a price to measure from, or with a size that cannot be."""
        _positive(self, "step", "best_bid", "best_ask")
        if len(self.bins) != len(self.usd):
            raise ValueError(f"a book sample of {len(self.bins)} bins and {len(self.usd)} sizes")
        # A sum is not a number as soon as one of its parts is none.
        if self.usd and not (min(self.usd) >= 0 and sum(self.usd) < inf):
            raise ValueError("a size of a book sample is negative or no number")


class Liquidation(MarketFact, frozen=True, kw_only=True, tag="liquidation"):
    """A forced close.

    ``position`` is the side that was liquidated; ``price`` its bankruptcy price.
    """

    price: float
    size: float
    position: Position

    def __post_init__(self) -> None:
        """Refuse a liquidation that cannot be."""
        _positive(self, "price", "size")


class Ticker(MarketFact, frozen=True, kw_only=True, tag="ticker"):
    """The state of an instrument.

    ``None`` where the venue gives no value (dated futures: funding).
    """

    last: float
    mark: float | None = None
    index: float | None = None
    funding_rate: float | None = None
    next_funding_ns: int | None = None
    open_interest: float | None = None

    def __post_init__(self) -> None:
        """Refuse a ticker without a price, or with a value that is no number."""
        _positive(self, "last")
        _finite(self, "mark", "index", "funding_rate", "open_interest")


class Funding(MarketFact, frozen=True, kw_only=True, tag="funding"):
    """A funding payment of a perpetual: ``rate`` as a fraction (0.0001 is 1 bp), at its time."""

    rate: float

    def __post_init__(self) -> None:
        """Refuse a rate that is no number."""
        _finite(self, "rate")


class OpenInterest(MarketFact, frozen=True, kw_only=True, tag="open_interest"):
    """Open positions of an instrument, both sides counted, in the unit the venue states.

    Base coins for linear contracts, US dollars for inverse ones.
    """

    contracts: float

    def __post_init__(self) -> None:
        """Refuse what is no number; all positions may be closed."""
        _finite(self, "contracts")


class Candle(MarketFact, frozen=True, kw_only=True, tag="candle"):
    """Open, high, low, close and base volume of one interval that starts at ``open_ns``.

    ``closed`` is false while the interval still runs; such a candle may be replaced by a later one.
    ``late_ns`` is how long after its close, in the venue's own time, a candle was learned from
    history instead of live; 0 for a live one.
    """

    timeframe: Timeframe
    open_ns: int
    open: float
    high: float
    low: float
    close: float
    volume: float
    closed: bool
    late_ns: int = 0

    def __post_init__(self) -> None:
        """Refuse prices that cannot be: every trade of a candle lies between its low and high."""
        low, high = self.low, self.high
        if not (0 < low <= self.open <= high < inf and low <= self.close <= high):
            _positive(self, "open", "high", "low", "close")
            raise ValueError(f"a candle from {low} to {high}: open or close lies outside")
        if not 0 <= self.volume < inf:
            raise ValueError(f"volume {self.volume} of a candle: a number from 0 is wanted")
