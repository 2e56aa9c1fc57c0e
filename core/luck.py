"""A running result, and how far luck alone would have carried it."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_BAND: Final = (0.05, 0.95)
_SHUFFLES: Final = 1_000
_MOST_POINTS: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Running:
    """Results added up, one entry after the other, in percent of one entry's size.

    ``low`` and ``high`` bound nine in ten of those who entered at the same times, as often long and
    as often short, but in an order that chance drew; they pay the same fees. Of more than a
    thousand results a thousand points are kept, evenly, the first and the last among them.
    """

    times_ns: npt.NDArray[np.int64]
    total: Floats
    low: Floats
    high: Floats

    @property
    def beaten(self) -> bool | None:
        """Whether the end lies above what luck gives; None inside the band."""
        if self.total[-1] > self.high[-1]:
            return True
        return False if self.total[-1] < self.low[-1] else None


def running(
    times_ns: npt.NDArray[np.int64],
    moves: Floats,
    sides: npt.NDArray[np.int8],
    *,
    fee: float,
    seed: int = 1,
) -> Running:
    """Add results up in order of time, and shuffle the sides a thousand times.

    Cost: a thousand passes over the results; memory: a thousand of the points kept.

    Parameters
    ----------
    times_ns
        When each result was known.
    moves
        What the price did meanwhile, in percent, whichever way it was meant.
    sides
        +1 for who was long, -1 for who was short.
    fee
        Paid for entry and exit together, in percent.
    seed
        Same seed, same band.

    Raises
    ------
    ValueError
        There is no result, lengths differ, or a move is not a number.
    """
    if not len(moves) or not len(times_ns) == len(moves) == len(sides):
        raise ValueError("times, moves and sides must be of one length, and at least one")
    if not np.isfinite(moves).all():
        raise ValueError("a move must be a number of percent")
    order = np.argsort(times_ns, kind="stable")
    moves, sides = moves[order], sides[order]
    kept = np.unique(np.linspace(0, len(moves) - 1, _MOST_POINTS).astype(np.int64))
    chance = np.random.default_rng(seed)
    lucky = np.empty((_SHUFFLES, len(kept)))
    for row in lucky:
        row[:] = np.cumsum(moves * chance.permutation(sides) - fee)[kept]
    low, high = np.quantile(lucky, _BAND, axis=0)
    total = np.cumsum(moves * sides - fee)[kept]
    return Running(times_ns=times_ns[order][kept], total=total, low=low, high=high)
