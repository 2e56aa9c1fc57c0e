"""From the ``result`` of a market endpoint to facts: one function an endpoint, oldest first.

Lists come newest first and numbers as text; "" is no number and its row is passed over. Each
function raises ``msgspec.MsgspecError`` or ``ValueError`` for what is not the documented result.
Source: bybit-exchange/docs, docs/v5/market/*.mdx (2026-07).
"""

from dataclasses import dataclass

import msgspec

from core.market import TIMEFRAME_NS, Candle, Funding, OpenInterest, Timeframe, Trade
from engine.feeds.bybit.rest import Result
from engine.feeds.bybit.topics import VENUE

MS = 1_000_000


class _Klines(msgspec.Struct):
    symbol: str
    list: list[tuple[str, str, str, str, str, str, str]]


class _Execution(msgspec.Struct):
    execId: str  # noqa: N815  the venue's own spelling
    symbol: str
    price: str
    size: str
    side: str
    time: str


class _Executions(msgspec.Struct):
    list: list[_Execution]


class _Payment(msgspec.Struct):
    symbol: str
    fundingRate: str  # noqa: N815
    fundingRateTimestamp: str  # noqa: N815


class _Payments(msgspec.Struct):
    list: list[_Payment]


class _Interest(msgspec.Struct):
    openInterest: str  # noqa: N815
    timestamp: str


class _Interests(msgspec.Struct):
    symbol: str
    list: list[_Interest]
    nextPageCursor: str = ""  # noqa: N815


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Facts of one answer, oldest first, and what to ask for the ones before; "" at the end."""

    facts: list[Funding | OpenInterest]
    cursor: str


_klines = msgspec.json.Decoder(_Klines)
_executions = msgspec.json.Decoder(_Executions)
_payments = msgspec.json.Decoder(_Payments)
_interests = msgspec.json.Decoder(_Interests)


def read_candles(result: Result, timeframe: Timeframe, seen_ns: int) -> list[Candle]:
    """Candles of ``kline``; the venue's own clock decides which of them has closed.

    A candle's ``late_ns`` is how long before the answer it closed, so the one that still runs has
    0; ``at_ns`` of that one is the time of the answer.
    """
    history = _klines.decode(result.raw)
    venue_now_ns = result.time_ms * MS
    candles = []
    for start, open_, high, low, close, volume, _turnover in reversed(history.list):
        open_ns = int(start) * MS
        close_ns = open_ns + TIMEFRAME_NS[timeframe]
        candles.append(
            Candle(
                venue=VENUE,
                symbol=history.symbol,
                at_ns=min(close_ns, venue_now_ns),
                seen_ns=seen_ns,
                timeframe=timeframe,
                open_ns=open_ns,
                open=float(open_),
                high=float(high),
                low=float(low),
                close=float(close),
                volume=float(volume),
                closed=close_ns <= venue_now_ns,
                late_ns=max(venue_now_ns - close_ns, 0),
            )
        )
    return candles


def read_trades(result: Result, seen_ns: int) -> list[Trade]:
    """Executions of ``recent-trade``; each is late by the venue's own clock, by 1 ns at least."""
    venue_now_ns = result.time_ms * MS
    return [
        Trade(
            venue=VENUE,
            symbol=row.symbol,
            at_ns=int(row.time) * MS,
            seen_ns=seen_ns,
            id=row.execId,
            price=float(row.price),
            size=float(row.size),
            side="buy" if row.side == "Buy" else "sell",
            late_ns=max(venue_now_ns - int(row.time) * MS, 1),
        )
        for row in reversed(_executions.decode(result.raw).list)
    ]


def read_funding(result: Result, seen_ns: int) -> Page:
    """Payments of ``funding/history``; the page before ends a millisecond before the oldest."""
    rows = _payments.decode(result.raw).list
    payments: list[Funding | OpenInterest] = [
        Funding(
            venue=VENUE,
            symbol=row.symbol,
            at_ns=int(row.fundingRateTimestamp) * MS,
            seen_ns=seen_ns,
            rate=float(row.fundingRate),
        )
        for row in reversed(rows)
        if row.fundingRate
    ]
    cursor = str(int(rows[-1].fundingRateTimestamp) - 1) if rows else ""
    return Page(facts=payments, cursor=cursor)


def read_interest(result: Result, seen_ns: int) -> Page:
    """Open interest of ``open-interest``, of both sides."""
    history = _interests.decode(result.raw)
    states: list[Funding | OpenInterest] = [
        OpenInterest(
            venue=VENUE,
            symbol=history.symbol,
            at_ns=int(row.timestamp) * MS,
            seen_ns=seen_ns,
            contracts=float(row.openInterest),
        )
        for row in reversed(history.list)
        if row.openInterest
    ]
    return Page(facts=states, cursor=history.nextPageCursor)
