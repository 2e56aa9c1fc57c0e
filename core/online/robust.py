"""What is usual, and how unusual something is, undisturbed by the unusual itself."""

from bisect import bisect_left
from collections.abc import Sequence

from core.online.ranked import RankedPast

NORMAL = 1.4826
"""So many median deviations are one standard deviation, where values are normally distributed."""


class RobustScale:
    """Median and median absolute deviation (MAD) of the values of a span of time.

    A mean and a standard deviation are moved by the very outliers they are asked about; half of all
    values would have to be wrong before these two are (Hampel, The Influence Curve and Its Role in
    Robust Estimation, 1974). ``z`` is the modified z-score of Iglewicz and Hoaglin (1993): the
    distance from the median in ``1.4826 * MAD``. They call 3.5 an outlier where values are normal;
    sizes and volumes are not, and need far more.

    Judge first, learn after: ask ``z`` before ``take``, so that nothing is compared with itself.

    Cost: a value as in ``RankedPast``; the median O(1), the MAD O(log most).
    Memory: ``most`` values, twice.

    Parameters
    ----------
    span_ns
        How far back a value counts, above 0.
    most
        How many values are kept, 1 or more.

    >>> usual = RobustScale(span_ns=100, most=10)
    >>> for at_ns, value in enumerate((10.0, 11.0, 9.0, 10.0, 12.0, 1000.0)):
    ...     usual.take(at_ns, value)
    >>> usual.median, usual.mad
    (10.5, 1.0)
    >>> round(usual.z(20.0), 2)
    6.41
    """

    __slots__ = ("_values",)

    def __init__(self, *, span_ns: int, most: int) -> None:
        self._values = RankedPast(span_ns=span_ns, most=most)

    def __len__(self) -> int:
        return len(self._values)

    def take(self, at_ns: int, value: float) -> None:
        """Take in a value of a moment, and let go of those that are too old."""
        self._values.take(at_ns, value)

    def forward(self, now_ns: int) -> None:
        """Let go of what is too old by now."""
        self._values.forward(now_ns)

    @property
    def median(self) -> float | None:
        """The middle value; None while there is none."""
        ordered = self._values.ordered
        middle = len(ordered) // 2
        if len(ordered) % 2:
            return ordered[middle]
        return (ordered[middle - 1] + ordered[middle]) / 2 if ordered else None

    @property
    def mad(self) -> float | None:
        """The middle distance from the median; None while there is no value."""
        median = self.median
        return None if median is None else _middle_distance(self._values.ordered, median)

    def z(self, value: float) -> float | None:
        """How many robust standard deviations a value lies above the median (below: negative).

        None where nothing can be said: no value is known, or more than half of them are equal.
        """
        median, mad = self.median, self.mad
        if median is None or not mad:
            return None
        return (value - median) / (NORMAL * mad)


def _middle_distance(ordered: Sequence[float], centre: float) -> float:
    count = len(ordered)
    high = _nearest(ordered, centre, count // 2 + 1)
    return high if count % 2 else (high + _nearest(ordered, centre, count // 2)) / 2


def _nearest(ordered: Sequence[float], centre: float, wanted: int) -> float:
    """The distance within which the ``wanted`` values nearest to the centre lie."""
    # They stand side by side. The first of them is where dropping it for the next on the other side
    # would no longer bring them nearer: distances fall, then rise, so it can be searched by halves.
    starts = range(len(ordered) - wanted + 1)
    first = bisect_left(
        starts,
        x=True,
        hi=len(starts) - 1,
        key=lambda start: centre - ordered[start] <= ordered[start + wanted] - centre,
    )
    return max(centre - ordered[first], ordered[first + wanted - 1] - centre)
