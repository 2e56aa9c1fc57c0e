"""Liquidations: what the price has passed is sold (or bought) by force, and that moves the price.

The engine of the venue closes a position in slices. Each slice is a taker's order in the book and
pushes the fair price for good; the push may pass the next bin of positions, and so on, until no
more lie within reach: a cascade ends by exhaustion.
"""

import math
from collections import deque
from dataclasses import dataclass, field

from standins.market.chance import Luck
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.positions import Bin, Position
from standins.market.exchange.truth import Record, Truth

SLICES_A_SECOND = 5.0
"""Median levels that are closed by force in a second."""

PUSH_BPS = 0.5
"""How far a median level of forced orders moves the fair price for good, at first."""

STORM_LEVELS = 45.0
"""Makers take everyday liquidations without moving; from so many median levels in one go on they
step aside."""

BUYERS_AT_BPS = 110.0
"""The farther forced orders have pushed a price, the more stand ready on the other side: at this
distance a push is e times weaker."""

FORGOTTEN_S = 300.0
"""So long it takes until a push counts for little."""

REBOUND = 0.4
"""Of a push so much is taken back meanwhile."""

CASCADE_LEVELS = 12.0
"""Less than this in one go is everyday business and no cascade."""

QUIET_MS = 12_000
"""So long without a liquidation ends a cascade."""


@dataclass(frozen=True, slots=True)
class Liquidation:
    """A position closed by force.

    ``side`` is the side of the POSITION, as Bybit prints it: ``Buy`` means a long was liquidated.
    ``price`` is the bankruptcy price in ticks.
    """

    ms: int
    side: str
    price: int
    lots: int


@dataclass(slots=True)
class Storm:
    """Liquidations that follow one another."""

    began_ms: int
    trigger: int
    position: Position
    last_ms: int = 0
    last_price: int = 0
    count: int = 0
    lots: dict[str, int] = field(default_factory=lambda: {"long": 0, "short": 0})


class Liquidations:
    """The queue of positions to be closed, and the ledger of cascades.

    Parameters
    ----------
    instrument
        Of which symbol.
    luck, truth
        Where chance comes from, and where cascades are written when they are over.
    """

    def __init__(self, instrument: Instrument, luck: Luck, truth: Truth) -> None:
        self._instrument = instrument
        self._luck = luck
        self._truth = truth
        self._queue: deque[Bin] = deque()
        self._storm: Storm | None = None
        self._pushed_bps = 0.0

    def owe(self, bins: list[Bin]) -> None:
        """Positions whose price has been passed."""
        self._queue.extend(bins)

    @property
    def waiting(self) -> bool:
        """Whether anything is still to be closed."""
        return bool(self._queue)

    def rest(self, now_ms: int, seconds: float) -> float:
        """Nothing is to be closed: how far (bps) the price comes back for want of sellers.

        A cascade that has been quiet for long enough is over.
        """
        gone = self._pushed_bps * min(1.0, seconds / FORGOTTEN_S)
        self._pushed_bps -= gone
        storm = self._storm
        if storm is not None and now_ms - storm.last_ms >= QUIET_MS:
            self._storm = None
            self._truth.tell(self._record(storm))
        return -REBOUND * gone

    def close_some(self, now_ms: int, seconds: float, price: int) -> list[Liquidation]:
        """Close the next slices; what was closed."""
        typical = self._instrument.level_lots
        budget = typical * SLICES_A_SECOND * seconds * self._luck.uniform(0.4, 1.6)
        # A backlog is worked off faster: the venue does not wait while its fund bleeds.
        budget *= 1 + sum(one.lots for one in self._queue) / typical / 60
        done: list[Liquidation] = []
        while self._queue and budget > 0:
            one = self._queue.popleft()
            lots = max(1, min(one.lots, round(typical * self._luck.lognormvariate(-1.6, 1.1))))
            if one.lots > lots:
                self._queue.appendleft(Bin(one.position, one.price, one.lots - lots))
            budget -= lots
            done.append(self._closed(now_ms, one, lots))
            self._note(now_ms, one.position, lots, price)
        return done

    def push_bps(self, done: list[Liquidation]) -> float:
        """How far these move the fair price for good."""
        net = sum(one.lots if one.side == "Sell" else -one.lots for one in done)
        push = PUSH_BPS * net / self._instrument.level_lots
        if self._storm is not None:
            levels = sum(self._storm.lots.values()) / self._instrument.level_lots
            push *= min(1.0, levels / STORM_LEVELS)
        push *= math.exp(-abs(self._pushed_bps) / BUYERS_AT_BPS)
        self._pushed_bps += push
        return push

    def _closed(self, now_ms: int, one: Bin, lots: int) -> Liquidation:
        # The bankruptcy price lies a maintenance margin beyond the liquidation price.
        away = self._luck.uniform(0.001, 0.004) * (-1 if one.position == "long" else 1)
        side = "Buy" if one.position == "long" else "Sell"
        return Liquidation(now_ms, side, round(one.price * (1 + away)), lots)

    def _note(self, now_ms: int, position: Position, lots: int, price: int) -> None:
        if self._storm is None:
            self._storm = Storm(now_ms, price, position)
        storm = self._storm
        storm.last_ms, storm.last_price = now_ms, price
        storm.count += 1
        storm.lots[position] += lots

    def _record(self, storm: Storm) -> Record:
        total = storm.lots["long"] + storm.lots["short"]
        enough = total >= CASCADE_LEVELS * self._instrument.level_lots
        symbol, price = self._instrument.symbol, self._instrument.price
        return Record(
            kind="cascade",
            id=self._truth.name("cascade", symbol),
            symbol=symbol,
            at_ms=storm.began_ms,
            known_ms=storm.last_ms,
            report=enough,
            reason="" if enough else "a few liquidations are everyday business",
            numbers={
                "trigger": float(price(storm.trigger)),
                "last_price": float(price(storm.last_price)),
                "ended_ms": storm.last_ms,
                "liquidations": storm.count,
                "long_size": float(self._instrument.size(storm.lots["long"])),
                "short_size": float(self._instrument.size(storm.lots["short"])),
            },
            texts={"side": storm.position},
        )
