"""One sample of an order book, asked by price."""

from bisect import bisect_left, bisect_right
from itertools import accumulate

from core.detection import Direction
from core.market import BookSample

# Half a millionth of a bucket keeps 0.3 in bucket 3 of 0.1 although 0.3 / 0.1 < 3.
_HAIR = 5e-7


def numbered(low: float, high: float, step: float) -> tuple[int, int]:
    """The buckets of prices from ``low`` up to ``high``: the first's number, and past the last's.

    A bucket that is cut by either price counts whole, so that nothing vanishes when the venue's
    price comes to need larger buckets.

    >>> numbered(0.3, 0.5, 0.1)
    (3, 5)
    """
    return int(low / step + _HAIR), -int(-(high / step - _HAIR) // 1)


class Depth:
    """The resting size of both sides between any two prices.

    ``bullish`` is the side of the bids, which hold a price up; ``bearish`` that of the asks. The
    bids end with the bucket of the best bid, the asks begin with that of the best ask. One bucket
    may be both; it counts for either side, because what rests there cannot be told apart and a wall
    at the touch must not seem gone. Cost: O(buckets) to make, O(log buckets) a question.
    """

    __slots__ = ("_asks", "_deepest", "_highest", "_sums", "sample", "split")

    def __init__(self, sample: BookSample) -> None:
        bins, step = sample.bins, sample.step
        self.sample = sample
        self.split = bisect_right(bins, int(sample.best_bid / step + _HAIR))
        """How many of the buckets are bids."""
        self._asks = bisect_left(bins, int(sample.best_ask / step + _HAIR))
        self._sums = (0.0, *accumulate(sample.usd))
        self._deepest = bins[0] * step * (1 - 1e-12) if bins else float("inf")
        self._highest = (bins[-1] + 1) * step * (1 + 1e-12) if bins else 0.0

    def best(self, side: Direction) -> float:
        """The best price of a side."""
        return self.sample.best_bid if side == "bullish" else self.sample.best_ask

    def usd(self, side: Direction, low: float, high: float) -> float:
        """What rests on a side from ``low`` up to ``high``, in quote currency (`numbered`)."""
        return self.resting(side, *numbered(low, high, self.sample.step))

    def resting(self, side: Direction, number: int, past_number: int) -> float:
        """What rests on a side from one bucket up to another, by their numbers."""
        first = bisect_left(self.sample.bins, number)
        past = bisect_left(self.sample.bins, past_number, first)
        if side == "bullish":
            past = min(past, self.split)
        else:
            first = max(first, self._asks)
        return self._sums[past] - self._sums[first] if past > first else 0.0

    def sees(self, side: Direction, low: float, high: float) -> bool:
        """Whether the book goes as deep as that, so that nothing there means nothing there."""
        return low >= self._deepest if side == "bullish" else high <= self._highest

    def away_bps(self, side: Direction, low: float, high: float) -> float:
        """How far the best price is before a range; 0 and below within it or beyond."""
        best = self.best(side)
        return ((best - high) if side == "bullish" else (low - best)) / best * 1e4

    def passed(self, side: Direction, low: float, high: float) -> bool:
        """Whether the best price of the side lies beyond the range's far edge."""
        best = self.best(side)
        return best < low if side == "bullish" else best >= high
