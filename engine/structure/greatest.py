"""The greatest of something since any candle."""

from bisect import bisect_right

from engine.structure.bar import Bar


class GreatestSince:
    """The candle with the greatest value since a candle that is named when it is asked for.

    Candles that a later one equals or exceeds can never be the answer again and are let go, so that
    what is kept falls from left to right (the queue of a sliding maximum: Lemire, Streaming
    Maximum-Minimum Filter, 2006) and the answer is found by bisection. Of equal ones the last
    counts. Cost O(1) amortised a candle. At most ``most`` candles are kept, then the older half
    is let go: the answer is then the greatest of those that are left.

    >>> greatest = GreatestSince(most=10)
    >>> greatest.since(0) is None
    True
    """

    __slots__ = ("_bars", "_indexes", "_most", "_values")

    def __init__(self, *, most: int = 2_000) -> None:
        self._most = most
        self._indexes: list[int] = []
        self._values: list[float] = []
        self._bars: list[Bar] = []

    def take(self, value: float, bar: Bar) -> None:
        """Take in the value of the next candle."""
        values = self._values
        while values and values[-1] <= value:
            values.pop()
            self._indexes.pop()
            self._bars.pop()
        values.append(value)
        self._indexes.append(bar.index)
        self._bars.append(bar)
        if len(values) > self._most:
            self._forget(self._most // 2)

    def since(self, index: int) -> tuple[float, Bar] | None:
        """The greatest value of the candles after candle ``index``, and its candle."""
        place = bisect_right(self._indexes, index)
        if place == len(self._indexes):
            return None
        return self._values[place], self._bars[place]

    def forget(self, index: int) -> None:
        """Let go of the candles up to ``index``: nobody asks for them any more."""
        self._forget(bisect_right(self._indexes, index))

    def _forget(self, count: int) -> None:
        del self._indexes[:count], self._values[:count], self._bars[:count]
