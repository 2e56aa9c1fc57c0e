"""Which buckets of a book are far enough from the touch, and near enough, to hold a wall."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from core.detection import Direction
from engine.resting.depth import Depth
from engine.resting.options import LiquidityOptions

# Depth falls with distance: on a real ether perpetual (summer 2024) the median bucket held 190
# thousand dollars up to 15 bps away, 100 thousand up to 30 and 27 thousand beyond.
_EDGES_BPS = (10.0, 20.0)
BANDS = len(_EDGES_BPS) + 1
"""A book is compared with itself in so many bands of distance."""


class Stretch(NamedTuple):
    """Neighbouring buckets of one side in one band: the place of the first, and past the last."""

    side: Direction
    band: int
    first: int
    past: int


def band_of(away_bps: float) -> int:
    """The band of a distance from the best price, the nearest being 0."""
    return bisect_right(_EDGES_BPS, away_bps)


class Reach:
    """What is near enough and far enough, for one choice of ``nearest_bps`` and ``farthest_bps``.

    Cost: a bisection for each border of a band.
    """

    __slots__ = ("_bands", "_shares")

    def __init__(self, options: LiquidityOptions) -> None:
        near, far = options.nearest_bps, options.farthest_bps
        borders = [near, *(edge for edge in _EDGES_BPS if near < edge < far)]
        self._bands = tuple(map(band_of, borders))
        self._shares = tuple(edge * 1e-4 for edge in (*borders, far))

    def of(self, depth: Depth) -> list[Stretch]:
        """The buckets that a wall is looked for in, the bids' first, the near before the far.

        Their middle lies between the nearest and the farthest (inclusive) from the best price of
        the side.
        """
        bins, step, split = depth.sample.bins, depth.sample.step, depth.split
        bid, ask = depth.sample.best_bid / step, depth.sample.best_ask / step
        *shares, last = self._shares
        # One bucket may hold both best prices: no side reaches into the other.
        bids = [min(split, bisect_right(bins, bid * (1 - share) - 0.5)) for share in shares]
        bids.append(min(split, bisect_left(bins, bid * (1 - last) - 0.5)))
        asks = [max(split, bisect_left(bins, ask * (1 + share) - 0.5)) for share in shares]
        asks.append(max(split, bisect_right(bins, ask * (1 + last) - 0.5)))
        bands = self._bands
        return [
            *(Stretch("bullish", band, bids[at + 1], bids[at]) for at, band in enumerate(bands)),
            *(Stretch("bearish", band, asks[at], asks[at + 1]) for at, band in enumerate(bands)),
        ]
