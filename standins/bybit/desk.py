"""What the venue knows about one symbol beside its book: candles, last trades, the last day."""

from collections import deque
from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from standins.bybit.frames import Frame, made
from standins.bybit.wire import KlineBody, KlineFrame, TradeBody
from standins.market.exchange.candles import Candle, CandleBook
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.intervals import INTERVALS, end_of

RECENT_TRADES = 1_000
KLINE_EVERY_MS = 1_000
DAY_MINUTES = 1_440


class Day(NamedTuple):
    """The last 24 hours and the last hour, in ticks and lots."""

    opened: int
    high: int
    low: int
    hour_ago: int
    volume: int
    turnover: int


class Desk:
    """One symbol's candles and trades.

    Parameters
    ----------
    instrument
        How its prices and sizes print.
    candles
        Its candles up to now.
    """

    def __init__(self, instrument: Instrument, candles: CandleBook) -> None:
        self.instrument = instrument
        self.candles = candles
        self.trades: deque[TradeBody] = deque(maxlen=RECENT_TRADES)
        self._pushed_second = 0
        self._closed: list[tuple[str, Candle]] = []
        self._day: Day | None = None

    def trade(self, trade: TradeBody) -> None:
        """Take a trade in; it closes the candles that end before it."""
        self.traded(trade, self.instrument.ticks(trade.price), self.instrument.lots(trade.size))

    def traded(self, trade: TradeBody, price: int, lots: int) -> None:
        """The same for a trade whose price in ticks and size in lots are known."""
        self._closed += self.candles.roll(trade.ms)
        self.candles.trade(trade.ms, price, lots)
        self.trades.append(trade)

    def klines(self, now_ms: int, wants: Callable[[str], bool]) -> list[Frame]:
        """Candle pushes that are due: each closed one once, the open ones once a second.

        Call it for every moment, after its trades have been taken in; only topics that somebody
        wants are made.
        """
        closed = self._closed + self.candles.roll(now_ms)
        second = now_ms // KLINE_EVERY_MS
        if not closed and second == self._pushed_second:
            return []
        if closed:
            self._closed = []
            self._day = None
        frames = [
            self._kline(now_ms, interval, candle, confirm=True)
            for interval, candle in closed
            if wants(self._topic(interval))
        ]
        if second > self._pushed_second:
            self._pushed_second = second
            frames += self._open_klines(now_ms, wants)
        return frames

    def day(self) -> Day | None:
        """The last 24 hours up to now; None before the first trade."""
        minute = self.candles.open_candle("1")
        if minute is None:
            return None
        if self._day is None:
            self._day = self._closed_day(minute)
        closed = self._day
        return Day(
            closed.opened,
            max(closed.high, minute.high),
            min(closed.low, minute.low),
            closed.hour_ago,
            closed.volume + minute.volume,
            closed.turnover + minute.turnover,
        )

    def _closed_day(self, minute: Candle) -> Day:
        newest_first = self.candles.newest_minutes()
        minutes = list(islice(newest_first, DAY_MINUTES - 1)) or [minute]
        return Day(
            minutes[-1].open,
            max(candle.high for candle in minutes),
            min(candle.low for candle in minutes),
            minutes[min(59, len(minutes) - 1)].open,
            sum(candle.volume for candle in minutes),
            sum(candle.turnover for candle in minutes),
        )

    def _open_klines(self, now_ms: int, wants: Callable[[str], bool]) -> list[Frame]:
        wanted = [interval for interval in INTERVALS if wants(self._topic(interval))]
        return [
            self._kline(now_ms, interval, candle, confirm=False)
            for interval in wanted
            if (candle := self.candles.open_candle(interval)) is not None
        ]

    def _topic(self, interval: str) -> str:
        return f"kline.{interval}.{self.instrument.symbol}"

    def _kline(self, now_ms: int, interval: str, candle: Candle, *, confirm: bool) -> Frame:
        price, coin = self.instrument.price, self.instrument.size
        body = KlineBody(
            start=candle.start,
            end=end_of(interval, candle.start) - 1,
            interval=interval,
            open=price(candle.open),
            close=price(candle.close),
            high=price(candle.high),
            low=price(candle.low),
            volume=coin(candle.volume),
            turnover=self.instrument.turnover(candle.turnover),
            confirm=confirm,
            timestamp=candle.last_ms,
        )
        return made(KlineFrame(self._topic(interval), [body], now_ms))
