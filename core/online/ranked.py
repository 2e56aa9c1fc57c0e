"""Where a value stands among those of its own past."""

from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Sequence


class RankedPast:
    """The values of a span of time, kept in order of size.

    Values come with their time, oldest first; those as old as ``span_ns`` or older go when a newer
    one is taken. Cost: a binary search, and moving at most ``most`` numbers in memory (10 000 of
    them: microseconds). Memory: ``most`` values, twice; when there are more, the oldest goes.

    Parameters
    ----------
    span_ns
        How far back a value counts, above 0.
    most
        How many values are kept, 1 or more.

    >>> past = RankedPast(span_ns=100, most=10)
    >>> for at_ns, value in ((0, 1.0), (1, 2.0), (2, 2.0), (3, 5.0)):
    ...     past.take(at_ns, value)
    >>> past.rank(2.0), past.rank(6.0)
    (0.5, 1.0)
    """

    __slots__ = ("_most", "_sorted", "_span_ns", "_values")

    def __init__(self, *, span_ns: int, most: int) -> None:
        if span_ns <= 0 or most < 1:
            raise ValueError(f"a past of {span_ns} ns and {most} values: take more than 0 of both")
        self._span_ns = span_ns
        self._most = most
        self._values: deque[tuple[int, float]] = deque()
        self._sorted: list[float] = []

    def __len__(self) -> int:
        return len(self._sorted)

    @property
    def ordered(self) -> Sequence[float]:
        """The kept values, the smallest first: to be read, not to be kept."""
        return self._sorted

    def take(self, at_ns: int, value: float) -> None:
        """Take a value in, and let go of those that are too old.

        Raises
        ------
        ValueError
            If it is not a number: it would have no place in the order.
        """
        if value != value:  # noqa: PLR0124 - only what is no number differs from itself
            raise ValueError("not a number has no rank: leave it out")
        self._values.append((at_ns, value))
        insort(self._sorted, value)
        while len(self._values) > self._most or self._values[0][0] <= at_ns - self._span_ns:
            gone = self._values.popleft()[1]
            del self._sorted[bisect_left(self._sorted, gone)]

    def forward(self, now_ns: int) -> None:
        """Let go of what is too old by now, without taking anything in."""
        while self._values and self._values[0][0] <= now_ns - self._span_ns:
            gone = self._values.popleft()[1]
            del self._sorted[bisect_left(self._sorted, gone)]

    def rank(self, value: float) -> float:
        """Share of the past below a value, an equal one counted half; 0.5 while there is none."""
        if not self._sorted:
            return 0.5
        below, upto = bisect_left(self._sorted, value), bisect_right(self._sorted, value)
        return (below + upto) / 2 / len(self._sorted)

    def quantile(self, share: float) -> float | None:
        """The smallest kept value that at least ``share`` (0 to 1) of them do not exceed.

        ``None`` while there is none. Definition 1 of Hyndman and Fan, Sample Quantiles (1996).
        """
        if not self._sorted:
            return None
        place = -int(-share * len(self._sorted) // 1) - 1
        return self._sorted[max(0, min(place, len(self._sorted) - 1))]
