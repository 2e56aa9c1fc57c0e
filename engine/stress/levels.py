"""A ``LeverageMap`` around the price, coarse enough to be told and drawn."""

from core.levels import LeverageLevels
from engine.stress.leverage import LeverageMap

_MERGED = 3
"""Bins of the map that make one bucket: 0.3 % of the price."""
_HALF = 40
"""Buckets on either side: 12 % of the price."""
_SLOW, _FASTEST = 10, 100


def levels_around(estimate: LeverageMap, price: float) -> LeverageLevels:
    """What the map holds within 12 % of a price, in 80 buckets of whole dollars.

    Cost: a pass over the bins of the map.
    """
    first = estimate.place(price) // _MERGED - _HALF
    rows = [[0.0] * (2 * _HALF) for _ in range(3)]
    for leverage, place, usd in estimate.by_leverage():
        bucket = place // _MERGED - first
        if 0 <= bucket < 2 * _HALF:
            rows[_row(leverage)][bucket] += usd
    slow, fast, fastest = (tuple(round(usd) for usd in row) for row in rows)
    width = estimate.width * _MERGED
    return LeverageLevels(width=width, first=first, slow=slow, fast=fast, fastest=fastest)


def _row(leverage: int) -> int:
    return 0 if leverage <= _SLOW else 1 if leverage < _FASTEST else 2
