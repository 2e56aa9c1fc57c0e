"""The average true range: how far a candle usually goes."""


class AverageTrueRange:
    """Wilder's average of the true range (New Concepts in Technical Trading Systems, 1978).

    The true range of a candle reaches from its high to its low, or from the close before it where
    that lies outside. The first ``length`` of them are averaged plainly; from then on each new one
    counts for one part in ``length``. Memory: two numbers.

    Parameters
    ----------
    length
        Candles, 1 or more.

    >>> atr = AverageTrueRange(2)
    >>> for high, low, close in ((12.0, 10.0, 11.0), (15.0, 11.0, 14.0), (14.0, 12.0, 13.0)):
    ...     atr.take(high, low, close)
    >>> atr.value
    2.5
    """

    __slots__ = ("_close", "_count", "_length", "_sum", "value")

    def __init__(self, length: int) -> None:
        if length < 1:
            raise ValueError(f"an average over {length} candles: take 1 or more")
        self._length = length
        self._count = 0
        self._sum = 0.0
        self._close: float | None = None
        self.value: float | None = None
        """In price; None before ``length`` candles are known."""

    def take(self, high: float, low: float, close: float) -> None:
        """Take in a closed candle."""
        before = self._close
        if before is not None:
            # Written out: this is asked of every candle, and two calls would be half its cost.
            if before > high:
                high = before
            elif before < low:
                low = before
        self._close = close
        if self.value is not None:
            self.value += (high - low - self.value) / self._length
        else:
            self._begin(high - low)

    def _begin(self, true_range: float) -> None:
        self._count += 1
        self._sum += true_range
        if self._count == self._length:
            self.value = self._sum / self._length
