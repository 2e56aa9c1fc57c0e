"""How much usually rests in one bucket of a book: what a wall has to stand out against."""

from collections.abc import Sequence
from math import exp, log

from core.time_units import SECOND_NS
from engine.resting.depth import Depth
from engine.resting.reach import BANDS, Stretch

# Looked at so often; half of what is remembered is younger than ten minutes: long against a crash
# that leaves thin quotes behind, short against the hours of a day.
_EVERY_S = 5
_KEPT = 0.5 ** (_EVERY_S / 600)
# The quarter at either end is left out: crumbs, and large orders nobody watches yet.
_CUT = 0.25
# Fewer buckets say nothing about a distance, and of some dozens one kind or the other may be a
# quarter larger by chance; on a real perpetual the near ones held twice as much as the whole.
_FEW = 20
_CLEARLY = 1.5
# So many times the usual is surely a wall and says nothing of what is usual. Twice what makes a
# wall: without what is barely large the usual would seem smaller, hence more of the book large.
_GIANT = 17.0
# Where a quarter of the buckets are giants they are what is usual: a book that was thin has filled.
_MOSTLY = 0.75


class UsualSize:
    """An exponential average of the typical one of many sizes, in quote currency.

    Sizes are spread over powers of ten, so their logarithms are averaged, both over the sizes of a
    moment (the middle half of them) and over time: about the median, steadier than it. A
    young average is the plain mean of what was seen. Memory: two numbers.

    >>> usual = UsualSize()
    >>> usual.learn([50.0, 100.0, 200.0])
    >>> round(usual.usd, 6)
    100.0
    """

    __slots__ = ("_average", "_weight")

    def __init__(self) -> None:
        self._average = 0.0
        self._weight = 0.0

    @property
    def usd(self) -> float:
        """What is usual; 0 while nothing was seen."""
        return exp(self._average / self._weight) if self._weight else 0.0

    def learn(self, sizes: Sequence[float]) -> None:
        """Take in the sizes of one moment; without any, nothing is learned."""
        ascending = sorted(size for size in sizes if size > 0)
        cut = int(len(ascending) * _CUT)
        middle = ascending[cut : len(ascending) - cut]
        if not middle:
            return
        typical = sum(map(log, middle)) / len(middle)
        self._average = _KEPT * self._average + (1 - _KEPT) * typical
        self._weight = _KEPT * self._weight + (1 - _KEPT)


class UsualDepth:
    """What usually rests in a bucket of one book: anywhere in it, and at each distance.

    Its largest walls are left out, so that they do not raise what is usual. Cost: O(n log n) in
    buckets every fifth second, else nothing.
    """

    __slots__ = ("_at_ns", "_bands", "_whole", "usd")

    def __init__(self) -> None:
        self._at_ns = 0
        self._whole = UsualSize()
        self._bands = tuple(UsualSize() for _ in range(BANDS))
        self.usd = (0.0,) * BANDS
        """By band: what is usual anywhere, or what is usual there if that is clearly more. A small
        order is no wall where the book ends, nor what is ordinary near the touch."""

    def learn(self, depth: Depth, reach: Sequence[Stretch]) -> None:
        """Take in a book, unless one was taken in just before."""
        sample = depth.sample
        if sample.at_ns - self._at_ns < _EVERY_S * SECOND_NS:
            return
        self._at_ns = sample.at_ns
        past_bids = max(one.past for one in reach if one.side == "bullish")
        first_ask = min(one.first for one in reach if one.side == "bearish")
        self._whole.learn(self._without_giants(sample.usd[:past_bids] + sample.usd[first_ask:]))
        for band, usual in enumerate(self._bands):
            sizes = [
                usd for one in reach if one.band == band for usd in sample.usd[one.first : one.past]
            ]
            if len(sizes) >= _FEW:
                usual.learn(self._without_giants(sizes))
        whole_usd = self._whole.usd
        self.usd = tuple(
            usual.usd if usual.usd >= _CLEARLY * whole_usd else whole_usd for usual in self._bands
        )

    def _without_giants(self, sizes: Sequence[float]) -> Sequence[float]:
        most_usd = _GIANT * self._whole.usd
        kept = [usd for usd in sizes if usd <= most_usd]
        return kept if len(kept) >= _MOSTLY * len(sizes) else sizes
