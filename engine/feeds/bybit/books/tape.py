"""A few seconds of a book's past, so that an answer that lags the stream can be compared."""

from collections.abc import Sequence

from core.book import Level, change_side

Sides = tuple[dict[str, str], dict[str, str]]
"""Bids and asks: size by price, in the venue's text."""

# Ten seconds of the busiest book measured (36 frames/s), three times over.
_LONGEST = 1_000


class Tape:
    """A book as it was when the tape began, and every change since.

    Only what is asked for is worked out: keeping a change costs one append.

    Parameters
    ----------
    sides, update_id, sequence
        The book at the beginning; the sides are copied.
    """

    def __init__(self, sides: Sides, *, update_id: int, sequence: int) -> None:
        self._begin: Sides = (dict(sides[0]), dict(sides[1]))
        self._marks = [(update_id, sequence)]
        self._changes: list[tuple[Sequence[Level], Sequence[Level]]] = []

    @property
    def full(self) -> bool:
        """Whether the tape has come to its end: nothing is kept any more."""
        return len(self._changes) >= _LONGEST

    def keep(
        self, bids: Sequence[Level], asks: Sequence[Level], *, update_id: int, sequence: int
    ) -> None:
        """Keep the next change."""
        if not self.full:
            self._changes.append((bids, asks))
            self._marks.append((update_id, sequence))

    def at_update(self, update_id: int) -> Sides | None:
        """The book as it stood under an update id; None if the tape does not reach there."""
        return self._wind([place for place, mark in enumerate(self._marks) if mark[0] == update_id])

    def at_sequence(self, sequence: int) -> Sides | None:
        """The book as it stood under a cross sequence; None if no frame carried that one."""
        return self._wind([place for place, mark in enumerate(self._marks) if mark[1] == sequence])

    def _wind(self, places: list[int]) -> Sides | None:
        if not places:
            return None
        bids, asks = dict(self._begin[0]), dict(self._begin[1])
        for bid_changes, ask_changes in self._changes[: places[-1]]:
            change_side(bids, bid_changes)
            change_side(asks, ask_changes)
        return bids, asks
