"""One symbol's market: a fair price that walks, a book around it, trades that move it.

The market is stepped from outside with the time it should be; it never asks a clock. Two markets
with the same arguments that are stepped through the same times are equal in every byte.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from standins.market.bursts import Bursts
from standins.market.chance import chance
from standins.market.derivatives import Liquidation, Perpetual
from standins.market.instruments import Instrument
from standins.market.path import PricePath
from standins.market.resting import BIDS, RestingBook


@dataclass(frozen=True, slots=True)
class Trade:
    """One match; ``side`` is the taker's: ``Buy`` or ``Sell``. Price in ticks, size in lots."""

    ms: int
    side: str
    price: int
    lots: int


@dataclass(frozen=True, slots=True)
class Moment:
    """What one step brought."""

    ms: int
    trades: Sequence[Trade]
    liquidations: Sequence[Liquidation]


class Market:
    """A market that can be stepped.

    Parameters
    ----------
    instrument
        What is traded.
    seed
        Which of all possible markets.
    open_ms
        Market time at which it opens.
    price
        Opening price in ticks.
    """

    def __init__(self, instrument: Instrument, *, seed: int, open_ms: int, price: int) -> None:
        luck = chance(seed, instrument.symbol, "market", open_ms, price)
        self.instrument = instrument
        self.now_ms = open_ms
        self.book = RestingBook(instrument, seed=seed, luck=luck)
        self.perpetual = Perpetual(instrument.level_lots, luck)
        self._luck = luck
        self._path = PricePath(price, home=instrument.start_ticks, luck=luck)
        self._bursts = Bursts(luck)
        self._bid, self._ask = price, price + 1
        self.last = price
        self.book.quote(self._bid, self._ask)

    @property
    def touch(self) -> tuple[int, int]:
        """Best bid and best ask in ticks."""
        return self._bid, self._ask

    def step(self, now_ms: int) -> Moment:
        """Go on to a later time and say what happened in between.

        Raises
        ------
        ValueError
            The time is not later than the last step's.
        """
        if now_ms <= self.now_ms:
            message = f"market time only goes forward: {now_ms} after {self.now_ms}"
            raise ValueError(message)
        seconds = (now_ms - self.now_ms) / 1_000
        before = self._bid
        fair = self._walk(seconds)
        trades = self._trade(now_ms, seconds, before, fair)
        self.book.raise_walls(now_ms, seconds, fair)
        self._bid, self._ask = fair, min(fair + self._spread(), self.book.lowest_ask_wall(fair))
        self.book.quote(self._bid, self._ask)
        self.book.shimmer(1 + round(20 * seconds))
        liquidations = self.perpetual.live(now_ms, seconds, fair)
        self.now_ms = now_ms
        return Moment(now_ms, trades, liquidations)

    def _walk(self, seconds: float) -> int:
        """Move the fair price; a wall in the way has to be eaten first."""
        fair = int(self._path.advance(seconds))
        wall = self.book.walls.between(self._bid, fair)
        if wall is None:
            return fair
        bite = self.instrument.level_lots * self._luck.uniform(0.3, 2.5) * (1 + 40 * seconds)
        self.book.walls.eat(wall, round(bite))
        if wall.lots == 0:
            return fair
        held = wall.price if wall.side == BIDS else wall.price - 1
        self._path.hold_at(held)
        return held

    def _trade(self, now_ms: int, seconds: float, before: int, fair: int) -> list[Trade]:
        """Trades at prices between the old touch and the new, in the direction of the move."""
        moved = fair - before
        count = self._bursts.trades(seconds, moved / before * 1e4)
        lean = 0.5 + 0.4 * (moved > 0) - 0.4 * (moved < 0)
        begin = self.now_ms
        times = sorted(self._luck.randint(begin + 1, now_ms) for _ in range(count))
        return [
            self._print(ms, before + round(moved * (ms - begin) / (now_ms - begin)), lean)
            for ms in times
        ]

    def _print(self, ms: int, bid: int, lean: float) -> Trade:
        buys = self._luck.odds(lean)
        price = bid + 1 if buys else bid
        lots = self.instrument.level_lots / 60 * self._luck.lognormvariate(0.0, 1.5)
        if self._luck.odds(0.0015):
            lots = self.instrument.level_lots * self._luck.uniform(5, 20)
        self.last = price
        return Trade(ms, "Buy" if buys else "Sell", price, max(1, round(lots)))

    def _spread(self) -> int:
        return 1 if self._luck.odds(0.8) else self._luck.randint(2, 6)
