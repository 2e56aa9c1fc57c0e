"""How much takers of each side usually trade in a second."""

from core.market import Side

# Half of what is remembered is younger than ten minutes: long against one attack on a wall, short
# against the hours of a day.
_HALF_LIFE_S = 600.0
_LEAST_S = 30.0


class UsualFlow:
    """An exponential average of taken volume per second, in quote currency, by the taker's side.

    Seconds count by how long ago they are (half-life ten minutes), and the average is divided by
    the weight it really has, so that a young one is not too low. Memory: five numbers.

    >>> flow = UsualFlow()
    >>> flow.take("buy", 600.0)
    >>> flow.end_second(60.0)
    >>> round(flow.usd_per_s("buy"), 6)
    10.0
    """

    __slots__ = ("_average", "_now", "_seen_s", "_weight")

    def __init__(self) -> None:
        self._now: dict[Side, float] = {"buy": 0.0, "sell": 0.0}
        self._average: dict[Side, float] = {"buy": 0.0, "sell": 0.0}
        self._weight = 0.0
        self._seen_s = 0.0

    @property
    def known(self) -> bool:
        """Whether half a minute was seen: less says nothing about what is usual."""
        return self._seen_s >= _LEAST_S

    def take(self, side: Side, usd: float) -> None:
        """Take in a trade of the second that runs."""
        self._now[side] += usd

    def usd_per_s(self, side: Side) -> float:
        """The average before the second that runs; 0 while there is none."""
        return self._average[side] / self._weight if self._weight else 0.0

    def end_second(self, seconds: float) -> None:
        """Learn what was traded in the time since the last call."""
        kept = 0.5 ** (seconds / _HALF_LIFE_S)
        for side, usd in self._now.items():
            self._average[side] = kept * self._average[side] + (1 - kept) * usd / seconds
            self._now[side] = 0.0
        self._weight = kept * self._weight + (1 - kept)
        self._seen_s += seconds

    def forget_second(self) -> None:
        """Drop the second that runs: part of it was not seen."""
        self._now = {"buy": 0.0, "sell": 0.0}
