"""One sample of an order book, asked by price."""

from bisect import bisect_left, bisect_right
from itertools import accumulate

from core.detection import Direction
from core.market import BookSample

# Half a millionth of a bucket keeps 0.3 in bucket 3 of 0.1 although 0.3 / 0.1 < 3.
_HAIR = 5e-7


class Depth:
    """The resting size of both sides between any two prices.

    ``bullish`` is the side of the bids, which hold a price up; ``bearish`` that of the asks. The
    bids end with the bucket of the best bid, the asks begin with that of the best ask. One bucket
    may be both; it counts for either side, because what rests there cannot be told apart and a wall
    at the touch must not seem gone. Cost: O(buckets) to make, O(log buckets) a question.
    """

    __slots__ = ("_asks", "_sums", "sample", "split")

    def __init__(self, sample: BookSample) -> None:
        self.sample = sample
        self.split = bisect_right(sample.bins, int(sample.best_bid / sample.step + _HAIR))
        """How many of the buckets are bids."""
        self._asks = bisect_left(sample.bins, int(sample.best_ask / sample.step + _HAIR))
        self._sums = (0.0, *accumulate(sample.usd))

    def best(self, side: Direction) -> float:
        """The best price of a side."""
        return self.sample.best_bid if side == "bullish" else self.sample.best_ask

    def usd(self, side: Direction, low: float, high: float) -> float:
        """What rests on a side from ``low`` up to ``high``, in quote currency.

        A bucket that is cut by either price counts whole, so that nothing vanishes when the venue's
        price comes to need larger buckets.
        """
        step, bins = self.sample.step, self.sample.bins
        first = bisect_left(bins, int(low / step + _HAIR))
        past = bisect_left(bins, -int(-(high / step - _HAIR) // 1))
        if side == "bullish":
            past = min(past, self.split)
        else:
            first = max(first, self._asks)
        return self._sums[past] - self._sums[first] if past > first else 0.0

    def sees(self, side: Direction, low: float, high: float) -> bool:
        """Whether the book goes as deep as that, so that nothing there means nothing there."""
        step, bins = self.sample.step, self.sample.bins
        if not bins:
            return False
        if side == "bullish":
            return low >= bins[0] * step * (1 - 1e-12)
        return high <= (bins[-1] + 1) * step * (1 + 1e-12)

    def away_bps(self, side: Direction, low: float, high: float) -> float:
        """How far the best price is before a range; 0 and below within it or beyond."""
        best = self.best(side)
        return ((best - high) if side == "bullish" else (low - best)) / best * 1e4

    def passed(self, side: Direction, low: float, high: float) -> bool:
        """Whether the best price of the side lies beyond the range's far edge."""
        best = self.best(side)
        return best < low if side == "bullish" else best >= high
