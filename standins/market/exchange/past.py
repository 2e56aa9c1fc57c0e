"""Funding and open interest from before the opening: pure functions of seed, symbol and time."""

from standins.market.chance import chance
from standins.market.exchange.derivatives import INTEREST, OI_LEVELS
from standins.market.exchange.instruments import Instrument

USUAL_RATE, RATE_SPREAD = 5.0e-5, 6.0e-5
"""Real rates of ether, 2025-01 to 2026-03: median 0.0048 %, a quarter at the interest of 0.01 %,
none above it, one in ten below -0.004 %."""


def funding_rate(seed: int, symbol: str, ms: int) -> float:
    """What was paid at a moment."""
    return min(INTEREST, chance(seed, symbol, "funding", ms).gauss(USUAL_RATE, RATE_SPREAD))


def open_interest(seed: int, instrument: Instrument, ms: int) -> int:
    """Contracts of both sides that were open at a moment, in lots."""
    typical = instrument.level_lots * OI_LEVELS
    wave = chance(seed, instrument.symbol, "oi", ms).gauss(1, 0.004)
    return round(typical * wave)
