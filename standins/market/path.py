"""The road a price takes: quiet ranges, trends and sudden runs, one after the other.

A plain random walk looks dead on a candle chart. Real prices rest, run and rest again, and the
runs are what leaves fair value gaps and broken structure behind. So the walk here changes its
mind: every half minute to two minutes it draws a new short mood, every half hour to two hours a
long one, and noise lies over both.
"""

import math

from standins.market.chance import Luck

NOISE = 1.2e-4
"""Standard deviation of the log price in one second; 0.13 % in two minutes."""

HOME = 0.06
"""How far (in log price) the walk may stray before nearly every mood points homeward."""


class PricePath:
    """A price that goes on for ever and stays within about ten per cent of its home.

    Parameters
    ----------
    price
        Where the walk is now.
    home
        Where it is drawn back to, softly.
    luck
        Its source of chance; the same luck gives the same road.
    """

    def __init__(self, price: float, *, home: float, luck: Luck) -> None:
        self._log = math.log(price)
        self._home = math.log(home)
        self._luck = luck
        self._short = self._long = 0.0
        self._short_left = self._long_left = 0.0

    @property
    def price(self) -> float:
        """Where the walk is now."""
        return math.exp(self._log)

    def advance(self, seconds: float) -> float:
        """Walk on for so many seconds and say where that leads."""
        self._change_mood(seconds)
        drift = (self._short + self._long) * seconds
        self._log += drift + self._luck.gauss(0.0, NOISE) * math.sqrt(seconds)
        return self.price

    def hold_at(self, price: float) -> None:
        """Put the walk back to a price it could not leave, e.g. in front of a wall."""
        self._log = math.log(price)

    def _change_mood(self, seconds: float) -> None:
        self._short_left -= seconds
        self._long_left -= seconds
        if self._long_left <= 0:
            self._long_left = self._luck.uniform(1_800, 7_200)
            self._long = self._direction() * self._luck.uniform(0, 2.5e-6)
        if self._short_left <= 0:
            self._short_left, speed = self._short_mood()
            self._short = self._direction() * speed

    def _short_mood(self) -> tuple[float, float]:
        """How long the next mood lasts (seconds) and how fast it drifts (log price a second)."""
        if self._luck.odds(0.14):
            return self._luck.uniform(12, 30), self._luck.uniform(1.0e-4, 2.2e-4)
        if self._luck.odds(0.53):
            return self._luck.uniform(35, 120), self._luck.uniform(2.0e-5, 5.0e-5)
        return self._luck.uniform(25, 90), self._luck.uniform(0, 8e-6)

    def _direction(self) -> int:
        strayed = max(-1.0, min(1.0, (self._log - self._home) / HOME))
        return 1 if self._luck.odds(0.5 - 0.45 * strayed) else -1
