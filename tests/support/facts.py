"""Facts with only the value that matters; everything else is ordinary."""

from core.chain import Transfer
from core.market import TIMEFRAME_NS, BookDelta, Candle, Timeframe, Trade

SECOND = 1_000_000_000
NOON = 1_750_000_000 * SECOND


def a_trade(
    price: float = 3_500.0,
    *,
    at_s: float = 0.0,
    size: float = 1.0,
    side: str = "buy",
    name: str = "",
    symbol: str = "ETHUSDT",
) -> Trade:
    at_ns = NOON + int(at_s * SECOND)
    return Trade(
        venue="bybit",
        symbol=symbol,
        at_ns=at_ns,
        seen_ns=at_ns,
        id=name or f"t{at_s}-{price}",
        price=price,
        size=size,
        side="buy" if side == "buy" else "sell",
    )


def a_candle(
    place: int,
    open_: float,
    high: float,
    low: float,
    close: float,
    *,
    timeframe: Timeframe = "15m",
    closed: bool = True,
    late_s: float = 0,
    symbol: str = "ETHUSDT",
) -> Candle:
    open_ns = NOON + place * TIMEFRAME_NS[timeframe]
    return Candle(
        venue="bybit",
        symbol=symbol,
        at_ns=open_ns + TIMEFRAME_NS[timeframe],
        seen_ns=open_ns + TIMEFRAME_NS[timeframe],
        timeframe=timeframe,
        open_ns=open_ns,
        open=open_,
        high=high,
        low=low,
        close=close,
        volume=100.0,
        closed=closed,
        late_ns=int(late_s * SECOND),
    )


def a_transfer(
    eth: float = 500.0,
    *,
    tx: str = "0xaa",
    block: int = 21_000_000,
    status: str = "success",
    at_s: float = 0,
    late_s: float = 0,
) -> Transfer:
    at_ns = NOON + int(at_s * SECOND)
    return Transfer(
        chain="ethereum",
        block_number=block,
        block_hash=f"0xb{block}",
        at_ns=at_ns,
        seen_ns=at_ns + SECOND,
        late_ns=int(late_s * SECOND),
        tx_hash=tx,
        index=0,
        sender="0x28c6c06298d514db089934071355e5743bf21d60",
        recipient="0xf89d7b9c864f589bbf53a82105107622b35eaa40",
        amount=str(int(eth * 10**6) * 10**12),
        status="success" if status == "success" else "failed" if status == "failed" else "unknown",
    )


def a_delta(
    update_id: int,
    *,
    bids: list[tuple[str, str]] | None = None,
    asks: list[tuple[str, str]] | None = None,
    snapshot: bool = False,
    at_s: float = 0.0,
) -> BookDelta:
    at_ns = NOON + int(at_s * SECOND)
    return BookDelta(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=at_ns,
        seen_ns=at_ns,
        depth=50,
        snapshot=snapshot,
        update_id=update_id,
        sequence=update_id,
        bids=bids or [],
        asks=asks or [],
    )


def a_snapshot(update_id: int = 100, *, at_s: float = 0.0) -> BookDelta:
    bids, asks = [("3499.9", "2"), ("3499.8", "5")], [("3500.1", "1"), ("3500.2", "4")]
    return a_delta(update_id, bids=bids, asks=asks, snapshot=True, at_s=at_s)
