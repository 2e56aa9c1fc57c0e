"""Where all chance of the stand-ins comes from."""

from random import Random


class Luck(Random):
    """A source of chance: `random.Random` that can also be asked for a yes or no."""

    def odds(self, share: float) -> bool:
        """Say yes in a share (0 to 1) of all cases."""
        return self.random() < share


def chance(*parts: object) -> Luck:
    """Give a source of chance that depends on its parts alone.

    Two calls with equal parts give equal sequences, on every machine and in every run, because
    the text of the parts is the seed (``random`` hashes text with SHA-512, not with the
    per-process ``hash``).

    Parameters
    ----------
    *parts
        What the chance is for, from the general to the particular: seed, symbol, purpose.

    Examples
    --------
    >>> chance(7, "ETHUSDT").random() == chance(7, "ETHUSDT").random()
    True
    >>> chance(7, "ETHUSDT").random() == chance(8, "ETHUSDT").random()
    False
    """
    return Luck(":".join(map(str, parts)))
