"""Things that may happen at any time on a venue, made to happen now; they become its truth."""

from collections.abc import Mapping
from typing import Protocol
from uuid import NAMESPACE_OID, uuid5

from typing_extensions import override

from standins.bybit.desk import Desk
from standins.bybit.faults.ordered import Ordered
from standins.bybit.frames import Frame, made
from standins.bybit.wire import (
    LiquidationBody,
    LiquidationFrame,
    TickerFrame,
    TradeBody,
    TradeFrame,
)


class Floor(Protocol):
    """Where things happen."""

    @property
    def desks(self) -> Mapping[str, Desk]:
        """One desk for each symbol."""

    def ticker(self, topic: str) -> TickerFrame | None:
        """The whole ticker behind a topic, once it has one."""

    def publish(self, frame: Frame) -> None:
        """Keep what a frame says and hand it to everyone who listens."""


class Happening(Ordered):
    """Something that happens when it is ordered."""

    def happen(self, floor: Floor) -> None:
        """Let it happen."""
        raise NotImplementedError


class Crowd(Happening, tag="crowd"):
    """One order that so many makers fill: messages of up to 1,024 trades with the same ``seq``."""

    symbol: str
    trades: int = 2_500

    @override
    def happen(self, floor: Floor) -> None:
        """Trade the smallest size so many times at the last price."""
        last = _last_trade(floor, self.symbol)
        size = floor.desks[self.symbol].instrument.lot_size
        bodies = [_again(last, size, number) for number in range(self.trades)]
        for body in bodies:
            floor.desks[self.symbol].trade(body)
        whole = TradeFrame(f"publicTrade.{self.symbol}", "snapshot", last.ms, bodies)
        for part in whole.parts():
            floor.publish(made(part))


class Liquidations(Happening, tag="liquidations"):
    """Several liquidations in one frame; ``side`` is the side of the positions."""

    symbol: str
    count: int = 2
    side: str = "Buy"

    @override
    def happen(self, floor: Floor) -> None:
        """Liquidate positions of ten smallest sizes at the last price."""
        last = _last_trade(floor, self.symbol)
        size = floor.desks[self.symbol].instrument.size(10)
        bodies = [
            LiquidationBody(last.ms + number, self.symbol, self.side, size, last.price)
            for number in range(self.count)
        ]
        topic = f"allLiquidation.{self.symbol}"
        floor.publish(made(LiquidationFrame(topic, "snapshot", last.ms + self.count, bodies)))


class Fields(Happening, tag="ticker"):
    """Push some fields of a ticker, e.g. ``{"fundingRate": ""}`` as dated futures have."""

    symbol: str
    fields: dict[str, str]

    @override
    def happen(self, floor: Floor) -> None:
        """Push them as a delta.

        Raises
        ------
        ValueError
            The symbol has no ticker yet.
        """
        topic = f"tickers.{self.symbol}"
        last = floor.ticker(topic)
        if last is None:
            raise ValueError(f"{self.symbol!r} has no ticker yet")
        data = {"symbol": self.symbol, **self.fields}
        floor.publish(made(TickerFrame(topic, "delta", data, last.cs, last.ts)))


def _last_trade(floor: Floor, symbol: str) -> TradeBody:
    desk = floor.desks.get(symbol)
    if desk is None or not desk.trades:
        raise ValueError(f"{symbol!r} has not been traded yet")
    return desk.trades[-1]


def _again(trade: TradeBody, size: str, number: int) -> TradeBody:
    return TradeBody(
        ms=trade.ms,
        symbol=trade.symbol,
        side=trade.side,
        size=size,
        price=trade.price,
        tick=f"Zero{trade.tick.removeprefix('Zero')}" if trade.tick else "",
        trade_id=str(uuid5(NAMESPACE_OID, f"{trade.trade_id}/{number}")),
        block=trade.block,
        rpi=trade.rpi,
        seq=trade.seq,
    )
