"""One made-up market, spoken in Bybit's frames."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from standins.bybit.desk import Desk
from standins.bybit.frames import Frame, made
from standins.bybit.ticker import TICKER_EVERY_MS, TickerPushes
from standins.bybit.window import BookWindow
from standins.bybit.wire import (
    LiquidationBody,
    LiquidationFrame,
    Message,
    TradeBody,
    TradeFrame,
)
from standins.bybit.wording import Wording
from standins.market.chance import chance
from standins.market.exchange.market import Market, Trade

if TYPE_CHECKING:
    from standins.market.exchange.cascade import Liquidation

LIQUIDATIONS_EVERY_MS = 500
DEPTH_MS = {1: 50, 50: 50, 200: 100, 1_000: 200}
"""How often a book of a depth is pushed; the venue's 10 and 20 ms are finer than the market's."""


class Voice:
    """Puts what a market does into frames, and keeps its desk.

    What nobody listens to is not said: books and tickers sleep, and come up to date when they are
    asked for (`whole`).

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
        self._wording = Wording(market.instrument)
        self._windows = [
            BookWindow(self._wording, depth, market.book.sides, first_u=luck.randint(10**6, 10**7))
            for depth in DEPTH_MS
        ]
        self._asleep = {window.topic for window in self._windows}
        self._ticker = TickerPushes(market, desk, self._wording)
        self._topic = f"publicTrade.{symbol}"
        self._liquidation_topic = f"allLiquidation.{symbol}"
        self._opened_ms = market.now_ms
        self._liquidations: list[Liquidation] = []
        self._tick = "ZeroPlusTick"
        self._last_price = market.last

    def step(self, now_ms: int, wants: Callable[[str], bool]) -> Iterator[Frame]:
        """Let the market step and say what happened, in the order a venue would."""
        moment = self.market.step(now_ms)
        self._seq += 1 + len(moment.trades)
        if moment.trades:
            bodies = [self._trade(trade) for trade in moment.trades]
            if wants(self._topic):
                yield from self._trades(now_ms, bodies)
        yield from self.desk.klines(now_ms, wants)
        yield from self._books(now_ms, wants)
        if now_ms % TICKER_EVERY_MS == 0 and wants(self._ticker.topic):
            frame = self._ticker.push(now_ms, self._seq, self._tick)
            if frame is not None:
                yield frame
        self._liquidations += moment.liquidations
        if self._liquidations and now_ms % LIQUIDATIONS_EVERY_MS == 0:
            if wants(self._liquidation_topic):
                yield self._liquidated(now_ms)
            self._liquidations.clear()

    def whole(self, topic: str, *, asleep: bool) -> Message | None:
        """What brings a memory of a topic up to date; None for one that has nothing to tell yet.

        Parameters
        ----------
        topic
            A book of one of the depths, or the ticker.
        asleep
            Whether nobody has listened to it.
        """
        now_ms, seq = self.market.now_ms, self._seq
        if now_ms == self._opened_ms:
            return None
        if topic == self._ticker.topic:
            return self._ticker.news(now_ms, seq, self._tick) if asleep else None
        for window in self._windows:
            if window.topic == topic:
                if asleep:
                    window.catch_up(now_ms, seq)
                return window.whole()
        return None

    def _books(self, now_ms: int, wants: Callable[[str], bool]) -> Iterator[Frame]:
        for window in self._windows:
            if not wants(window.topic):
                self._asleep.add(window.topic)
                continue
            if window.topic in self._asleep:
                window.look_everywhere()
                self._asleep.discard(window.topic)
            window.touch()
            if now_ms % DEPTH_MS[window.depth] == 0:
                frame = window.push(now_ms, self._seq)
                if frame is not None:
                    yield frame
        for side in self.market.book.sides:
            side.touched.clear()

    def _trade(self, trade: Trade) -> TradeBody:
        if trade.price != self._last_price:
            self._tick = "PlusTick" if trade.price > self._last_price else "MinusTick"
        elif not self._tick.startswith("Zero"):
            self._tick = f"Zero{self._tick}"
        self._last_price = trade.price
        body = TradeBody(
            trade.ms,
            self._wording.symbol,
            trade.side,
            self._wording.size[trade.lots],
            self._wording.price[trade.price],
            self._tick,
            self._name(),
            block=False,
            rpi=False,
            seq=self._seq,
        )
        self.desk.traded(body, trade.price, trade.lots)
        return body

    def _name(self) -> str:
        """A name of a trade: a UUID of version 5, as the venue's look."""
        digits = f"{self._luck.getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    def _trades(self, now_ms: int, trades: list[TradeBody]) -> Iterator[Frame]:
        return map(made, TradeFrame(self._topic, "snapshot", now_ms, trades).parts())

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
        return made(LiquidationFrame(self._liquidation_topic, "snapshot", now_ms, bodies))
