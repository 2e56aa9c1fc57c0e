"""What a place in a block costs: waves, noise, and now and then a congested spell.

From one block to the next the base fee moves by no more than an eighth, as EIP-1559 has it; no rule
about fees needs the gas of the block before.
"""

import math

from standins.market.chance import Luck, chance

GWEI = 10**9
USUAL_BASE_FEE = 6 * GWEI

NOISE_EVERY = 5
"""Blocks between two independent draws of noise; it runs straight in between."""

NOISE, MOST_NOISE = 0.04, 0.16
"""Standard deviation and largest size of the noise, as a logarithm."""

SPELL_EVERY = 1_800
"""Every six hours there may be a congested spell,"""

SPELL_SHARE = 0.4
"""in so many cases,"""

SPELL_STEEPNESS = 0.04
"""which grows and ends at such a pace: the logarithm of the fee, a block."""

PRIVATE_SHARE = 0.04
"""Transactions that pay no tip, because they pay the block's builder in another way."""


class Fees:
    """Base fees and tips of one chain.

    Parameters
    ----------
    seed
        Which chain.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def base(self, number: int) -> int:
        """Base fee of a block in wei a unit of gas."""
        wave = math.sin(number / 260) * 0.5 + math.sin(number / 37) * 0.25
        logarithm = wave + self._noise(number) + self.congestion(number)
        return round(USUAL_BASE_FEE * math.exp(logarithm))

    def congestion(self, number: int) -> float:
        """How much dearer a block is for being crowded: a logarithm, 0 on a quiet day."""
        era = number // SPELL_EVERY
        luck = chance(self._seed, "spell", era)
        if not luck.odds(SPELL_SHARE):
            return 0.0
        height = luck.uniform(0.7, 2.3)
        half = luck.uniform(60, 200)
        middle = era * SPELL_EVERY + luck.uniform(400, SPELL_EVERY - 400)
        return max(0.0, min(height, (half - abs(number - middle)) * SPELL_STEEPNESS))

    def tip(self, luck: Luck, congestion: float) -> int:
        """A priority fee in wei a unit of gas: median one gwei, one in a hundred above twenty."""
        if luck.odds(PRIVATE_SHARE):
            return 0
        return round(luck.lognormvariate(congestion / 2, 1.35) * GWEI)

    def _noise(self, number: int) -> float:
        before, part = divmod(number, NOISE_EVERY)
        share = part / NOISE_EVERY
        return self._draw(before) * (1 - share) + self._draw(before + 1) * share

    def _draw(self, at: int) -> float:
        draw = chance(self._seed, "fee", at).gauss(0, NOISE)
        return max(-MOST_NOISE, min(MOST_NOISE, draw))
