# mypy: ignore-errors
"""pybit's own message handler on recorded frames, with a callback that keeps the newest book."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pybit._websocket_stream import _V5WebSocketManager
from rounds import frames_of, take_turns, top

FRAMES = [frame.decode() for frame in frames_of(*sys.argv[1:])]
TOPIC = FRAMES[0].partition('"topic":"')[2].partition('"')[0]


def play():
    """All frames through a fresh manager."""
    seen = {}
    manager = _V5WebSocketManager("Unified V5", testnet=False)
    manager._set_callback(TOPIC, seen.update)
    for frame in FRAMES:
        manager._on_message(frame)
    data = seen["data"]
    return top([row[0] for row in data["b"]], [row[0] for row in data["a"]])


take_turns(FRAMES, play)
