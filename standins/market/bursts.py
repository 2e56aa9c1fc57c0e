"""When trades come: one draws the next, so they come in bursts.

A self-exciting (Hawkes) stream: each trade lifts the rate for a while, the lift decays
exponentially, and the price's own move lifts it too.
"""

import math

from standins.market.chance import Luck

QUIET_RATE = 1.1
"""Trades a second when nothing happens."""

LIFT = 0.9
"""What one trade adds to the rate, a second."""

DECAY = 1.5
"""How fast a lift dies away, a second: each trade draws LIFT / DECAY = 0.6 more on average."""

MOST = 60
"""Trades in one step at most."""


class Bursts:
    """How many trades each stretch of time brings."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self._lift = 0.0

    def trades(self, seconds: float, moved_bps: float) -> int:
        """Number of trades in the next stretch.

        Parameters
        ----------
        seconds
            Length of the stretch.
        moved_bps
            How far the price moved in it, in hundredths of a per cent, either way.
        """
        self._lift *= math.exp(-DECAY * seconds)
        expected = (QUIET_RATE + self._lift) * seconds + 0.8 * abs(moved_bps)
        count = self._poisson(min(expected, MOST))
        self._lift += LIFT * count
        return count

    def _poisson(self, mean: float) -> int:
        """Knuth's multiplication method; the mean is small here."""
        limit, count, product = math.exp(-mean), 0, self._luck.random()
        while product > limit:
            count += 1
            product *= self._luck.random()
        return count
