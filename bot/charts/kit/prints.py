"""Trades and liquidations on a time-price plane, and their largest clusters."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.kit import checks

Floats = npt.NDArray[np.float64]

LONG: Final = 1
"""A buyer's trade, or a long position that was liquidated."""
SHORT: Final = -1
"""A seller's trade, or a short position that was liquidated."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prints:
    """Columns of one length, in any order.

    `sides` holds +1 and -1. Of a trade it is the aggressor's side; of a liquidation the side of
    the position that was closed by force (+1: a long, which sells).

    Raises
    ------
    ValueError
        Columns differ in length, a price is not positive, an amount is negative, or a side is
        neither.
    """

    times_ns: npt.NDArray[np.int64]
    prices: Floats
    usd: Floats
    sides: npt.NDArray[np.int8]

    def __post_init__(self) -> None:
        checks.same_length("the columns of prints", *self.columns)
        checks.prices(self.prices, "the prices of prints")
        checks.amounts(self.usd, "the amounts of prints")
        if not np.isin(self.sides, (LONG, SHORT)).all():
            message = "the sides of prints must be +1 or -1"
            raise ValueError(message)

    @classmethod
    def none(cls) -> "Prints":
        empty = np.empty(0)
        return cls(
            times_ns=empty.astype(np.int64), prices=empty, usd=empty, sides=empty.astype(np.int8)
        )

    @property
    def columns(self) -> list[npt.NDArray[np.generic]]:
        return [self.times_ns, self.prices, self.usd, self.sides]

    def between(self, first_ns: int, last_ns: int) -> "Prints":
        """Those from `first_ns` up to and with `last_ns`."""
        return self._where((self.times_ns >= first_ns) & (self.times_ns <= last_ns))

    def priced(self, low: float, high: float) -> "Prints":
        """Those at a price inside the range."""
        return self._where((self.prices > low) & (self.prices < high))

    def _where(self, keep: npt.NDArray[np.bool_]) -> "Prints":
        return Prints(
            times_ns=self.times_ns[keep],
            prices=self.prices[keep],
            usd=self.usd[keep],
            sides=self.sides[keep],
        )

    def largest_clusters(self, width_ns: int, most: int) -> "Prints":
        """The `most` largest sums of one side within `width_ns`, largest first.

        A cluster stands at the mean time and the mean price of its members, both weighted by USD.
        """
        if not len(self.usd):
            return self
        first = int(self.times_ns.min())
        key = (self.times_ns - first) // width_ns * 2 + (self.sides > 0)
        kinds, member = np.unique(key, return_inverse=True)
        usd: Floats = np.bincount(member, self.usd).astype(np.float64)
        weight = np.maximum(usd, np.finfo(np.float64).tiny)
        ages = np.bincount(member, (self.times_ns - first) * self.usd) / weight
        vwap = np.bincount(member, self.prices * self.usd) / weight
        order = np.argsort(-usd, kind="stable")
        order = order[usd[order] > 0][:most]
        return Prints(
            times_ns=first + np.rint(ages[order]).astype(np.int64),
            prices=vwap[order],
            usd=usd[order],
            sides=np.where(kinds[order] % 2 == 1, LONG, SHORT).astype(np.int8),
        )
