"""How rough the market is: volatility that comes in spells, as it does everywhere.

Three slow swings of different length lie over each other (minutes, half an hour, a day's part),
and a daily tide with its high in the afternoon of New York. Together they give what every market
shows and a plain random walk lacks: returns with fat tails, and calm that follows calm.
"""

import math
from functools import lru_cache

from standins.market.chance import Luck

SWINGS = ((150.0, 0.34), (1_800.0, 0.32), (14_400.0, 0.3))
"""Each swing's memory in seconds and the standard deviation of its logarithm."""

LOUDEST_HOUR = 15.0
DAILY = 0.22
VARIANCE = sum(spread**2 for _, spread in SWINGS)
UPDATE_S = 1.0
DAY_MS = 86_400_000


class Weather:
    """The roughness of the market: 1 on average, mostly between a half and two."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self._swings = [luck.gauss(0.0, spread) for _, spread in SWINGS]
        self._waited = 0.0
        self.roughness = 1.0

    def pass_time(self, now_ms: int, seconds: float) -> float:
        """Let time pass; how rough it is now."""
        self._waited += seconds
        if self._waited >= UPDATE_S:
            self._swing(self._waited)
            self._waited = 0.0
            hour = now_ms % DAY_MS / 3_600_000
            daily = DAILY * math.cos((hour - LOUDEST_HOUR) / 12 * math.pi)
            # The mean of a lognormal is above its median; half the variance takes it back to 1.
            self.roughness = math.exp(sum(self._swings) - VARIANCE / 2 + daily)
        return self.roughness

    def _swing(self, seconds: float) -> None:
        self._swings = [
            swing * keep + self._luck.gauss(0.0, shock)
            for swing, (keep, shock) in zip(self._swings, _steps(seconds), strict=True)
        ]


@lru_cache(maxsize=64)
def _steps(seconds: float) -> tuple[tuple[float, float], ...]:
    """What each swing keeps over a time, and the spread of what is added."""
    kept = [(math.exp(-seconds / memory), spread) for memory, spread in SWINGS]
    return tuple((keep, spread * math.sqrt(1 - keep * keep)) for keep, spread in kept)
