"""What came to exchanges and what left them, bucket after bucket, and the scale it is drawn on."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.kit import checks
from bot.charts.kit.moments import NS

Floats = npt.NDArray[np.float64]

_CLIP: Final = 0.99
_FEW: Final = 20
"""So few bars are never cut: each of them is news."""
_WORTH: Final = 1.5
"""A bar is cut where it is so many times the rest: for less a broken bar is not worth its ink."""
_LEAST: Final = 0.3
"""The shorter side gets this much of the longer one, for its words."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flows:
    """Dollars by bucket: bucket b lasts `bucket_s` seconds from `first_ns` + b * `bucket_s`.

    NaN in both columns means that nobody watched; zero that somebody did and nothing moved.

    Raises
    ------
    ValueError
        There is no bucket, a bucket has no length, the columns differ in length or in what they do
        not know, or an amount is negative or infinite. The sentence says which.
    """

    first_ns: int
    bucket_s: float
    inflow: Floats
    """To exchanges, zero or more."""
    outflow: Floats
    """From exchanges, zero or more."""
    open_last: bool = False
    """The last bucket is not over, or what it holds can still leave the chain."""

    def __post_init__(self) -> None:
        if not len(self.inflow):
            raise ValueError("no flow buckets to draw")
        if not self.bucket_s > 0:
            raise ValueError("a flow bucket must last longer than 0 seconds")
        checks.same_length("inflow and outflow", self.inflow, self.outflow)
        if (np.isnan(self.inflow) != np.isnan(self.outflow)).any():
            raise ValueError("inflow and outflow must be unknown (NaN) in the same buckets")
        for what, column in (("inflow", self.inflow), ("outflow", self.outflow)):
            checks.amounts(np.nan_to_num(column, nan=0.0, posinf=np.inf), what)

    def __len__(self) -> int:
        return len(self.inflow)

    @property
    def seconds(self) -> float:
        return len(self) * self.bucket_s

    @property
    def last_ns(self) -> int:
        """The end of the last bucket."""
        return self.first_ns + round(self.seconds * NS)

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        return np.logical_not(np.isnan(self.inflow))

    @property
    def net(self) -> Floats:
        return self.inflow - self.outflow

    @property
    def total_in(self) -> float:
        return float(np.nansum(self.inflow))

    @property
    def total_out(self) -> float:
        return float(np.nansum(self.outflow))

    @property
    def some(self) -> bool:
        """Whether anything moved."""
        return self.total_in + self.total_out > 0

    def bounds(self) -> tuple[float, float]:
        """How far down (below zero) and up the scale goes: one scale for both sides.

        Bars beyond the 99th percentile are cut where the largest is half as large again.
        """
        bars = np.concatenate([self.inflow, self.outflow])
        bars = bars[bars > 0]
        if not bars.size:
            return -1.0, 1.0
        most = float(bars.max())
        usual = float(np.quantile(bars, _CLIP, method="lower"))
        roof = usual * 1.15 if bars.size >= _FEW and most > usual * _WORTH else most
        up = min(roof, float(np.nanmax(self.inflow)))
        down = min(roof, float(np.nanmax(self.outflow)))
        least = max(up, down) * _LEAST
        return -max(down, least), max(up, least)

    def unknown_runs(self) -> list[tuple[int, int]]:
        """First and last-plus-one bucket of each run that nobody watched."""
        edges = np.diff(np.concatenate([[0], (~self.known).astype(np.int8), [0]]))
        starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
        return [(int(a), int(b)) for a, b in zip(starts, ends, strict=True)]
