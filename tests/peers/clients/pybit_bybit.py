# mypy: ignore-errors
"""pybit, unchanged except for the address: prints what it made of a book.

Usage: ``pybit_bybit.py ws://127.0.0.1:PORT`` ; ends when nothing has come for a second and a half.
"""

import json
import sys
import time

from pybit import unified_trading

QUIET_S = 1.5


def main() -> None:
    unified_trading.PUBLIC_WSS = f"{sys.argv[1]}/v5/public/{{CHANNEL_TYPE}}"
    seen = {"books": 0, "trades": 0, "tickers": 0, "at": 0.0, "book": {}, "ticker": {}}

    def count(kind: str, message: dict) -> None:
        seen[kind] += 1
        seen["at"] = time.monotonic()
        if kind == "books":
            seen["book"] = message["data"]
        if kind == "tickers":
            seen["ticker"] = message["data"]

    socket = unified_trading.WebSocket(testnet=False, channel_type="linear")
    socket.orderbook_stream(50, "ETHUSDT", lambda message: count("books", message))
    socket.trade_stream("ETHUSDT", lambda message: count("trades", message))
    socket.ticker_stream("ETHUSDT", lambda message: count("tickers", message))
    while not seen["at"] or time.monotonic() - seen["at"] < QUIET_S:
        time.sleep(0.05)
    book = seen["book"]
    answer = {
        "frames": seen["books"],
        "trades": seen["trades"],
        "bids": book["b"],
        "asks": book["a"],
        "u": book["u"],
        "last": seen["ticker"].get("lastPrice"),
    }
    sys.stdout.write(json.dumps(answer) + "\n")


main()
