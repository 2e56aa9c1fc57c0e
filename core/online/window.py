"""A sum over the last stretch of time: what was traded in the last minute, how many came."""

from collections import deque

from core.online.pieces import length_ns


class RollingSum:
    """Sum and number of what was taken in during the last ``span_ns``.

    Time is cut into ``parts`` equal pieces that begin at multiples of their length; the sum covers
    the piece that runs and the ``parts - 1`` before it. It so reaches back between
    ``span_ns * (1 - 1 / parts)`` and ``span_ns``: more parts, a sharper edge. What is older than
    the piece that runs is not counted, whatever piece it belonged to.

    Cost: O(1) a value, O(parts) when a new piece begins (the sum is then added up anew, so that
    rounding never piles up). Memory: two numbers a piece.

    Parameters
    ----------
    span_ns
        Length of the stretch in nanoseconds; must be a multiple of ``parts``.
    parts
        Pieces, 1 or more.

    >>> window = RollingSum(60, parts=6)
    >>> for at_ns, usd in ((5, 100.0), (15, 50.0), (59, 1.0)):
    ...     window.take(at_ns, usd)
    >>> window.total, window.count
    (151.0, 3)
    >>> window.forward(60)  # the piece from 0 to 10 is gone
    >>> window.total, window.count
    (51.0, 2)
    """

    __slots__ = ("_length_ns", "_parts", "_pieces", "count", "total")

    def __init__(self, span_ns: int, *, parts: int = 60) -> None:
        self._length_ns = length_ns(span_ns, parts)
        self._parts = parts
        self._pieces: deque[tuple[int, float, int]] = deque()
        self.total = 0.0
        """Sum of the values."""
        self.count = 0
        """How many they are."""

    def take(self, at_ns: int, value: float) -> None:
        """Take in a value of a moment, and let go what is too old by then."""
        self.forward(at_ns)
        number, total, count = self._pieces[-1]
        if at_ns // self._length_ns < number:
            return
        self._pieces[-1] = (number, total + value, count + 1)
        self.total += value
        self.count += 1

    def forward(self, now_ns: int) -> None:
        """Let go what is too old by now; a moment before the last changes nothing."""
        number = now_ns // self._length_ns
        if self._pieces and number <= self._pieces[-1][0]:
            return
        self._pieces.append((number, 0.0, 0))
        while self._pieces[0][0] <= number - self._parts:
            self._pieces.popleft()
        self.total = sum(total for _, total, _ in self._pieces)
        self.count = sum(count for _, _, count in self._pieces)
