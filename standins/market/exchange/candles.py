"""Candles, kept as one-minute candles and built up from there.

Because every longer candle is made of the same minutes, the intervals can never contradict each
other, and because a candle opens where the one before it closed, an opening gap cannot occur: so
it is in Bybit's klines (real recorded ones agree in every row).
"""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import takewhile
from typing import NamedTuple

from standins.market.exchange.intervals import INTERVALS, MINUTE, end_of, start_of

KEPT_MINUTES = 40_000
"""About four weeks; the oldest minutes are forgotten first."""


class Candle(NamedTuple):
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
        """The candle after one more trade."""
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
        """The candle and the one after it as one."""
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


class CandleBook:
    """All candles of one symbol, the open ones included.

    Parameters
    ----------
    minutes
        History, oldest first and without holes; its last minute is taken to be still open. May be
        empty.
    """

    def __init__(self, minutes: Iterable[Candle] = ()) -> None:
        self._minutes = deque(minutes, maxlen=KEPT_MINUTES)
        self._minute = self._minutes.pop() if self._minutes else None
        self._begun: dict[str, Candle] = {}
        """By interval: the closed minutes of the candle that is still open, as one."""
        if self._minute is not None:
            for interval in INTERVALS:
                self._begin(interval, start_of(interval, self._minute.start))

    @property
    def close(self) -> int | None:
        """The last price in ticks, or None before the first trade."""
        return self._minute.close if self._minute else None

    def open_candle(self, interval: str) -> Candle | None:
        """The candle that is still open, or None before the first trade."""
        if self._minute is None:
            return None
        if interval == "1":
            return self._minute
        begun = self._begun.get(interval)
        whole = begun.joined(self._minute) if begun else self._minute
        return whole._replace(start=start_of(interval, whole.start))

    def newest_minutes(self) -> Iterator[Candle]:
        """Closed one-minute candles, newest first."""
        return reversed(self._minutes)

    def closed_since(self, start: int) -> list[Candle]:
        """Closed one-minute candles that begin at or after a moment, oldest first."""
        since = list(takewhile(lambda minute: minute.start >= start, reversed(self._minutes)))
        return since[::-1]

    def trade(self, ms: int, price: int, lots: int) -> None:
        """Add a trade; call `roll` for its moment first."""
        minute = self._minute or Candle.opened(start_of("1", ms), price)
        self._minute = minute.traded(ms, price, lots)

    def roll(self, now_ms: int) -> list[tuple[str, Candle]]:
        """Close what ends at or before a moment, each candle once, in order of time.

        Minutes without a trade become flat candles, as on the venue.
        """
        closed: list[tuple[str, Candle]] = []
        if self._minute is None or now_ms < self._minute.start + MINUTE:
            return closed
        while (ends := end_of("1", self._minute.start)) <= now_ms:
            for interval in INTERVALS:
                closed += self._close(interval, ends)
            self._minutes.append(self._minute)
            self._minute = Candle.opened(ends, self._minute.close)
        return closed

    def latest(
        self, interval: str, limit: int, *, start: int | None = None, end: int | None = None
    ) -> list[Candle]:
        """Newest candles first, the open one included, whose start lies in [start, end]."""
        found: list[Candle] = []
        for candle in self._newest_first(interval):
            if start is not None and candle.start < start:
                break
            if end is None or candle.start <= end:
                found.append(candle)
            if len(found) == limit:
                break
        return found

    def _close(self, interval: str, ends: int) -> Iterator[tuple[str, Candle]]:
        """Close an interval's candle with the minute that ends, or let it grow by it."""
        whole = self.open_candle(interval)
        if whole is None:
            return
        if end_of(interval, whole.start) <= ends:
            self._begun.pop(interval, None)
            yield interval, whole
        else:
            self._begun[interval] = whole

    def _newest_first(self, interval: str) -> Iterator[Candle]:
        current = self._minute
        for minute in reversed(self._minutes):
            if current is None:
                return
            if start_of(interval, minute.start) == start_of(interval, current.start):
                current = minute.joined(current)
            else:
                yield current._replace(start=start_of(interval, current.start))
                current = minute
        if current is not None:
            yield current._replace(start=start_of(interval, current.start))

    def _begin(self, interval: str, start: int) -> None:
        closed = self.closed_since(start)
        if closed:
            self._begun[interval] = reduce(Candle.joined, closed)._replace(start=start)
