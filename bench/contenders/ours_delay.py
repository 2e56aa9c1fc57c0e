"""How long one frame takes in our feed: each one timed by itself."""

import json
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from rounds import frames_of  # noqa: E402  found by the line above

from engine.feeds.bybit import BybitFeed  # noqa: E402

FRAMES = frames_of(sys.argv[1])
MS = 1_000_000


def main() -> None:
    """Three passes; the quickest time of each frame counts, which leaves the machine's pauses out.

    Garbage collection stays on: it is part of what a frame may have to wait for.
    """
    quickest = [1 << 62] * len(FRAMES)
    for _ in range(3):
        feed = BybitFeed(("ETHUSDT",), timeframes=())
        now_ns = 1_790_000_000_000 * MS
        feed.connected(now_ns)
        for place, frame in enumerate(FRAMES):
            began = time.perf_counter_ns()
            feed.received(frame, now_ns)
            quickest[place] = min(quickest[place], time.perf_counter_ns() - began)
            now_ns += 20 * MS
    quickest.sort()
    at = {
        str(share): quickest[int(len(quickest) * share / 100)] / 1_000 for share in (50, 99, 99.9)
    }
    print(json.dumps({"us": at, "most_us": quickest[-1] / 1_000}))


main()
