"""Candles, kept as one-minute candles and built up from there.

Because every longer candle is made of the same minutes, the intervals can never contradict each
other, and because a candle opens where the one before it closed, an opening gap cannot occur: so
it is in Bybit's klines (real recorded ones agree in every row).
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from standins.market.intervals import INTERVALS, end_of, start_of

KEPT_MINUTES = 40_000
"""About four weeks; the oldest minutes are forgotten first."""


@dataclass(frozen=True, slots=True)
class Candle:
    """One candle: prices in ticks, volume in lots, turnover in ticks times lots.

    ``last_ms`` is the time of its last trade, or its start while there was none.
    """

    start: int
    open: int
    high: int
    low: int
    close: int
    volume: int
    turnover: int
    last_ms: int

    @classmethod
    def opened(cls, start: int, price: int) -> "Candle":
        """A candle in which nothing has been traded yet."""
        return cls(start, price, price, price, price, 0, 0, start)

    def traded(self, ms: int, price: int, lots: int) -> "Candle":
        """This candle after one more trade."""
        return Candle(
            self.start,
            self.open,
            max(self.high, price),
            min(self.low, price),
            price,
            self.volume + lots,
            self.turnover + price * lots,
            ms,
        )

    def joined(self, later: "Candle") -> "Candle":
        """This candle and the one after it as one."""
        return Candle(
            self.start,
            self.open,
            max(self.high, later.high),
            min(self.low, later.low),
            later.close,
            self.volume + later.volume,
            self.turnover + later.turnover,
            later.last_ms if later.volume else self.last_ms,
        )


def build(interval: str, minutes: Iterable[Candle]) -> Iterator[Candle]:
    """Build the candles of an interval from one-minute candles, oldest first.

    The first one is as partial as its minutes are.
    """
    for start, group in groupby(minutes, key=lambda minute: start_of(interval, minute.start)):
        whole = next(group)
        for minute in group:
            whole = whole.joined(minute)
        yield replace(whole, start=start)


class CandleBook:
    """All candles of one symbol, the open ones included.

    Parameters
    ----------
    minutes
        History, oldest first and without holes; may be empty.
    """

    def __init__(self, minutes: Iterable[Candle] = ()) -> None:
        self._minutes = deque(minutes, maxlen=KEPT_MINUTES)
        self._open: dict[str, Candle] = {}
        if self._minutes:
            last = self._minutes.pop()
            self._open = {interval: self._tail(interval, last) for interval in INTERVALS}

    @property
    def close(self) -> int | None:
        """The last price in ticks, or None before the first trade."""
        return self._open["1"].close if self._open else None

    def open_candle(self, interval: str) -> Candle | None:
        """The candle that is still open, or None before the first trade."""
        return self._open.get(interval)

    def newest_minutes(self) -> Iterator[Candle]:
        """Closed one-minute candles, newest first."""
        return reversed(self._minutes)

    def closed_since(self, start: int) -> list[Candle]:
        """Closed one-minute candles that begin at or after a moment, oldest first."""
        since = list(takewhile(lambda minute: minute.start >= start, reversed(self._minutes)))
        return since[::-1]

    def trade(self, ms: int, price: int, lots: int) -> None:
        """Add a trade; call `roll` for its moment first."""
        for interval in INTERVALS:
            candle = self._open.get(interval) or Candle.opened(start_of(interval, ms), price)
            self._open[interval] = candle.traded(ms, price, lots)

    def roll(self, now_ms: int) -> list[tuple[str, Candle]]:
        """Close what ends at or before a moment, each candle once, in order of time.

        Minutes without a trade become flat candles, as on the venue.
        """
        closed: list[tuple[str, Candle]] = []
        while self._open and (ends := end_of("1", self._open["1"].start)) <= now_ms:
            self._minutes.append(self._open["1"])
            for interval, candle in self._open.items():
                if end_of(interval, candle.start) <= ends:
                    closed.append((interval, candle))
                    self._open[interval] = Candle.opened(ends, candle.close)
        return closed

    def latest(self, interval: str, limit: int, *, start: int | None, end: int | None) -> list[Candle]:
        """Newest candles first, the open one included, whose start lies in [start, end]."""
        if not self._open:
            return []
        found = []
        for candle in self._newest_first(interval):
            if start is not None and candle.start < start:
                break
            if end is None or candle.start <= end:
                found.append(candle)
            if len(found) == limit:
                break
        return found

    def _newest_first(self, interval: str) -> Iterator[Candle]:
        current = self._open["1"]
        for minute in reversed(self._minutes):
            if start_of(interval, minute.start) == start_of(interval, current.start):
                current = minute.joined(current)
            else:
                yield replace(current, start=start_of(interval, current.start))
                current = minute
        yield replace(current, start=start_of(interval, current.start))

    def _tail(self, interval: str, last: Candle) -> Candle:
        start = start_of(interval, last.start)
        whole = last
        for minute in reversed(self._minutes):
            if minute.start < start:
                break
            whole = minute.joined(whole)
        return replace(whole, start=start)
