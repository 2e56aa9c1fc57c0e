"""The resting book of one symbol: a lattice of levels that stay, a few that follow the price.

Ordinary levels lie on a lattice that is a pure function of the seed: the same price has a level
today and tomorrow, irregularly spaced, with its own typical size. That is what draws the quiet
horizontal bands of a heatmap. Near the touch a handful of quotes follow the price, and walls
(`standins.market.exchange.walls`) lie on top: where a wall stands, the level is the wall and
nothing else, so that what is traded at its price is what the wall loses.

The lattice is coarser than a real book, which has an order at nearly every tick next to the
touch: fifty levels of it span about half a per cent, as fifty levels of a book that is shown in
steps of half a dollar do.
"""

from math import exp
from statistics import NormalDist

from standins.market.chance import Luck, chance
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.truth import Truth
from standins.market.exchange.wall import ASK, BID, Wall
from standins.market.exchange.walls import Walls

SPAN = 0.0092
"""Half width of the book: levels within 0.92 % of the price are quoted."""

TOUCH_QUOTES = 4
"""Quotes a side that follow the price."""

SIZES = 1.15
"""Spread of the levels' sizes (standard deviation of the logarithm)."""

SHIVERS = [exp(NormalDist(0.0, 0.25).inv_cdf((at + 0.5) / 512)) for at in range(512)]
"""How a level's size shivers around what is usual: evenly likely, drawn a hundred thousand times
a minute, hence a table."""

LARGEST_LEVEL = 6
"""No ordinary level is larger than so many median ones: a wall starts at twelve."""

FAR = 1 << 62

BIDS, ASKS = BID, ASK


