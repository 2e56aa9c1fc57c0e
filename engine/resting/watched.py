"""The walls of one book that are watched, found by price."""

from bisect import bisect_right
from collections.abc import Iterator

from engine.resting.depth import numbered
from engine.resting.wall import Wall

# Far more than stand in one book at a time; the number only bounds the memory.
_MOST = 40


class Watched:
    """Walls in order of their price, no two of which share one.

    Cost: O(log walls) to find one by price, O(walls) to add or to remove one; at most 40 are kept.
    """

    __slots__ = ("_lows", "_numbers", "_placed", "_step", "_walls")

    def __init__(self) -> None:
        self._walls: list[Wall] = []
        self._lows: list[float] = []
        self._step = 0.0
        self._placed: tuple[tuple[Wall, int, int], ...] = ()
        self._numbers: frozenset[int] = frozenset()

    def at(self, price: float) -> Wall | None:
        """The wall that holds a price, if one does."""
        place = bisect_right(self._lows, price) - 1
        if place < 0 or price >= self._walls[place].high:
            return None
        return self._walls[place]

    def add(self, wall: Wall) -> None:
        """Watch a wall; when as many as are kept are watched already, it is not."""
        if len(self._walls) >= _MOST:
            return
        place = bisect_right(self._lows, wall.low)
        self._walls.insert(place, wall)
        self._lows.insert(place, wall.low)
        self._step = 0.0

    def remove(self, wall: Wall) -> None:
        """Watch it no more."""
        place = self._walls.index(wall)
        del self._walls[place], self._lows[place]
        self._step = 0.0

    def placed(self, step: float) -> Iterator[tuple[Wall, int, int]]:
        """Every wall with the numbers of its buckets (`numbered`), the lowest first.

        The wall at hand may be removed.
        """
        self._place(step)
        return iter(self._placed)

    def numbers(self, step: float) -> frozenset[int]:
        """The numbers of all buckets that walls lie in."""
        self._place(step)
        return self._numbers

    def _place(self, step: float) -> None:
        """Find the walls' buckets anew after walls came or went, or buckets changed their size."""
        if step == self._step:
            return
        self._step = step
        self._placed = tuple((wall, *numbered(wall.low, wall.high, step)) for wall in self._walls)
        self._numbers = frozenset(
            number for _, first, past in self._placed for number in range(first, past)
        )
