# mypy: ignore-errors
"""cryptofeed's handler behind the socket library it uses (websockets), with its own settings."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import websockets
from cryptofeed.defines import ASK, BID, L2_BOOK
from cryptofeed.exchanges import Bybit
from cryptofeed.symbols import Symbols
from rounds import take_turns, top

ADDRESS, COUNT = sys.argv[1], int(sys.argv[2])


class Wire:
    """What the handler asks of a connection."""

    address = "wss://stream.bybit.com/v5/public/linear"
    uuid = "bench"


async def listen():
    """Until the sender has said everything."""
    seen = []

    async def on_book(book, at):
        seen[:] = [book]

    names = {"ETH-USDT-PERP": "ETHUSDT"}
    Symbols.set(Bybit.id, names, {"instrument_type": {"ETH-USDT-PERP": "perpetual"}})
    feed = Bybit(symbols=["ETH-USDT-PERP"], channels=[L2_BOOK], callbacks={L2_BOOK: on_book})
    async with websockets.connect(ADDRESS, max_size=None, max_queue=None) as socket:
        await socket.send("{}")
        async for message in socket:
            await feed.message_handler(message, Wire, 1.0)
    return top(list(seen[0].book[BID]), list(seen[0].book[ASK]))


take_turns(range(COUNT), lambda: asyncio.run(listen()))
