"""Funding, open interest, and how many are long."""

import math

from standins.bybit.contracts import delivery_ms
from standins.bybit.frames import INVERSE, LINEAR
from standins.bybit.query import Query
from standins.bybit.rest.room import Result, Room, refused
from standins.market.exchange.intervals import MINUTE

STEP_MINUTES = {"5min": 5, "15min": 15, "30min": 30, "1h": 60, "4h": 240, "1d": 1_440}
MOST_FUNDING = 200
MOST_INTEREST = 200
MOST_RATIOS = 500
CONTRACTS = (LINEAR, INVERSE)


class Positions:
    """The endpoints about who holds what."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def funding_history(self, query: Query) -> Result:
        """Past funding rates; a start alone is refused, as documented."""
        category = query.choice("category", CONTRACTS)
        symbol = self._room.desk(query, category).instrument.symbol
        start, end = query.whole("startTime"), query.whole("endTime")
        if start is not None and end is None:
            raise refused("endTime is required with startTime")
        until = self._room.now_ms() if end is None else end
        limit = query.limit(MOST_FUNDING, MOST_FUNDING)
        # A dated future is delivered; nobody pays funding on it.
        rates = [] if delivery_ms(symbol) else self._room.source.funding(symbol, until, limit)
        rows = [
            {"symbol": symbol, "fundingRate": rate, "fundingRateTimestamp": str(ms)}
            for ms, rate in rates
            if start is None or ms >= start
        ]
        return {"category": category, "list": rows}

    def open_interest(self, query: Query) -> Result:
        """Past open interest of both sides and of one; the cursor is the next page's newest."""
        category = query.choice("category", CONTRACTS)
        symbol = self._room.desk(query, category).instrument.symbol
        step = STEP_MINUTES[query.choice("intervalTime", STEP_MINUTES)] * MINUTE
        limit = query.limit(50, MOST_INTEREST)
        times = self._times(query, step, limit)
        values = self._room.source.open_interest(symbol, times)
        instrument = self._room.source.desks[symbol].instrument
        rows = [
            {
                "openInterest": both,
                "singleOpenInterest": instrument.size(instrument.lots(both) // 2),
                "timestamp": str(ms),
            }
            for ms, both in zip(times, values, strict=False)
        ]
        cursor = str(times[-1] - step) if len(rows) == limit else ""
        return {"symbol": symbol, "category": category, "list": rows, "nextPageCursor": cursor}

    def account_ratio(self, query: Query) -> Result:
        """What share of the accounts is long, and short; not known of a recording."""
        category = query.choice("category", CONTRACTS)
        symbol = self._room.desk(query, category).instrument.symbol
        step = STEP_MINUTES[query.choice("period", STEP_MINUTES)] * MINUTE
        limit = query.limit(50, MOST_RATIOS)
        known = self._room.source.kind == "simulator"
        times = self._times(query, step, limit) if known else []
        rows = [
            {
                "symbol": symbol,
                "buyRatio": f"{_long_share(symbol, ms):.4f}",
                "sellRatio": f"{1 - _long_share(symbol, ms):.4f}",
                "timestamp": str(ms),
            }
            for ms in times
        ]
        cursor = str(times[-1] - step) if len(rows) == limit else ""
        return {"list": rows, "nextPageCursor": cursor}

    def _times(self, query: Query, step: int, limit: int) -> list[int]:
        """The moments of one page, newest first."""
        start, now = query.whole("startTime") or 0, self._room.now_ms()
        newest = query.whole("cursor") or query.whole("endTime") or now
        newest = min(newest, now) // step * step
        return [ms for back in range(limit) if (ms := newest - back * step) >= start]


def _long_share(symbol: str, ms: int) -> float:
    """A slow wave around a little more than half, which is what crowds look like."""
    hours = ms / 3_600_000 + len(symbol)
    return 0.53 + 0.06 * math.sin(hours / 7.3) + 0.03 * math.sin(hours / 1.9)
