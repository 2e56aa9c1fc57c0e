"""Luck that repeats itself: the same seed, the same throws, in every run and on every machine."""

import random


class Luck:
    """A row of throws.

    Parameters
    ----------
    seed
        Which row; the same number gives the same row.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - repeatable on purpose, no secret

    def happens(self, chance: float) -> bool:
        """Whether something of this chance (0 to 1) comes about; takes one throw."""
        return self._random.random() < chance

    def between(self, low: float, high: float) -> float:
        """A number between two, evenly; takes one throw."""
        return self._random.uniform(low, high)