class RestingBook:
    """Bids and asks by price in ticks; sizes in lots.

    Parameters
    ----------
    instrument, seed
        What is traded, and which of all possible lattices.
    luck
        Chance for what moves (sizes, touch quotes, walls).
    truth
        Where the walls' lives are written.
    wild
        Whether walls stand up unasked.
    """

    def __init__(
        self,
        instrument: Instrument,
        *,
        seed: int,
        luck: Luck,
        truth: Truth | None = None,
        wild: bool = True,
    ) -> None:
        self.bids: dict[int, int] = {}
        self.asks: dict[int, int] = {}
        self.walls = Walls(instrument, luck, truth or Truth(), wild=wild)
        self._instrument = instrument
        self._seed = seed
        self._luck = luck
        self._lattice: dict[int, tuple[int, int] | None] = {}
        self._touch: dict[int, list[int]] = {BIDS: [], ASKS: []}
        self._covered = {BIDS: (FAR, -FAR), ASKS: (FAR, -FAR)}
        self._edge = {BIDS: 0, ASKS: 0}
        self._bare: dict[int, set[int]] = {BIDS: set(), ASKS: set()}

    def side(self, side: int) -> dict[int, int]:
        """The levels of a side: `BIDS` or `ASKS`."""
        return self.bids if side == BIDS else self.asks

    def best(self, side: int) -> int | None:
        """The best price of a side; None when takers have eaten it bare."""
        levels = self.side(side)
        if not levels:
            return None
        return max(levels) if side == BIDS else min(levels)

    def eat(self, side: int, lots: int, limit: int) -> list[tuple[int, int]]:
        """Trade against a side, best price first: prices and lots of what was traded.

        Parameters
        ----------
        side
            Whose orders are met.
        lots
            What the taker wants.
        limit
            The worst price the taker accepts.
        """
        levels, fills = self.side(side), list[tuple[int, int]]()
        while lots > 0 and (price := self.best(side)) is not None and (price - limit) * side >= 0:
            wall = self.walls.at(side, price)
            given = wall.give(lots) if wall else min(lots, levels[price])
            lots -= given
            if given:
                fills.append((price, given))
            if given < levels[price]:
                levels[price] -= given
                break
            self._clear(side, price)
        return fills

    def before(self, side: int, price: int) -> int:
        """Lots of a side at better prices than one, walls left out."""
        return sum(
            lots
            for at, lots in self.side(side).items()
            if (at - price) * side > 0 and self.walls.at(side, at) is None
        )

    def quote(self, bid: int, ask: int) -> None:
        """Put the touch where it now is and refill the lattice behind it."""
        for side, best in ((BIDS, bid), (ASKS, ask)):
            worst = round(best * (1 - side * SPAN))
            self._trim(side, best, worst)
            self._refill(side, best, worst)
            self._quote_touch(side, best)

    def shimmer(self, changes: int) -> None:
        """Let some resting levels grow or shrink, the near ones as often as the far ones."""
        for side in (BIDS, ASKS):
            levels = self.side(side)
            prices = list(levels)
            for _ in range(changes):
                price = prices[int(self._luck.random() * len(prices))]
                levels[price] = self._size(side, price)

    def raise_walls(self, now_ms: int, seconds: float, bid: int, ask: int) -> None:
        """Let the walls live for a while and put what stands into the book."""
        for side, price in self.walls.live(now_ms, seconds, bid, ask):
            # What stood behind the wall is there again when the book is quoted next.
            self._clear(side, price)
        for wall in self.walls:
            best = bid if wall.side == BIDS else ask
            if 0 <= (best - wall.price) * wall.side <= best * SPAN:
                self._show(wall)

    def nearest_wall(self, side: int) -> int:
        """Price of the wall of a side that is nearest to the other side; far away without one."""
        prices = [wall.price for wall in self.walls if wall.side == side and wall.lots]
        if side == BIDS:
            return max(prices, default=0)
        return min(prices, default=FAR)

    def _show(self, wall: Wall) -> None:
        if wall.lots:
            self.side(wall.side)[wall.price] = wall.lots
        else:
            self._clear(wall.side, wall.price)

    def _clear(self, side: int, price: int) -> None:
        """Take a level away and remember to quote there again."""
        self.side(side).pop(price, None)
        self._bare[side].add(price // self._instrument.level_gap_ticks)

    def _trim(self, side: int, best: int, worst: int) -> None:
        """Take away what the touch has passed and what is too far from it."""
        levels = self.side(side)
        inner, outer = (max, min) if side == BIDS else (min, max)
        while levels and (best - (price := inner(levels))) * side < 0:
            del levels[price]
        gap = self._instrument.level_gap_ticks
        if worst // gap == self._edge[side]:
            return
        self._edge[side] = worst // gap
        while levels and ((price := outer(levels)) - worst) * side < 0:
            del levels[price]

    def _refill(self, side: int, best: int, worst: int) -> None:
        """Quote the lattice where the book has come to reach, and where it was eaten."""
        gap = self._instrument.level_gap_ticks
        low, high = (worst, best) if side == BIDS else (best, worst)
        first, last = low // gap, high // gap
        was_first, was_last = self._covered[side]
        if (first, last) == (was_first, was_last) and not self._bare[side]:
            return
        self._covered[side] = first, last
        # The outermost buckets may hold a level that lay just beyond the edge last time.
        bare = {first, last, was_first, was_last, *self._bare[side]}
        bare.update(range(first, min(was_first, last + 1)), range(max(was_last, first), last + 1))
        self._bare[side].clear()
        for bucket in sorted(bare):
            if first <= bucket <= last:
                self._stock(side, bucket, low, high)

    def _stock(self, side: int, bucket: int, low: int, high: int) -> None:
        level, levels = self._level(bucket), self.side(side)
        if level is None or level[0] in levels or not low <= level[0] <= high:
            return
        if self.walls.at(side, level[0]) is None:
            levels[level[0]] = max(1, round(level[1] * self._luck.uniform(0.2, 0.8)))

    def _quote_touch(self, side: int, best: int) -> None:
        levels = self.side(side)
        stale = self._touch[side]
        reach = max(2, self._instrument.level_gap_ticks // 4)
        fresh = [best]
        for _ in range(TOUCH_QUOTES - 1):
            fresh.append(fresh[-1] - side * (1 + int(self._luck.random() * reach)))
        if best in stale:
            fresh = [best, *(price for price in stale if (best - price) * side > 0)]
        for price in stale:
            if price not in fresh and self._is_loose(side, price):
                levels.pop(price, None)
        for price in fresh:
            if price not in levels or (price == best and self._luck.odds(0.3)):
                levels[price] = self._size(side, price)
        self._touch[side] = fresh

    def _is_loose(self, side: int, price: int) -> bool:
        level = self._level(price // self._instrument.level_gap_ticks)
        on_lattice = level is not None and level[0] == price
        return not on_lattice and self.walls.at(side, price) is None

    def _size(self, side: int, price: int) -> int:
        """A fresh size for a level: the wall's where one stands, else around what is usual."""
        wall = self.walls.at(side, price)
        if wall is not None and wall.lots:
            return wall.lots
        level = self._level(price // self._instrument.level_gap_ticks)
        typical = self._instrument.level_lots / 4
        if level is not None and level[0] == price:
            typical = level[1]
        lots = round(typical * SHIVERS[int(self._luck.random() * len(SHIVERS))])
        return max(1, min(lots, self._instrument.level_lots * LARGEST_LEVEL))

    def _level(self, bucket: int) -> tuple[int, int] | None:
        """Price and typical lots of the lattice's level in a bucket; one in nine has none."""
        if bucket not in self._lattice:
            luck = chance(self._seed, self._instrument.symbol, "level", bucket)
            gap = self._instrument.level_gap_ticks
            price = bucket * gap + round(gap * luck.uniform(0.2, 0.8))
            lots = round(self._instrument.level_lots * luck.lognormvariate(0.0, SIZES))
            # Nothing as large as a wall may look like one without being in the ledger.
            most = self._instrument.level_lots * LARGEST_LEVEL
            self._lattice[bucket] = (price, max(1, min(lots, most))) if luck.odds(0.89) else None
        return self._lattice[bucket]
