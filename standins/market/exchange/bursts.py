"""When takers come: one draws the next, so they come in bursts, and mostly on one side.

Two Hawkes streams, buyers and sellers, that excite themselves and each other: each taker lifts
the rate of its own side by `SELF` and of the other by `CROSS`, and the lift dies away at `DECAY`
a second. Each taker so draws (SELF + CROSS) / DECAY = 0.75 more on average (the branching ratio);
of a stream with base rate mu come mu / (1 - 0.75) a second, and counts over windows that are long
beside 1 / DECAY have a variance of 1 / (1 - 0.75)^2 = 16 times their mean, where a Poisson stream
has once. Drawn exactly, by thinning (Ogata 1981).
"""

import math

from standins.market.chance import Luck

SELF = 4.0
CROSS = 0.5
DECAY = 6.0
BRANCHING = (SELF + CROSS) / DECAY

MOST = 400
"""Takers in one stretch at most; it bounds a step, and is hardly ever met."""


class Bursts:
    """When buyers and sellers come."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self._buying = self._selling = 0.0

    def arrivals(self, seconds: float, buyers: float, sellers: float) -> list[tuple[float, bool]]:
        """Who comes in the next stretch: seconds into it, and whether a buyer.

        Parameters
        ----------
        seconds
            Length of the stretch.
        buyers, sellers
            Base rates of the stretch, a second.
        """
        found: list[tuple[float, bool]] = []
        at, base = 0.0, buyers + sellers
        while len(found) < MOST:
            # The rate only falls until the next arrival, so the present one bounds it.
            most = base + self._buying + self._selling
            wait = self._luck.expovariate(most)
            if at + wait >= seconds:
                break
            at += wait
            self._fade(wait)
            draw = self._luck.random() * most
            if draw < buyers + self._buying:
                found.append((at, True))
                self._buying += SELF
                self._selling += CROSS
            elif draw < base + self._buying + self._selling:
                found.append((at, False))
                self._selling += SELF
                self._buying += CROSS
        self._fade(seconds - at)
        return found

    def _fade(self, seconds: float) -> None:
        keep = math.exp(-DECAY * seconds)
        self._buying *= keep
        self._selling *= keep
