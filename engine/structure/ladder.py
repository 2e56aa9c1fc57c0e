"""Longer candles from shorter ones, and the shortest from trades."""

from collections.abc import Sequence

from msgspec.structs import replace

from core.market import TIMEFRAME_NS, Candle, Timeframe, Trade


class _Rung:
    """Builds one longer timeframe; intervals begin at multiples of its length since 1970 (UTC)."""

    def __init__(self, timeframe: Timeframe, part_ns: int) -> None:
        self._timeframe: Timeframe = timeframe
        self._step_ns = TIMEFRAME_NS[timeframe]
        self._part_ns = part_ns
        self._sofar: Candle | None = None
        self._next_ns = 0

    def take(self, part: Candle) -> Candle | None:
        """The longer candle that this part completes, if no part of it is missing."""
        open_ns = part.open_ns - part.open_ns % self._step_ns
        if part.open_ns == open_ns:
            self._sofar = replace(part, timeframe=self._timeframe)
        elif self._sofar is None or part.open_ns != self._next_ns:
            self._sofar = None
            return None
        else:
            self._sofar = _joined(self._sofar, part)
        self._next_ns = part.open_ns + self._part_ns
        if self._next_ns < open_ns + self._step_ns:
            return None
        whole, self._sofar = self._sofar, None
        return whole


def _joined(sofar: Candle, part: Candle) -> Candle:
    return replace(
        sofar,
        at_ns=part.at_ns,
        seen_ns=part.seen_ns,
        late_ns=part.late_ns,
        high=max(sofar.high, part.high),
        low=min(sofar.low, part.low),
        close=part.close,
        volume=sofar.volume + part.volume,
    )


class Ladder:
    """Closed candles of several timeframes from the closed candles of one.

    A longer candle is known with its last part and carries that part's times. One of which a part
    is missing is never told: its high might be in the hole. Whoever reads the longer candles sees a
    hole of its own there. Running candles, and those not newer than the last, change nothing. Cost
    and memory: one candle a timeframe.

    Parameters
    ----------
    base
        The timeframe of the candles that come in.
    timeframes
        Those wanted; each a multiple of ``base`` and longer than it.
    """

    def __init__(self, base: Timeframe, timeframes: Sequence[Timeframe]) -> None:
        part_ns = TIMEFRAME_NS[base]
        for timeframe in timeframes:
            if TIMEFRAME_NS[timeframe] <= part_ns or TIMEFRAME_NS[timeframe] % part_ns:
                raise ValueError(f"{timeframe} candles from {base} ones: take a longer multiple")
        self._base = base
        self._newest_ns = -1
        self._rungs = [_Rung(timeframe, part_ns) for timeframe in timeframes]

    def take(self, candle: Candle) -> list[Candle]:
        """The longer candles that this one completes, in the order of ``timeframes``."""
        if candle.timeframe != self._base:
            raise ValueError(f"a candle of {candle.timeframe} on a ladder of {self._base}")
        if not candle.closed or candle.open_ns <= self._newest_ns:
            return []
        self._newest_ns = candle.open_ns
        whole = [rung.take(candle) for rung in self._rungs]
        return [each for each in whole if each is not None]


class TradeCandles:
    """Closed candles from one subject's trades.

    A candle is known with the first trade of a later interval, for no clock is asked; its ``at_ns``
    is the interval's end, its open the first trade's price (Bybit opens its own at the close
    before). An interval without a trade gives no candle, and neither does the first one, whose
    beginning was not seen. A trade that comes late (``late_ns``, or older than the newest) is
    refused, and an interval that still runs and that it belongs to is not told, for what was missed
    once may have missed more. Cost O(1) a trade, memory one candle.
    """

    def __init__(self, timeframe: Timeframe) -> None:
        self._timeframe: Timeframe = timeframe
        self._step_ns = TIMEFRAME_NS[timeframe]
        self._sofar: Candle | None = None
        self._whole = False
        self._newest_ns = -1

    def take(self, trade: Trade) -> list[Candle]:
        """The candle that this trade shows to be over, if there is one."""
        sofar = self._sofar
        open_ns = trade.at_ns - trade.at_ns % self._step_ns
        if trade.late_ns or trade.at_ns < self._newest_ns:
            if sofar is not None and open_ns == sofar.open_ns:
                self._whole = False
            return []
        self._newest_ns = trade.at_ns
        if sofar is not None and open_ns == sofar.open_ns:
            self._sofar = _joined(sofar, self._candle(trade, open_ns))
            return []
        over = [] if sofar is None or not self._whole else [replace(sofar, seen_ns=trade.seen_ns)]
        self._whole = sofar is not None
        self._sofar = self._candle(trade, open_ns)
        return over

    def _candle(self, trade: Trade, open_ns: int) -> Candle:
        return Candle(
            venue=trade.venue,
            symbol=trade.symbol,
            at_ns=open_ns + self._step_ns,
            seen_ns=trade.seen_ns,
            timeframe=self._timeframe,
            open_ns=open_ns,
            open=trade.price,
            high=trade.price,
            low=trade.price,
            close=trade.price,
            volume=trade.size,
            closed=True,
        )
