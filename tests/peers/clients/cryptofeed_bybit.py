# mypy: ignore-errors
"""cryptofeed, unchanged except for the address: prints what it made of a book.

Usage: ``cryptofeed_bybit.py ws://127.0.0.1:PORT`` ; ends when nothing has come for a second and a
half.
"""

import asyncio
import json
import sys
import time

from cryptofeed import FeedHandler
from cryptofeed.defines import ASK, BID, L2_BOOK, TICKER, TRADES
from cryptofeed.exchanges import Bybit
from cryptofeed.types import OrderBook, Ticker, Trade

QUIET_S = 1.5
seen = {"books": 0, "trades": 0, "at": 0.0, "book": None, "last": None}


async def on_book(book: OrderBook, at: float) -> None:
    seen["books"] += 1
    seen["book"] = book
    seen["at"] = time.monotonic()


async def on_trade(trade: Trade, at: float) -> None:
    seen["trades"] += 1
    seen["last"] = str(trade.price)


async def on_ticker(ticker: Ticker, at: float) -> None:
    seen["at"] = time.monotonic()


async def end_when_quiet() -> None:
    # The client calls back and gives no sign of an end.
    while not seen["at"] or time.monotonic() - seen["at"] < QUIET_S:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    book = seen["book"].book
    answer = {
        "frames": seen["books"],
        "trades": seen["trades"],
        "bids": [[str(price), str(book[BID][price])] for price in book[BID]],
        "asks": [[str(price), str(book[ASK][price])] for price in book[ASK]],
        "u": None,
        "last": seen["last"],
    }
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    asyncio.get_running_loop().stop()


class AtHome(Bybit):
    """The client insists on wss addresses; its own hook before connecting may name another."""

    async def _ws_authentication(self, address: str, options: dict) -> tuple[str, dict]:
        return address.replace("wss:", "ws:"), options


def main() -> None:
    for endpoint in Bybit.websocket_endpoints:
        there = sys.argv[1].replace("ws:", "wss:")
        endpoint.address = endpoint.address.replace("wss://stream.bybit.com", there)
        endpoint.authentication = True
    for endpoint in Bybit.rest_endpoints:
        endpoint.address = sys.argv[1].replace("ws:", "http:")
    handler = FeedHandler()
    callbacks = {L2_BOOK: on_book, TRADES: on_trade, TICKER: on_ticker}
    channels = [L2_BOOK, TRADES, TICKER]
    handler.add_feed(AtHome(symbols=["ETH-USDT-PERP"], channels=channels, callbacks=callbacks))
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    ending = loop.create_task(end_when_quiet())
    handler.run(install_signal_handlers=False)
    ending.cancel()


main()
