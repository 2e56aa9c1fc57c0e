"""One made-up market, spoken in Bybit's frames."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from standins.bybit.desk import Desk
from standins.bybit.frames import Frame, made
from standins.bybit.ticker import TickerPushes
from standins.bybit.window import BookWindow, Ladder, Wording
from standins.bybit.wire import LiquidationBody, LiquidationFrame, TradeBody, TradeFrame
from standins.market.chance import chance
from standins.market.exchange.market import Market, Trade

if TYPE_CHECKING:
    from standins.market.exchange.cascade import Liquidation

LIQUIDATIONS_EVERY_MS = 500
DEPTH_MS = {1: 50, 50: 50, 200: 100, 1_000: 200}
"""How often a book of a depth is pushed; the venue's 10 and 20 ms are finer than the market's."""


class Voice:
    """Puts what a market does into frames, and keeps its desk.

    Parameters
    ----------
    market, desk
        Where things happen, and where they are written down.
    seed
        For ids that mean nothing.
    """

    def __init__(self, market: Market, desk: Desk, *, seed: int) -> None:
        self.market = market
        self.desk = desk
        symbol = market.instrument.symbol
        luck = chance(seed, symbol, "wire", market.now_ms)
        self._luck = luck
        self._seq = luck.randint(10**10, 10**11)
        wording = Wording(market.instrument)
        self._windows = [
            BookWindow(wording, depth, first_u=luck.randint(10**6, 10**7)) for depth in DEPTH_MS
        ]
        self._ticker = TickerPushes(market, desk)
        self._liquidations: list[Liquidation] = []
        self._tick = "ZeroPlusTick"
        self._last_price = market.last

    def step(self, now_ms: int, wants: Callable[[str], bool]) -> Iterator[Frame]:
        """Let the market step and say what happened, in the order a venue would."""
        moment = self.market.step(now_ms)
        self._seq += 1 + len(moment.trades)
        if moment.trades:
            yield from self._trades(now_ms, [self._trade(trade) for trade in moment.trades])
        yield from self.desk.klines(now_ms, wants)
        ladder = Ladder(self.market.book)
        for window in self._windows:
            if now_ms % DEPTH_MS[window.depth] == 0:
                yield from window.push(ladder, now_ms, self._seq)
        yield from self._ticker.push(now_ms, self._seq, self._tick)
        self._liquidations += moment.liquidations
        if self._liquidations and now_ms % LIQUIDATIONS_EVERY_MS == 0:
            yield self._liquidated(now_ms)

    def _trade(self, trade: Trade) -> TradeBody:
        instrument = self.market.instrument
        if trade.price != self._last_price:
            self._tick = "PlusTick" if trade.price > self._last_price else "MinusTick"
        elif not self._tick.startswith("Zero"):
            self._tick = f"Zero{self._tick}"
        self._last_price = trade.price
        body = TradeBody(
            ms=trade.ms,
            symbol=instrument.symbol,
            side=trade.side,
            size=instrument.size(trade.lots),
            price=instrument.price(trade.price),
            tick=self._tick,
            trade_id=str(UUID(int=self._luck.getrandbits(128), version=5)),
            block=False,
            rpi=False,
            seq=self._seq,
        )
        self.desk.trade(body)
        return body

    def _trades(self, now_ms: int, trades: list[TradeBody]) -> Iterator[Frame]:
        topic = f"publicTrade.{self.market.instrument.symbol}"
        return map(made, TradeFrame(topic, "snapshot", now_ms, trades).parts())

    def _liquidated(self, now_ms: int) -> Frame:
        instrument = self.market.instrument
        bodies = [
            LiquidationBody(
                ms=liquidation.ms,
                symbol=instrument.symbol,
                side=liquidation.side,
                size=instrument.size(liquidation.lots),
                price=instrument.price(liquidation.price),
            )
            for liquidation in self._liquidations
        ]
        self._liquidations.clear()
        topic = f"allLiquidation.{instrument.symbol}"
        return made(LiquidationFrame(topic, "snapshot", now_ms, bodies))
