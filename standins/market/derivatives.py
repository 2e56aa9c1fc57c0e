"""What a perpetual has beside its price: open interest, funding, index, liquidations."""

import math
from collections import deque
from dataclasses import dataclass

from standins.market.chance import Luck

FUNDING_HOURS = 8
FUNDING_MS = FUNDING_HOURS * 3_600_000
STORM_BPS = 15
"""A move in that time at which liquidations come in pairs."""

FAST_MS = 15_000
"""Liquidations answer to the move of the last quarter minute."""


@dataclass(frozen=True, slots=True)
class Liquidation:
    """A position closed by force.

    ``side`` is the side of the POSITION, as Bybit prints it: ``Buy`` means a long was liquidated.
    ``price`` is the bankruptcy price in ticks.
    """

    ms: int
    side: str
    price: int
    lots: int


class Perpetual:
    """Open interest, funding and liquidations of one symbol.

    Parameters
    ----------
    typical_lots
        Median size of a level of its book: liquidations are a small multiple, open interest a
        large one.
    luck
        Where chance comes from.
    """

    def __init__(self, typical_lots: int, luck: Luck) -> None:
        self._typical = typical_lots
        self._luck = luck
        self._recent: deque[tuple[int, int]] = deque()
        self.open_interest = typical_lots * 60_000
        self.funding_rate = 0.0001
        self.basis = -0.0004

    def live(self, now_ms: int, seconds: float, price: int) -> list[Liquidation]:
        """Let time pass at a price (ticks); the liquidations this brought."""
        root = math.sqrt(seconds)
        drift = 1 + self._luck.gauss(0, 6e-5) * root
        self.open_interest = max(1, round(self.open_interest * drift))
        self.funding_rate += (1e-4 - self.funding_rate) * seconds / 1_800
        self.funding_rate += self._luck.gauss(0, 3e-6) * root
        self.basis += (-0.0004 - self.basis) * seconds / 120 + self._luck.gauss(0, 8e-6) * root
        return self._squeeze(now_ms, seconds, price)

    def _squeeze(self, now_ms: int, seconds: float, price: int) -> list[Liquidation]:
        self._recent.append((now_ms, price))
        while self._recent[0][0] < now_ms - FAST_MS:
            self._recent.popleft()
        moved_bps = (price / self._recent[0][1] - 1) * 1e4
        rate = 0.02 + max(0.0, abs(moved_bps) - 6) * 0.09
        if not self._luck.odds(rate * seconds):
            return []
        count = 1 + int(abs(moved_bps) > STORM_BPS) + int(self._luck.odds(0.2))
        return [self._one(now_ms, price, falling=moved_bps < 0) for _ in range(count)]

    def _one(self, now_ms: int, price: int, *, falling: bool) -> Liquidation:
        away = self._luck.uniform(0.0002, 0.003)
        lots = max(1, round(self._typical * self._luck.lognormvariate(-1.2, 1.5)))
        side, towards = ("Buy", 1 - away) if falling else ("Sell", 1 + away)
        return Liquidation(now_ms, side, round(price * towards), lots)
