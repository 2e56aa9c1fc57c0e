"""Our own feed on recorded frames: all that a frame goes through but the socket."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from rounds import Answer, frames_of, take_turns, top  # noqa: E402  found by the line above

from engine.feeds.bybit import BybitFeed  # noqa: E402

FRAMES = frames_of(*sys.argv[1:])
TOPIC = FRAMES[0].partition(b'"topic":"')[2].partition(b'"')[0].decode()
_, DEPTH, SYMBOL = TOPIC.split(".")
MS = 1_000_000


def play() -> Answer:
    """Every frame through a fresh feed, a moment apart: decoded, checked, applied, sampled."""
    feed = BybitFeed((SYMBOL,), depth=int(DEPTH), timeframes=())
    now_ns = 1_790_000_000_000 * MS
    feed.connected(now_ns)
    samples = 0
    for frame in FRAMES:
        now_ns += 20 * MS
        samples += len(feed.received(frame, now_ns))
    book = feed.books[TOPIC]
    return {**top(list(map(float, book.bids)), list(map(float, book.asks))), "samples": samples}


take_turns(FRAMES, play)
