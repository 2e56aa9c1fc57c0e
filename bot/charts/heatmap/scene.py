"""What a heat map shows, and what it refuses to show."""

from dataclasses import dataclass, field
from math import inf

import numpy as np
import numpy.typing as npt

from bot.charts.heatmap.heat import HeatLimits
from bot.charts.heatmap.quotes import Quotes
from bot.charts.heatmap.wall_life import WallLife
from bot.charts.kit import checks
from bot.charts.kit.prints import Prints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HeatmapScene:
    """A book over time, and what was traded against it.

    Column c of `matrix` is the book from `times_ns[c]` on, for `bucket_s` seconds; bin b of it
    holds the USD resting (bids and asks alike) from (low_bin + b) * price_step up to the next bin.
    A column of NaN was not recorded and is drawn as "no data"; a single NaN, like a zero beyond
    the outermost order, lies outside the depth that was recorded.

    Raises
    ------
    ValueError
        There is no column or no bin, lengths differ, times do not rise, a price is not positive,
        an amount is negative, or no price is known at all. The sentence says which.
    """

    symbol: str
    venue: str
    """As it is written, "Bybit perp"."""
    tick_decimals: int
    times_ns: npt.NDArray[np.int64]
    bucket_s: float
    price_step: float
    low_bin: int
    matrix: npt.NDArray[np.float32]
    mid: npt.NDArray[np.float64]
    """The middle price of each column; NaN where it is not known."""
    now_ns: int
    """The time of the newest fact, not of the drawing."""
    quotes: Quotes | None = None
    """Best bid and ask of each column, where they are told."""
    trades: Prints = field(default_factory=Prints.none)
    liquidations: Prints = field(default_factory=Prints.none)
    walls: tuple[WallLife, ...] = ()
    """Those that were watched: they tell ages, and how walls ended."""
    stale_s: float | None = None
    """Seconds the data are late, when they are."""
    limits: HeatLimits | None = None
    """A steady scale of single bins, so that colours do not jump from one picture to the next."""

    def __post_init__(self) -> None:
        if self.matrix.ndim != 2 or not self.matrix.size:  # noqa: PLR2004  # columns and bins
            message = "no book columns to draw"
            raise ValueError(message)
        if not (0 < self.bucket_s < inf and 0 < self.price_step < inf):
            message = "a column's seconds and a bin's price step must be above zero and finite"
            raise ValueError(message)
        if self.low_bin < 0:
            message = f"the lowest bin must not lie below a price of zero, but it is {self.low_bin}"
            raise ValueError(message)
        checks.same_length(
            "column times, matrix and mid prices", self.times_ns, self.matrix, self.mid
        )
        if self.quotes is not None:
            checks.same_length("column times and quotes", self.times_ns, self.quotes.bid)
        checks.times(self.times_ns, "column times")
        checks.prices_or_gaps(self.mid, "mid prices")
        if np.isnan(self.mid).all() and not len(self.trades.prices):
            message = "no price is known: neither a mid price nor a trade"
            raise ValueError(message)
        if np.fmin.reduce(self.matrix, axis=None) < 0 or np.isposinf(
            np.fmax.reduce(self.matrix, axis=None)
        ):
            message = "resting size must be zero or more and finite"
            raise ValueError(message)

    @property
    def last(self) -> float:
        """The newest known price."""
        known = self.mid[~np.isnan(self.mid)]
        return float(known[-1]) if known.size else float(self.trades.prices[-1])

    @property
    def first(self) -> float:
        """The oldest known price."""
        known = self.mid[~np.isnan(self.mid)]
        return float(known[0]) if known.size else float(self.trades.prices[0])
