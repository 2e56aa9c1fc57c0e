"""How good a map was: whether it stood high where it then happened."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

_MOST = 1_000
_TAIL = 0.025
_CHANCE = 0.5


def rank_within(density: Mapping[int, float], place: int) -> float | None:
    """Share of all places with less than this one, equal ones counted half; None if it is none.

    >>> rank_within({1: 0.0, 2: 5.0, 3: 0.0, 4: 1.0}, 2)
    0.875
    """
    if place not in density:
        return None
    here, values = density[place], density.values()
    equal = sum(value == here for value in values)
    return (sum(value < here for value in values) + equal / 2) / len(values)


@dataclass(frozen=True, slots=True)
class MedianRank:
    """The median of ``n`` ranks and its 95 % interval; 0.5 is what chance would give."""

    median: float
    low: float
    high: float
    n: int

    @property
    def beats_chance(self) -> bool:
        """Whether the whole interval lies above one half."""
        return self.low > _CHANCE


class RankScore:
    """The median of the last 1 000 ranks. Memory: so many numbers; asking costs a sort."""

    def __init__(self) -> None:
        self._ranks: deque[float] = deque(maxlen=_MOST)

    def take(self, rank: float) -> None:
        """Take a rank in, 0 to 1."""
        self._ranks.append(rank)

    def median(self) -> MedianRank | None:
        """The median, and between which ranks the true one lies; None before the first.

        The interval is exact whatever the distribution: how many of ``n`` independent ranks lie
        below the true median is binomial (Conover, Practical Nonparametric Statistics). Fewer than
        six ranks bound nothing: the interval is then 0 to 1.
        """
        ranks, n = sorted(self._ranks), len(self._ranks)
        if not n:
            return None
        middle = (ranks[(n - 1) // 2] + ranks[n // 2]) / 2
        below = _below(n)
        if below == 0:
            return MedianRank(middle, 0.0, 1.0, n)
        return MedianRank(middle, ranks[below - 1], ranks[n - below], n)


def _below(n: int) -> int:
    """The largest number of ranks that may be cut off at either end."""
    chance = total = _CHANCE**n
    count = 0
    while total <= _TAIL:
        count += 1
        chance *= (n - count + 1) / count
        total += chance
    return count
