"""How often something happened, and how surely that many cases can tell."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

NINETY_FIVE: Final = 1.959963984540054
"""Standard deviations on both sides of the mean that hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """``hits`` of ``n`` cases.

    >>> happened = Proportion(54, 100)
    >>> happened.share
    0.54
    >>> [round(end, 3) for end in happened.interval()]
    [0.443, 0.634]

    Raises
    ------
    ValueError
        There is no case, or there are fewer than none or more than all hits.
    """

    hits: int
    n: int

    def __post_init__(self) -> None:
        """Refuse what cannot have been counted."""
        if self.n < 1 or not 0 <= self.hits <= self.n:
            raise ValueError(f"{self.hits} hits of {self.n} cases cannot be: count again")

    @property
    def share(self) -> float:
        """Hits among all cases, 0 to 1."""
        return self.hits / self.n

    def interval(self, z: float = NINETY_FIVE, *, alike: float = 1.0) -> tuple[float, float]:
        """Wilson's score interval of the true share, 0 to 1, always around ``share``.

        Unlike the textbook's "plus or minus two standard errors" it stays inside 0 to 1 and is wide
        where few cases say "always" (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927). ``alike`` is how
        many cases count as one (`design_effect`).
        """
        n = self.n / alike
        wide = z * z / n
        centre = (self.share + wide / 2) / (1 + wide)
        half = z * sqrt(self.share * (1 - self.share) / n + wide / n / 4) / (1 + wide)
        return min(self.share, centre - half), max(self.share, centre + half)


def design_effect(hits: Sequence[bool], blocks: Sequence[int]) -> float:
    """How many cases count as one, because those of a block share their luck: 1 or more.

    Signals of one day that are judged a day later live through the same price: ten of them prove
    little more than one. The factor is how much more the sums of blocks vary than those of
    independent cases would (L. Kish, Survey Sampling, 1965).

    >>> design_effect([True, True, False, False], [1, 1, 2, 2])
    2.0
    """
    if not hits:
        return 1.0
    share = sum(hits) / len(hits)
    sums: defaultdict[int, float] = defaultdict(float)
    for hit, block in zip(hits, blocks, strict=True):
        sums[block] += hit - share
    alone = sum((hit - share) ** 2 for hit in hits)
    return max(1.0, sum(total * total for total in sums.values()) / alone) if alone else 1.0
