"""From the data of a topic to facts: one function a topic."""

import msgspec

from core.errors import BrokenInputError
from core.market import BookDelta, Candle, Liquidation, Trade
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
        if not frames.envelopes.decode(line).topic.startswith("orderbook."):
            return None
        frame = frames.book_frames.decode(line)
        return frame.topic, read_book(frame, seen_ns)
    except (msgspec.MsgspecError, ValueError, IndexError) as error:
        raise BrokenInputError(f"not a frame of an order book: {error}") from error


def read_book(frame: frames.BookFrame, seen_ns: int) -> BookDelta:
    """A snapshot or delta of an order book."""
    return BookDelta(
        venue=VENUE,
        symbol=frame.data.s,
        at_ns=frame.at_ns,
        seen_ns=seen_ns,
        depth=book_depth(frame.topic),
        snapshot=frame.type == "snapshot",
        update_id=frame.data.u,
        sequence=frame.data.seq,
        bids=frame.data.b,
        asks=frame.data.a,
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
