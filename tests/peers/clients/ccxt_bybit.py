# mypy: ignore-errors
"""ccxt.pro, unchanged except for the address: prints what it made of a book.

Usage: ``ccxt_bybit.py ws://127.0.0.1:PORT`` ; ends when nothing has come for a second and a half.
"""

import asyncio
import json
import sys

import ccxt.pro

QUIET_S = 1.5
SYMBOL = "ETH/USDT:USDT"


async def main() -> None:
    exchange = ccxt.pro.bybit()
    rest = sys.argv[1].replace("ws:", "http:")
    api = exchange.urls["api"]
    for name in ("spot", "futures", "v2", "public", "private"):
        api[name] = rest
    for market in ("spot", "inverse", "option", "linear"):
        api["ws"]["public"][market] = f"{sys.argv[1]}/v5/public/{market}"
    try:
        sys.stdout.write(json.dumps(await watch(exchange)) + "\n")
    finally:
        await exchange.close()


async def watch(exchange: ccxt.pro.bybit) -> dict:
    async with asyncio.TaskGroup() as tasks:
        trades = tasks.create_task(count_trades(exchange))
        ticker = tasks.create_task(exchange.watch_ticker(SYMBOL))
        book, frames = await watch_book(exchange)
        trades.cancel()
    return {
        "frames": frames,
        "trades": len(SEEN_TRADES),
        "bids": book["bids"],
        "asks": book["asks"],
        "u": book["nonce"],
        "last": ticker.result()["last"],
    }


async def watch_book(exchange: ccxt.pro.bybit) -> tuple[dict, int]:
    book, frames = await exchange.watch_order_book(SYMBOL), 1
    while True:
        try:
            book = await asyncio.wait_for(exchange.watch_order_book(SYMBOL), QUIET_S)
        except TimeoutError:
            return book, frames
        frames += 1


SEEN_TRADES: set[str] = set()


async def count_trades(exchange: ccxt.pro.bybit) -> None:
    while True:
        SEEN_TRADES.update(trade["id"] for trade in await exchange.watch_trades(SYMBOL))


asyncio.run(main())
