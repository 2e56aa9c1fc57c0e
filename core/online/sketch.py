"""Quantiles of any number of values in bounded memory, over the last stretch of time."""

from collections import Counter, deque
from math import ceil, exp, log

from core.online.pieces import length_ns

_SMALLEST, _LARGEST = 1e-9, 1e12


class RollingSketch:
    """Quantiles of the values of the last ``span_ns``, right to a chosen share of the value.

    Values are counted in buckets that grow by a constant factor, so that every value is known to
    ``accuracy`` (DDSketch: Masson, Rim and Lee, VLDB 2019): a 99.9th percentile is as exact as a
    median. Time is cut as in ``core.online.window.RollingSum``.

    Cost: O(1) a value; a quantile O(buckets in use), a few hundred: keep its answer rather than
    asking for it with every value. Memory: at most ``parts`` times 2,420 buckets at one per cent
    (a day of trades: some 300 in each part), however many values come.

    Parameters
    ----------
    span_ns
        Length of the stretch in nanoseconds; must be a multiple of ``parts``.
    parts
        In how many pieces it is forgotten, 1 or more.
    accuracy
        Largest error of an answer, as a share of it: above 0, below 1.

    >>> sizes = RollingSketch(1_000, parts=10)
    >>> for at_ns in range(1_000):
    ...     sizes.take(at_ns, at_ns + 1.0)
    >>> sizes.count, abs(sizes.at(0.99) / 990 - 1) < 0.011
    (1000, True)
    """

    __slots__ = ("_factor", "_length_ns", "_parts", "_pieces", "count")

    def __init__(self, span_ns: int, *, parts: int = 24, accuracy: float = 0.01) -> None:
        self._length_ns = length_ns(span_ns, parts)
        if not 0 < accuracy < 1:
            raise ValueError(f"an accuracy of {accuracy}: take a share between 0 and 1")
        self._parts = parts
        self._factor = log((1 + accuracy) / (1 - accuracy))
        self._pieces: deque[tuple[int, Counter[int]]] = deque()
        self.count = 0
        """How many values are counted."""

    def take(self, at_ns: int, value: float) -> None:
        """Take in a positive value of a moment; one of a piece that has ended is left out.

        Raises
        ------
        ValueError
            If it lies outside 1e-9 to 1e12: memory would not be bounded.
        """
        if not _SMALLEST <= value <= _LARGEST:
            raise ValueError(f"a value of {value}: a number from 1e-9 to 1e12 is wanted")
        self.forward(at_ns)
        number, counts = self._pieces[-1]
        if at_ns // self._length_ns == number:
            counts[ceil(log(value) / self._factor)] += 1
            self.count += 1

    def forward(self, now_ns: int) -> None:
        """Let go what is too old by now; a moment before the last changes nothing."""
        number = now_ns // self._length_ns
        if self._pieces and number <= self._pieces[-1][0]:
            return
        self._pieces.append((number, Counter()))
        while self._pieces[0][0] <= number - self._parts:
            self.count -= self._pieces.popleft()[1].total()

    def at(self, share: float) -> float | None:
        """A value that this share of all does not exceed; None while there is none."""
        if not 0 <= share <= 1:
            raise ValueError(f"the quantile {share}: take 0 to 1")
        wanted = share * (self.count - 1)
        counts: Counter[int] = Counter()
        for _, piece in self._pieces:
            counts.update(piece)
        passed = 0
        for bucket in sorted(counts):
            passed += counts[bucket]
            if passed > wanted:
                return self._value(bucket)
        return None

    def _value(self, bucket: int) -> float:
        # The point of a bucket that is equally far, in shares of the value, from both its ends.
        high, low = exp(bucket * self._factor), exp((bucket - 1) * self._factor)
        return 2 * high * low / (high + low)
