"""From the data of a topic to facts: one function a topic."""

import msgspec

from core.errors import BrokenInputError
from core.market import TIMEFRAME_NS, BookDelta, Candle, Liquidation, Trade
from engine.feeds.bybit import frames
from engine.feeds.bybit.topics import TIMEFRAMES, VENUE, book_depth, symbol_of

_MS = 1_000_000


def read_book_frame(line: bytes, seen_ns: int) -> tuple[str, BookDelta] | None:
    """A whole frame as (topic, change of that topic's book); None for a frame of another kind.

    Raises
    ------
    BrokenInputError
        If it is no frame at all, or an order book frame without what every one has.
    """
    try:
        envelope = frames.envelopes.decode(line)
        if not envelope.topic.startswith("orderbook."):
            return None
        return envelope.topic, read_book(envelope, seen_ns)
    except (msgspec.MsgspecError, ValueError, IndexError) as error:
        raise BrokenInputError(f"not a frame of an order book: {error}") from error


def read_book(envelope: frames.Envelope, seen_ns: int) -> BookDelta:
    """A snapshot or delta of an order book. ``cts`` is the matching engine's time, where given."""
    data = frames.books.decode(envelope.data)
    return BookDelta(
        venue=VENUE,
        symbol=data.s,
        at_ns=(envelope.cts or envelope.ts) * _MS,
        seen_ns=seen_ns,
        depth=book_depth(envelope.topic),
        snapshot=envelope.type == "snapshot",
        update_id=data.u,
        sequence=data.seq,
        bids=data.b,
        asks=data.a,
    )


def read_trades(envelope: frames.Envelope, seen_ns: int) -> list[Trade]:
    """Executions, in the order in which they were matched."""
    return [
        Trade(
            venue=VENUE,
            symbol=row.s,
            at_ns=row.T * _MS,
            seen_ns=seen_ns,
            id=row.i,
            price=float(row.p),
            size=float(row.v),
            side="buy" if row.S == "Buy" else "sell",
        )
        for row in frames.executions.decode(envelope.data)
    ]


def read_liquidations(envelope: frames.Envelope, seen_ns: int) -> list[Liquidation]:
    """Forced closes.

    The venue names the position's side: "Buy" means that a long was liquidated.
    """
    return [
        Liquidation(
            venue=VENUE,
            symbol=row.s,
            at_ns=row.T * _MS,
            seen_ns=seen_ns,
            price=float(row.p),
            size=float(row.v),
            position="long" if row.S == "Buy" else "short",
        )
        for row in frames.liquidations.decode(envelope.data)
    ]


def read_candles(envelope: frames.Envelope, seen_ns: int) -> list[Candle]:
    """Candles as they run and as they close."""
    symbol = symbol_of(envelope.topic)
    return [
        Candle(
            venue=VENUE,
            symbol=symbol,
            at_ns=row.timestamp * _MS,
            seen_ns=seen_ns,
            timeframe=TIMEFRAMES[row.interval],
            open_ns=row.start * _MS,
            open=float(row.open),
            high=float(row.high),
            low=float(row.low),
            close=float(row.close),
            volume=float(row.volume),
            closed=row.confirm,
        )
        for row in frames.klines.decode(envelope.data)
    ]


def read_history(body: bytes, *, interval: str, seen_ns: int) -> list[Candle]:
    """Candles of ``/v5/market/kline``, oldest first; the one that still runs is marked as open.

    Raises
    ------
    ValueError
        If the venue refused the request; the text is the venue's.
    msgspec.MsgspecError
        If the body is not the documented answer.
    """
    answer = frames.answers.decode(body)
    if answer.retCode:
        raise ValueError(f"{answer.retCode} {answer.retMsg}")
    history = frames.histories.decode(answer.result)
    timeframe = TIMEFRAMES[interval]
    venue_now_ns = answer.time * _MS
    candles = []
    for start, open_, high, low, close, volume, _turnover in reversed(history.list):
        open_ns = int(start) * _MS
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
