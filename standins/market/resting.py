"""The resting book of one symbol: a lattice of levels that stay, a few that follow the price.

Ordinary levels lie on a lattice that is a pure function of the seed: the same price has a level
today and tomorrow, irregularly spaced, with its own typical size. That is what draws the quiet
horizontal bands of a heatmap. Near the touch a handful of quotes follow the price, and walls
(`standins.market.walls`) lie on top.
"""

from standins.market.chance import Luck, chance
from standins.market.instruments import Instrument
from standins.market.walls import Wall, Walls

SPAN = 0.0092
"""Half width of the book: levels within 0.92 % of the price are quoted."""

TOUCH_QUOTES = 4
"""Quotes a side that follow the price."""

BIDS, ASKS = 1, -1


class RestingBook:
    """Bids and asks by price in ticks; sizes in lots.

    Parameters
    ----------
    instrument, seed
        What is traded, and which of all possible lattices.
    luck
        Chance for what moves (sizes, touch quotes, walls).
    """

    def __init__(self, instrument: Instrument, *, seed: int, luck: Luck) -> None:
        self.bids: dict[int, int] = {}
        self.asks: dict[int, int] = {}
        self.walls = Walls(instrument.level_lots, luck)
        self._instrument = instrument
        self._seed = seed
        self._luck = luck
        self._lattice: dict[int, tuple[int, int] | None] = {}
        self._touch: dict[int, list[int]] = {BIDS: [], ASKS: []}

    def side(self, side: int) -> dict[int, int]:
        """The levels of a side: `BIDS` or `ASKS`."""
        return self.bids if side == BIDS else self.asks

    def quote(self, bid: int, ask: int) -> None:
        """Put the touch where it now is and refill the lattice behind it."""
        for side, best in ((BIDS, bid), (ASKS, ask)):
            levels = self.side(side)
            worst = round(best * (1 - side * SPAN))
            for price in [p for p in levels if (best - p) * side < 0 or (p - worst) * side < 0]:
                del levels[price]
            self._refill(side, best, worst)
            self._quote_touch(side, best)

    def shimmer(self, changes: int) -> None:
        """Let some resting levels grow or shrink, the near ones as often as the far ones."""
        for side in (BIDS, ASKS):
            levels = self.side(side)
            prices = list(levels)
            for _ in range(changes):
                price = self._luck.choice(prices)
                levels[price] = self._ordinary(price) + self._wall_lots(side, price)

    def raise_walls(self, now_ms: int, seconds: float, price: int) -> None:
        """Let the walls live for a while and put what stands into the book."""
        for gone in self.walls.live(now_ms, seconds, price):
            self._take_down(gone)
        for wall in self.walls:
            levels = self.side(wall.side)
            if levels.get(wall.price, 0) < wall.lots:
                levels[wall.price] = wall.lots + self._ordinary(wall.price)

    def lowest_ask_wall(self, bid: int) -> int:
        """Where the best ask has to lie at the latest, given the best bid."""
        walls = [wall.price for wall in self.walls if wall.side == ASKS and wall.price > bid]
        return min(walls, default=bid + self._instrument.level_gap_ticks * 4)

    def _take_down(self, wall: Wall) -> None:
        levels = self.side(wall.side)
        if levels.get(wall.price, 0) >= wall.lots > 0:
            left = levels[wall.price] - wall.lots
            if left > 0:
                levels[wall.price] = left
            else:
                del levels[wall.price]

    def _refill(self, side: int, best: int, worst: int) -> None:
        gap = self._instrument.level_gap_ticks
        levels = self.side(side)
        low, high = sorted((best, worst))
        for bucket in range(low // gap, high // gap + 1):
            level = self._level(bucket)
            if level is not None and low <= level[0] <= high and level[0] not in levels:
                levels[level[0]] = max(1, round(level[1] * self._luck.uniform(0.2, 0.8)))

    def _quote_touch(self, side: int, best: int) -> None:
        levels = self.side(side)
        stale = self._touch[side]
        reach = max(2, self._instrument.level_gap_ticks // 4)
        fresh = [best]
        for _ in range(TOUCH_QUOTES - 1):
            fresh.append(fresh[-1] - side * self._luck.randint(1, reach))
        if best in stale:
            fresh = [best, *(price for price in stale if (best - price) * side > 0)]
        for price in stale:
            if price not in fresh and self._is_loose(side, price):
                levels.pop(price, None)
        for price in fresh:
            if price == best or price not in levels:
                levels[price] = self._ordinary(price) + self._wall_lots(side, price)
        self._touch[side] = fresh

    def _is_loose(self, side: int, price: int) -> bool:
        level = self._level(price // self._instrument.level_gap_ticks)
        on_lattice = level is not None and level[0] == price
        return not on_lattice and self.walls.at(side, price) is None

    def _wall_lots(self, side: int, price: int) -> int:
        wall = self.walls.at(side, price)
        return wall.lots if wall else 0

    def _ordinary(self, price: int) -> int:
        """A fresh size for a level without a wall."""
        level = self._level(price // self._instrument.level_gap_ticks)
        typical = self._instrument.level_lots / 4
        if level is not None and level[0] == price:
            typical = level[1]
        return max(1, round(typical * self._luck.lognormvariate(0.0, 0.25)))

    def _level(self, bucket: int) -> tuple[int, int] | None:
        """Price and typical lots of the lattice's level in a bucket; one in nine has none."""
        if bucket not in self._lattice:
            luck = chance(self._seed, self._instrument.symbol, "level", bucket)
            gap = self._instrument.level_gap_ticks
            price = bucket * gap + round(gap * luck.uniform(0.2, 0.8))
            lots = round(self._instrument.level_lots * luck.lognormvariate(0.0, 0.9))
            self._lattice[bucket] = (price, max(1, lots)) if luck.odds(0.89) else None
        return self._lattice[bucket]
