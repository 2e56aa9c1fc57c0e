# mypy: ignore-errors
"""pybit's handler behind the socket library it uses (websocket-client)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import websocket
from pybit._websocket_stream import _V5WebSocketManager
from rounds import take_turns, top

ADDRESS, COUNT = sys.argv[1], int(sys.argv[2])


def listen():
    """Until the sender has said everything."""
    seen = {}
    manager = _V5WebSocketManager("Unified V5", testnet=False)
    manager._set_callback("orderbook.50.ETHUSDT", seen.update)
    app = websocket.WebSocketApp(
        ADDRESS,
        on_open=lambda socket: socket.send("{}"),
        on_message=lambda _, message: manager._on_message(message),
    )
    app.run_forever()
    return top([row[0] for row in seen["data"]["b"]], [row[0] for row in seen["data"]["a"]])


take_turns(range(COUNT), listen)
