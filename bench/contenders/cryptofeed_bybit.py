# mypy: ignore-errors
"""cryptofeed's own message handler on recorded frames, with a callback as its users write it."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from cryptofeed.defines import ASK, BID, L2_BOOK
from cryptofeed.exchanges import Bybit
from cryptofeed.symbols import Symbols
from rounds import frames_of, take_turns, top

FRAMES = [frame.decode() for frame in frames_of(*sys.argv[1:])]


class Wire:
    """What the handler asks of a connection."""

    address = "wss://stream.bybit.com/v5/public/linear"
    uuid = "bench"


def play():
    """All frames through a fresh feed."""
    seen = []

    async def on_book(book, at):
        seen[:] = [book]

    names = {"ETH-USDT-PERP": "ETHUSDT"}
    Symbols.set(Bybit.id, names, {"instrument_type": {"ETH-USDT-PERP": "perpetual"}})
    feed = Bybit(symbols=["ETH-USDT-PERP"], channels=[L2_BOOK], callbacks={L2_BOOK: on_book})

    async def all_frames():
        for frame in FRAMES:
            await feed.message_handler(frame, Wire, 1.0)

    asyncio.run(all_frames())
    return top(list(seen[0].book[BID]), list(seen[0].book[ASK]))


take_turns(FRAMES, play)
