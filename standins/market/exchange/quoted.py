"""One side of the book as makers quote it: the lattice, the quotes at the touch, the walls.

This runs twenty times a second for each side of each symbol, so it does what has changed and
nothing else.
"""

from math import exp
from statistics import NormalDist

from standins.market.chance import Luck
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.lattice import Lattice
from standins.market.exchange.side import FAR, BookSide
from standins.market.exchange.wall import Wall
from standins.market.exchange.walls import Walls

SPAN = 0.0092
"""Half width of the book: levels within 0.92 % of the price are quoted."""

TOUCH_QUOTES = 4
"""Quotes a side that follow the price."""

RESIZED = 0.3
"""How often the best level takes another size although the price stood still."""

SHIVERS = [exp(NormalDist(0.0, 0.25).inv_cdf((at + 0.5) / 512)) for at in range(512)]
"""How a level's size shivers around what is usual: evenly likely, drawn a hundred thousand times
a minute, hence a table."""


class QuotedSide(BookSide):
    """A side whose makers follow the price.

    Parameters
    ----------
    side
        1 for bids, -1 for asks.
    instrument, lattice, walls
        What is quoted, where ordinary levels lie, and where walls stand.
    luck
        Chance for what moves.
    """

    __slots__ = (
        "_bare", "_covered", "_edge", "_lattice", "_loose_lots", "_luck", "_most", "_quotes",
        "_random", "_reach", "_usual", "_walls", "side",
    )  # fmt: skip

    def __init__(
        self, side: int, instrument: Instrument, lattice: Lattice, walls: Walls, luck: Luck
    ) -> None:
        super().__init__(side)
        self.side = side
        self._lattice = lattice
        self._walls = walls.by_rank
        self._luck, self._random = luck, luck.random
        self._usual, self._most = lattice.usual, lattice.most
        self._loose_lots = instrument.level_lots / 4
        self._reach = max(2, lattice.gap // 4)
        self._quotes: list[int] = []
        self._covered = (FAR, -FAR)
        self._edge = 0
        self._bare: set[int] = set()

    def quote(self, best: int) -> None:
        """Put the touch where it now is and refill the lattice behind it."""
        worst = round(best * (1 - self.side * SPAN))
        self._trim(best, worst)
        self._refill(best, worst)
        self._quote_touch(best)

    def shimmer(self, changes: int) -> None:
        """Let some levels grow or shrink, the near ones as often as the far ones."""
        ranks, way, random, most = self.ranks, self.way, self._random, self._most
        levels, walls, usual = self.levels, self._walls, self._usual
        for _ in range(changes):
            rank = ranks[int(random() * len(ranks))]
            if rank in walls:
                continue
            price = rank * way
            lots = int(usual.get(price, self._loose_lots) * SHIVERS[int(random() * 512)] + 0.5)
            levels[price] = (min(most, lots)) or 1
            self.touched.add(rank)

    def show(self, wall: Wall) -> None:
        """Let a level be what the wall at its price now is."""
        if not wall.lots:
            self.clear(wall.price)
        elif self.levels.get(wall.price) != wall.lots:
            self.put(wall.price, wall.lots)

    def clear(self, price: int) -> None:
        """Take a level away and remember to quote there again."""
        self.take(price)
        self._bare.add(price // self._lattice.gap)

    def _trim(self, best: int, worst: int) -> None:
        """Take away what the touch has passed and what is too far from it."""
        edge = worst // self._lattice.gap
        if edge != self._edge:
            self._edge = edge
            self.end_at(worst)
        self.begin_at(best)

    def _refill(self, best: int, worst: int) -> None:
        """Quote the lattice where the book has come to reach, and where it was eaten."""
        low, high = (worst, best) if self.side > 0 else (best, worst)
        first, last = low // self._lattice.gap, high // self._lattice.gap
        was_first, was_last = covered = self._covered
        if (first, last) == covered and not self._bare:
            return
        self._covered = first, last
        # The outermost buckets may hold a level that lay just beyond the edge last time.
        bare = {first, last, was_first, was_last, *self._bare}
        bare.update(range(first, min(was_first, last + 1)), range(max(was_last, first), last + 1))
        self._bare.clear()
        for bucket in sorted(bare):
            if first <= bucket <= last:
                self._stock(bucket, low, high)

    def _stock(self, bucket: int, low: int, high: int) -> None:
        level = self._lattice.level(bucket)
        if level is None or level[0] in self.levels or not low <= level[0] <= high:
            return
        if level[0] * self.way not in self._walls:
            self.put(level[0], max(1, round(level[1] * self._luck.uniform(0.2, 0.8))))

    def _quote_touch(self, best: int) -> None:
        stale, levels = self._quotes, self.levels
        fresh = self._quotes = self._following(best, stale)
        if fresh is not stale:
            usual, walls, way = self._usual, self._walls, self.way
            for price in stale:
                # What was a level of the lattice, or is a wall, stays when the touch moves on.
                if price in levels and not (
                    price in fresh or price in usual or price * way in walls
                ):
                    self.take(price)
        for price in fresh:
            if price not in levels:
                self.put(price, self._size(price))
        if self._random() < RESIZED:
            self.put(best, self._size(best))

    def _following(self, best: int, stale: list[int]) -> list[int]:
        """Prices quoted behind the best one: as before where they still are behind it."""
        if stale and stale[0] == best:
            return stale
        way = self.way
        if best in stale:
            return [best, *(price for price in stale if (price - best) * way > 0)]
        fresh, price = [best], best
        for _ in range(TOUCH_QUOTES - 1):
            price += way + way * int(self._random() * self._reach)
            fresh.append(price)
        return fresh

    def _size(self, price: int) -> int:
        """A fresh size for a level: the wall's where one stands, else around what is usual."""
        rank = price * self.way
        if rank in self._walls and (lots := self._walls[rank].lots):
            return lots
        usual = self._usual.get(price, self._loose_lots)
        lots = int(usual * SHIVERS[int(self._random() * 512)] + 0.5)
        return (min(self._most, lots)) or 1
