"""Where ordinary levels of a book lie, and how large they usually are.

A pure function of the seed: the same price has a level today and tomorrow, irregularly spaced,
with its own typical size. That is what draws the quiet horizontal bands of a heatmap.
"""

from collections.abc import Mapping

from standins.market.chance import chance
from standins.market.exchange.instruments import Instrument

SIZES = 1.15
"""Spread of the levels' sizes (standard deviation of the logarithm)."""

LARGEST_LEVEL = 6
"""No ordinary level is larger than so many median ones: a wall starts at twelve."""


class Lattice:
    """The levels of one symbol, one or none in each bucket of ``gap`` ticks.

    Parameters
    ----------
    instrument, seed
        What is traded, and which of all possible lattices.
    """

    def __init__(self, instrument: Instrument, *, seed: int) -> None:
        self.gap = instrument.level_gap_ticks
        self.most = instrument.level_lots * LARGEST_LEVEL
        self._instrument = instrument
        self._seed = seed
        self._levels: dict[int, tuple[int, int] | None] = {}
        self._usual: dict[int, int] = {}

    @property
    def usual(self) -> Mapping[int, int]:
        """Typical lots by price, of every level that was asked for so far."""
        return self._usual

    def level(self, bucket: int) -> tuple[int, int] | None:
        """Price and typical lots of the level in a bucket; one bucket in nine has none."""
        if bucket not in self._levels:
            level = self._levels[bucket] = self._drawn(bucket)
            if level is not None:
                self._usual[level[0]] = level[1]
        return self._levels[bucket]

    def _drawn(self, bucket: int) -> tuple[int, int] | None:
        luck = chance(self._seed, self._instrument.symbol, "level", bucket)
        price = bucket * self.gap + round(self.gap * luck.uniform(0.2, 0.8))
        lots = round(self._instrument.level_lots * luck.lognormvariate(0.0, SIZES))
        # Nothing as large as a wall may look like one without being in the ledger.
        return (price, max(1, min(lots, self.most))) if luck.odds(0.89) else None
