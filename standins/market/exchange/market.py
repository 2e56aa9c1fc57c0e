"""One symbol's market: a fair price that walks, a book around it, trades that eat the book.

The market is stepped from outside with the time it should be; it never asks a clock. Two markets
with the same arguments that are stepped through the same times are equal in every byte.

In each step the fair price walks, takers come and eat what rests, positions whose price was
passed are closed by force, and makers quote around where the fair price then is. They may leave,
a wall does not: a price that has to pass one waits until trades have eaten it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from standins.market.chance import chance
from standins.market.exchange.candles import Candle
from standins.market.exchange.cascade import Liquidation, Liquidations
from standins.market.exchange.derivatives import Perpetual
from standins.market.exchange.director import Director
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.path import PricePath
from standins.market.exchange.positions import Position, Positions
from standins.market.exchange.resting import ASKS, BIDS, RestingBook
from standins.market.exchange.stagehand import Stagehand
from standins.market.exchange.takers import Takers, Trade
from standins.market.exchange.truth import Record, Truth
from standins.market.exchange.witness import Witness
from standins.market.scenario import Scenario

__all__ = ["Market", "Moment", "Trade"]

FORCED_REACH_BPS = 12.0
"""Forced orders take what there is."""

PRICED_MS = 100
"""Index, premium and open interest are reckoned so often, as the ticker tells them."""

PASSING = (0.3, 0.9)
"""Of what the price passes so much is traded; its owners take the rest away."""


class Moment(NamedTuple):
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
    scenario, start_ms
        What is made to happen, counted from when; None leaves it to the seed.
    past
        One-minute candles from before, oldest first: structure that forms right after the opening
        has its beginning there.
    open_interest
        Of both sides, in lots, at the opening; None for the usual.
    """

    def __init__(
        self,
        instrument: Instrument,
        *,
        seed: int,
        open_ms: int,
        price: int,
        scenario: Scenario | None = None,
        start_ms: int | None = None,
        past: Iterable[Candle] = (),
        open_interest: int | None = None,
    ) -> None:
        luck = chance(seed, instrument.symbol, "market", open_ms, price)
        stage = scenario or Scenario(name="", story="")
        self.instrument = instrument
        self.now_ms = open_ms
        self.truth = Truth(open_ms)
        self.book = RestingBook(instrument, seed=seed, luck=luck, truth=self.truth, wild=stage.wild)
        self.perpetual = Perpetual(
            instrument,
            price=price,
            luck=luck,
            truth=self.truth,
            open_interest=open_interest,
            premium=stage.premium_bps * 1e-4,
        )
        self._luck = luck
        self._priced_ms = open_ms
        self._hand = Stagehand(
            stage, instrument, self.truth, start_ms=open_ms if start_ms is None else start_ms
        )
        self._path = self._road(seed, open_ms, price, stage)
        self._takers = Takers(instrument, self.book, luck)
        self._positions = Positions(price, instrument.level_lots, luck)
        self._liquidations = Liquidations(instrument, luck, self.truth)
        self._witness = Witness(instrument, self.truth, past)
        self._bid, self._ask = price, price + 1
        self.last = price
        self.book.quote(self._bid, self._ask)

    @property
    def touch(self) -> tuple[int, int]:
        """Best bid and best ask in ticks."""
        return self._bid, self._ask

    def ledger(self) -> list[Record]:
        """Everything that is true so far, and the walls that stand."""
        return [*self.truth, *self.book.walls.records(self.now_ms)]

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
        begin, seconds = self.now_ms, (now_ms - self.now_ms) / 1_000
        self._hand.act(now_ms, self)
        fair = int(self._path.advance(now_ms))
        trades = [*self._trade(begin, now_ms, fair)]
        closed = self._force(now_ms, seconds, trades)
        fair = self._pass(now_ms, seconds, int(self._path.price), trades)
        self._quote(now_ms, seconds, fair)
        if now_ms - self._priced_ms >= PRICED_MS:
            self.perpetual.live(self._priced_ms, now_ms, fair)
            self._priced_ms = now_ms
        self.now_ms = now_ms
        self._remember(now_ms, trades)
        return Moment(now_ms, trades, closed)

    def crowd(self, position: Position, near_bps: float, far_bps: float, lots: float) -> None:
        """Let positions be open whose liquidation prices lie between two distances from here."""
        self._positions.crowd_between(position, self._bid, near_bps, far_bps, lots)

    def _road(self, seed: int, open_ms: int, price: int, stage: Scenario) -> PricePath:
        # The same luck for every symbol: they all play the same piece.
        piece = chance(seed, "piece", open_ms)
        instrument = self.instrument
        return PricePath(
            price,
            home=instrument.start_ticks,
            open_ms=open_ms,
            director=Director(piece, open_ms=open_ms, walks=self._hand.walks, wild=stage.wild),
            tide=chance(seed, "tide", open_ms),
            luck=self._luck,
            beta=instrument.beta,
            own=instrument.own,
            lag_ms=instrument.lag_ms,
            noise=stage.noise,
        )

    def _trade(self, begin: int, now_ms: int, fair: int) -> Iterator[Trade]:
        middle = (self._bid + self._ask) / 2
        lean, pace = self._hand.pressure(now_ms)
        return self._takers.trade(
            begin,
            now_ms,
            chase_bps=(fair + 0.5 - middle) / middle * 1e4,
            busy=self._path.roughness**1.5 * pace,
            lean=lean,
        )

    def _force(self, now_ms: int, seconds: float, trades: list[Trade]) -> list[Liquidation]:
        """Close by force what the price has passed; it trades, and it moves the price."""
        self._liquidations.owe(list(self._positions.passed(self._bid)))
        if not self._liquidations.waiting:
            self._path.shift(self._liquidations.rest(now_ms, seconds))
            return []
        closed = self._liquidations.close_some(now_ms, seconds, self._bid)
        for one in closed:
            self.perpetual.closed(one.lots)
            buys = one.side == "Sell"
            trades += self._takers.take(now_ms, one.lots, buys=buys, reach_bps=FORCED_REACH_BPS)
        self._path.shift(self._liquidations.push_bps(closed))
        return closed

    def _pass(self, now_ms: int, seconds: float, fair: int, trades: list[Trade]) -> int:
        """Trade through what lies before the fair price; a wall in the way has to be eaten."""
        wall = self.book.walls.between(self._bid, self._ask, fair)
        reached = fair
        if wall is not None:
            reached = wall.price if wall.side == BIDS else wall.price - 1
        moved = reached - self._bid
        # Quotes at the touch mostly step aside; about one in each gap of the lattice is taken.
        if self._luck.odds(abs(moved) / self.instrument.level_gap_ticks):
            lots = self.book.before(ASKS if moved > 0 else BIDS, reached)
            part = lots * self._luck.uniform(*PASSING)
            trades += self._takers.take(now_ms, part, buys=moved > 0, reach_bps=FORCED_REACH_BPS)
        if wall is None:
            return fair
        trades += self._takers.attack(now_ms, seconds, wall)
        if wall.lots == 0 and not wall.hidden:
            return fair
        self._path.hold_at(reached + 0.5)
        return reached

    def _quote(self, now_ms: int, seconds: float, fair: int) -> None:
        self.book.raise_walls(now_ms, seconds, self._bid, self._ask)
        bid_wall, ask_wall = self.book.walls.nearest
        self._bid = max(min(fair, ask_wall - 1), bid_wall)
        self._ask = min(self._bid + self._spread(), max(ask_wall, self._bid + 1))
        self.book.quote(self._bid, self._ask)
        self.book.shimmer(1 + round(20 * seconds))

    def _remember(self, now_ms: int, trades: list[Trade]) -> None:
        """Let those who keep count see what was traded."""
        self._witness.road(now_ms, self._bid, self._path.cue)
        for trade in trades:
            self._witness.roll(trade.ms, self._path.cue)
            self._witness.trade(trade.ms, trade.price, trade.lots)
        if trades:
            self.last = trades[-1].price
            lots = sum(trade.lots for trade in trades)
            self._positions.traded(now_ms, self.last, lots, self._bid)
        self._witness.roll(now_ms, self._path.cue)

    def _spread(self) -> int:
        return 1 if self._luck.odds(0.92) else self._luck.randint(2, 6)
