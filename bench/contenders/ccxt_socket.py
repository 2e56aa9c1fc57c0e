# mypy: ignore-errors
"""ccxt.pro's handler behind the socket library it uses (aiohttp)."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import aiohttp
import ccxt.pro
from ccxt_market import MARKET
from rounds import take_turns, top

ADDRESS, COUNT = sys.argv[1], int(sys.argv[2])


async def listen():
    """Until the sender has said everything."""
    exchange = ccxt.pro.bybit()
    exchange.set_markets([exchange.safe_market_structure(MARKET)])
    client = exchange.client("wss://stream.bybit.com/v5/public/linear")
    try:
        async with aiohttp.ClientSession() as http, http.ws_connect(ADDRESS) as socket:
            await socket.send_str("{}")
            async for message in socket:
                client.handle_text_or_binary_message(message.data)
        book = exchange.orderbooks["ETH/USDT:USDT"]
        return top([row[0] for row in book["bids"]], [row[0] for row in book["asks"]])
    finally:
        await exchange.close()


take_turns(range(COUNT), lambda: asyncio.run(listen()))
