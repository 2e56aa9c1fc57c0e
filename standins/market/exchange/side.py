"""One side of a book: sizes by price, and the prices in order, best first, as they come and go.

A price's rank is the price with the side's sign, so that on both sides the best price has the
lowest rank. The order is kept while levels change; nobody ever has to sort a book.
"""

from bisect import bisect_left, insort

FAR = 1 << 62
"""A rank behind every other."""


class BookSide:
    """Levels of one side.

    Parameters
    ----------
    side
        1 for bids, -1 for asks.

    Attributes
    ----------
    way
        What turns a price into its rank and back: -1 for bids, 1 for asks.
    levels
        Lots by price in ticks. Read it; write with `put` and `take`.
    ranks
        The ranks of all levels, ascending: best price first.
    touched
        Ranks at which something was put or taken since somebody last emptied it.
    """

    __slots__ = ("levels", "ranks", "touched", "way")

    def __init__(self, side: int) -> None:
        self.way = -side
        self.levels: dict[int, int] = {}
        self.ranks: list[int] = []
        self.touched: set[int] = set()

    @property
    def best(self) -> int | None:
        """The best price; None when the side is bare."""
        return self.ranks[0] * self.way if self.ranks else None

    def put(self, price: int, lots: int) -> None:
        """Let so many lots rest at a price, whatever was there."""
        rank = price * self.way
        if price not in self.levels:
            insort(self.ranks, rank)
        self.levels[price] = lots
        self.touched.add(rank)

    def take(self, price: int) -> None:
        """Take a level away; one that is not there is nothing to take."""
        if self.levels.pop(price, None) is not None:
            rank = price * self.way
            del self.ranks[bisect_left(self.ranks, rank)]
            self.touched.add(rank)

    def begin_at(self, best: int) -> None:
        """Take away what is better than a price."""
        ranks, way = self.ranks, self.way
        first = bisect_left(ranks, best * way)
        if first:
            for rank in ranks[:first]:
                del self.levels[rank * way]
            self.touched.update(ranks[:first])
            del ranks[:first]

    def end_at(self, worst: int) -> None:
        """Take away what is worse than a price."""
        ranks, way = self.ranks, self.way
        while ranks and ranks[-1] > worst * way:
            self.take(ranks[-1] * way)
