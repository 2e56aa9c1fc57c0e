"""Where positions would be closed by force, by price and leverage: an estimate, as it is told."""

from math import exp

import msgspec

Row = tuple[int, ...]


class LeverageLevels(msgspec.Struct, frozen=True, kw_only=True):
    """Estimated US dollars by price; longs lie below the price it was told at, shorts above.

    Number ``b`` of each row lies between the prices ``exp((first + b) * width)`` and
    ``exp((first + b + 1) * width)``: the grid stays where it is while the price moves. ``slow``
    holds positions of up to 10x leverage, ``fast`` those above it and below 100x, ``fastest`` those
    of 100x and more. The rows are of one length.
    """

    width: float
    first: int
    slow: Row
    fast: Row
    fastest: Row

    @property
    def edges(self) -> list[float]:
        """The prices between which the amounts lie: one more than there are amounts.

        >>> few = LeverageLevels(width=0.003, first=-1, slow=(0, 1), fast=(2, 3), fastest=(4, 5))
        >>> [round(price, 4) for price in few.edges]
        [0.997, 1.0, 1.003]
        """
        return [exp((self.first + at) * self.width) for at in range(len(self.slow) + 1)]

    def pack(self) -> str:
        """As text, for a detection's ``texts``: about 1 kB for 80 buckets."""
        return msgspec.json.encode(self).decode()

    @staticmethod
    def unpack(text: str) -> "LeverageLevels":
        """The levels that ``pack`` wrote.

        Raises
        ------
        ValueError
            The text is none of its.

        >>> few = LeverageLevels(width=0.003, first=-1, slow=(0, 1), fast=(2, 3), fastest=(4, 5))
        >>> LeverageLevels.unpack(few.pack()) == few
        True
        """
        try:
            read = msgspec.json.decode(text, type=LeverageLevels)
        except msgspec.DecodeError as error:
            raise ValueError(f"these are no leverage levels: {error}") from error
        if not len(read.slow) == len(read.fast) == len(read.fastest) or not read.width > 0:
            raise ValueError("leverage levels need rows of one length and a width above 0")
        return read
