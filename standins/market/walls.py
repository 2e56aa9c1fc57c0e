"""Walls: orders so large that the price has to eat them, wait for them, or see them pulled."""

from collections.abc import Iterator
from dataclasses import dataclass

from standins.market.chance import Luck

MEAN_BIRTH_SECONDS = 14.0
"""A new wall stands up somewhere in the book about so often."""

SHY_AT = 0.0006
"""A shy wall is pulled when the price comes so near (share of the price)."""


@dataclass(slots=True)
class Wall:
    """One large resting order.

    Attributes
    ----------
    side
        1 for a bid, -1 for an ask.
    price, lots
        Where it rests and how much of it is left.
    until_ms
        When its owner takes it away if nobody has eaten it by then.
    shy
        It was never meant to be hit: it is pulled, or steps back, when the price comes near.
    """

    side: int
    price: int
    lots: int
    until_ms: int
    shy: bool


class Walls:
    """The walls of one book: they stand up, step, are pulled and are eaten.

    Parameters
    ----------
    typical_lots
        Median size of an ordinary level; a wall is 12 to 70 of them.
    luck
        Where chance comes from.
    """

    def __init__(self, typical_lots: int, luck: Luck) -> None:
        self._typical = typical_lots
        self._luck = luck
        self._standing: list[Wall] = []

    def __iter__(self) -> Iterator[Wall]:
        return iter(self._standing)

    def at(self, side: int, price: int) -> Wall | None:
        """The wall of a side at a price, if one stands there."""
        for wall in self._standing:
            if wall.side == side and wall.price == price:
                return wall
        return None

    def live(self, now_ms: int, seconds: float, price: int) -> list[Wall]:
        """Let time pass; walls that changed or vanished (``lots`` 0) come back as they were.

        Parameters
        ----------
        now_ms
            Market time.
        seconds
            How much of it has passed.
        price
            The best bid in ticks.
        """
        moved = [wall for wall in self._standing if self._leaves(wall, now_ms, price)]
        self._standing = [wall for wall in self._standing if wall not in moved]
        if self._luck.odds(seconds / MEAN_BIRTH_SECONDS):
            self._standing.append(self._new(now_ms, price))
        stepping = [wall for wall in moved if wall.shy and wall.until_ms > now_ms]
        for wall in stepping:
            self._step_back(wall, price)
        return moved

    def between(self, bid: int, fair: int) -> Wall | None:
        """The first wall that a move of the best bid from one price to another would meet."""
        if fair > bid:
            asks = [wall for wall in self._standing if wall.side < 0 and bid < wall.price <= fair]
            return min(asks, key=lambda wall: wall.price, default=None)
        bids = [wall for wall in self._standing if wall.side > 0 and fair < wall.price <= bid]
        return max(bids, key=lambda wall: wall.price, default=None)

    def eat(self, wall: Wall, lots: int) -> int:
        """Take so many lots out of a wall, or what is left of it; say how many it was."""
        eaten = min(lots, wall.lots)
        wall.lots -= eaten
        if wall.lots == 0:
            self._standing.remove(wall)
        return eaten

    def _leaves(self, wall: Wall, now_ms: int, price: int) -> bool:
        near = abs(price - wall.price) < price * SHY_AT
        overrun = price < wall.price if wall.side > 0 else price >= wall.price
        return wall.until_ms <= now_ms or overrun or (wall.shy and near)

    def _new(self, now_ms: int, price: int) -> Wall:
        side = 1 if self._luck.odds(0.5) else -1
        away = self._luck.uniform(0.0008, 0.0062)
        return Wall(
            side=side,
            price=round(price * (1 - side * away)),
            lots=round(self._typical * self._luck.uniform(12, 70)),
            until_ms=now_ms + round(self._luck.uniform(60_000, 420_000)),
            shy=self._luck.odds(0.45),
        )

    def _step_back(self, wall: Wall, price: int) -> None:
        """Half of the shy walls stand up again a little farther away, the others are gone."""
        if self._luck.odds(0.5):
            away = round(price * self._luck.uniform(0.0008, 0.0018))
            again = Wall(wall.side, price - wall.side * away, wall.lots, wall.until_ms, shy=True)
            self._standing.append(again)
