"""The lowest and the highest value of the last stretch of time."""

from collections import deque
from typing import NamedTuple

from core.online.pieces import length_ns


class Extreme(NamedTuple):
    """A value that nothing since has gone beyond, and when it was."""

    value: float
    at_ns: int


class RollingExtremes:
    """The lowest and the highest of what was taken in during the last ``span_ns``.

    Time is cut into ``parts`` equal pieces, as in ``core.online.window``: the stretch is the piece
    that runs and the ``parts - 1`` before it, so between ``span_ns * (1 - 1 / parts)`` and
    ``span_ns``. Of equal values the newest counts, because it stays in longest. What is older than
    the last value changes nothing.

    A value that a later one has gone beyond can never be the answer again and is let go, so that
    what is kept rises (for the lowest; falls for the highest) from old to new: Lemire, Streaming
    Maximum-Minimum Filter Using No More than Three Comparisons per Element (2006).

    Cost: O(1) amortised a value. Memory: at most one value a piece, for either side.

    Parameters
    ----------
    span_ns
        Length of the stretch in nanoseconds; must be a multiple of ``parts``.
    parts
        Pieces, 1 or more.

    >>> price = RollingExtremes(60, parts=6)
    >>> for at_ns, value in ((5, 100.0), (15, 90.0), (25, 95.0)):
    ...     price.take(at_ns, value)
    >>> price.lowest, price.highest
    (Extreme(value=90.0, at_ns=15), Extreme(value=100.0, at_ns=5))
    >>> price.take(60, 92.0)  # the piece from 0 to 10 is gone
    >>> price.highest
    Extreme(value=95.0, at_ns=25)
    """

    __slots__ = ("_at_ns", "_back_ns", "_highs", "_length_ns", "_lows")

    def __init__(self, span_ns: int, *, parts: int = 300) -> None:
        self._length_ns = length_ns(span_ns, parts)
        self._back_ns = span_ns - self._length_ns
        self._lows: deque[Extreme] = deque()
        self._highs: deque[Extreme] = deque()
        self._at_ns = 0

    def take(self, at_ns: int, value: float) -> None:
        """Take in a value of a moment, and let go what is too old by then."""
        if at_ns < self._at_ns:
            return
        self._at_ns = at_ns
        newest = Extreme(value, at_ns)
        lows, highs = self._lows, self._highs
        while lows and value <= lows[-1].value:
            lows.pop()
        while highs and value >= highs[-1].value:
            highs.pop()
        piece_ns = at_ns - at_ns % self._length_ns
        # Of one piece all leave at once: one that is not the extreme of it never will be.
        if not lows or lows[-1].at_ns < piece_ns:
            lows.append(newest)
        if not highs or highs[-1].at_ns < piece_ns:
            highs.append(newest)
        oldest_ns = piece_ns - self._back_ns
        while lows[0].at_ns < oldest_ns:
            lows.popleft()
        while highs[0].at_ns < oldest_ns:
            highs.popleft()

    @property
    def lowest(self) -> Extreme | None:
        """The lowest value; None before the first."""
        return self._lows[0] if self._lows else None

    @property
    def highest(self) -> Extreme | None:
        """The highest value; None before the first."""
        return self._highs[0] if self._highs else None
