# mypy: ignore-errors
"""ccxt.pro's own message handler on recorded frames, decoded as its client decodes them."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import ccxt.pro
from ccxt_market import MARKET
from rounds import frames_of, take_turns, top

FRAMES = [frame.decode() for frame in frames_of(*sys.argv[1:])]


async def all_frames():
    """All frames through a fresh client."""
    exchange = ccxt.pro.bybit()
    exchange.set_markets([exchange.safe_market_structure(MARKET)])
    client = exchange.client("wss://stream.bybit.com/v5/public/linear")
    try:
        for frame in FRAMES:
            client.handle_text_or_binary_message(frame)
        book = exchange.orderbooks["ETH/USDT:USDT"]
        return top([row[0] for row in book["bids"]], [row[0] for row in book["asks"]])
    finally:
        await exchange.close()


take_turns(FRAMES, lambda: asyncio.run(all_frames()))
