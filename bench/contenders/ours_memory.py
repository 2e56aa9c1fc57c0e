"""A million frames of a hundred symbols through one feed: what it holds as it goes."""

import gc
import json
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from rounds import frames_of  # noqa: E402  found by the line above

from engine.feeds.bybit import BybitFeed  # noqa: E402

FRAMES, WANTED, SYMBOLS = frames_of(sys.argv[1]), int(sys.argv[2]), 100
PAGE_MB = 4_096 / 2**20
MS = 1_000_000


def resident_mb() -> float:
    """Memory of this process now (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_MB


def main() -> None:
    """Play the recording to every symbol at once, over and over; say how the memory stands."""
    names = [f"COIN{number:02d}USDT" for number in range(SYMBOLS)]
    feed = BybitFeed(names, timeframes=())
    now_ns = 1_790_000_000_000 * MS
    feed.connected(now_ns)
    marks = {WANTED * share // 100: share for share in (1, 10, 25, 50, 75, 100)}
    held: dict[str, float] = {}
    done = facts = 0
    while done < WANTED:
        for frame in FRAMES:
            now_ns += 20 * MS
            for name in names:
                facts += len(feed.received(frame.replace(b"ETHUSDT", name.encode()), now_ns))
                done += 1
                if done in marks:
                    gc.collect()
                    held[f"{marks[done]} %"] = resident_mb()
            if done >= WANTED:
                break
    print(json.dumps({"frames": done, "facts": facts, "resident_mb": held}))


main()
