"""Estimated dollars that would be closed by force, by price and leverage, and where they gather."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.kit import checks

Floats = npt.NDArray[np.float64]

TIERS: Final = (
    "\N{LESS-THAN OR EQUAL TO}10x",
    "25\N{EN DASH}50x",
    "100x",
)
"""The rows of a map, lowest leverage first."""

_NAMED: Final = 3
_MERGED: Final = 0.5
"""A neighbour with this share of a peak belongs to its cluster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A price where much gathers; `distance` from the present price in percent."""

    price: float
    distance: float
    usd: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Levels:
    """Column b of `usd` lies between `edges[b]` and `edges[b + 1]`; its rows are `TIERS`.

    What lies below `price` are longs, what lies above it are shorts.

    Raises
    ------
    ValueError
        Edges are not positive and rising, the table has another shape than they say, an amount is
        negative or not a number, or the price is not among the edges. The sentence says which.
    """

    price: float
    edges: Floats
    usd: Floats

    def __post_init__(self) -> None:
        checks.prices(self.edges, "the edges of a liquidation map")
        checks.prices([self.price], "the price of a liquidation map")
        if len(self.edges) < 3 or (np.diff(self.edges) <= 0).any():  # noqa: PLR2004  # two buckets
            raise ValueError("a liquidation map needs two buckets or more, by rising price")
        if self.usd.shape != (len(TIERS), len(self.edges) - 1):
            raise ValueError(
                f"a liquidation map of {len(self.edges) - 1} buckets has {len(TIERS)} rows of so "
                f"many amounts, not {self.usd.shape}"
            )
        checks.amounts(self.usd.ravel(), "the amounts of a liquidation map")
        if not self.edges[0] < self.price < self.edges[-1]:
            raise ValueError(
                f"the price {self.price} lies outside of the map, {self.edges[0]} to "
                f"{self.edges[-1]}: ask for a newer map"
            )

    @property
    def totals(self) -> Floats:
        """Dollars of each bucket, all leverages together."""
        total: Floats = self.usd.sum(axis=0)
        return total

    @property
    def centres(self) -> Floats:
        middle: Floats = (self.edges[:-1] + self.edges[1:]) / 2
        return middle

    def of_side(self, *, above: bool) -> npt.NDArray[np.int64]:
        """The buckets of a side, from the price outwards."""
        found = np.flatnonzero((self.centres > self.price) == above)
        return found if above else found[::-1]

    def sum_of(self, *, above: bool) -> float:
        return float(self.totals[self.of_side(above=above)].sum())

    def clusters(self, *, above: bool) -> list[Cluster]:
        """The three largest gatherings of a side, largest first.

        A bucket takes in the two beside it where they hold half as much or more; what touches a
        cluster begins no other, so that three names tell of three places.
        """
        left = set(self.of_side(above=above).tolist())
        totals = self.totals.tolist()
        found: list[Cluster] = []
        for peak in sorted(left, key=lambda b: (-totals[b], b)):
            if len(found) == _NAMED or not totals[peak]:
                break
            if peak not in left:
                continue
            beside = {peak - 1, peak + 1} & left
            members = [peak, *(b for b in sorted(beside) if totals[b] >= totals[peak] * _MERGED)]
            found.append(self._cluster(members))
            left -= {b + step for b in members for step in (-1, 0, 1)}
        return found

    def _cluster(self, members: list[int]) -> Cluster:
        """At the middle of its largest bucket, the first of `members`."""
        price = float(self.centres[members[0]])
        usd = float(self.totals[members].sum())
        return Cluster(price=price, distance=(price / self.price - 1) * 100, usd=usd)
