"""How a contender is timed: it waits for the word, plays all frames once, and says what it used.

Every contender is a process of its own, in the environment that its library needs, so this file
imports nothing but the standard library. The one that measures lets the contenders take turns:
whatever else the machine does then falls on all of them alike.
"""

import gc
import gzip
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

Answer = dict[str, object]


def frames_of(file: str, most: str | None = None) -> list[bytes]:
    """The first ``most`` lines of a recording (or all), gzip or not, without their ends."""
    path = Path(file)
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        chosen = islice(lines, None if most is None else int(most))
        return [line.rstrip(b"\n") for line in chosen]


def take_turns(frames: Sequence[object], play: Callable[[], Answer]) -> None:
    """Play once for each line on standard input; print CPU seconds, frames and the answer."""
    print("ready", flush=True)
    for _ in sys.stdin:
        gc.collect()
        gc.freeze()
        before = time.process_time()
        answer = play()
        used = time.process_time() - before
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
        line = {"cpu_s": used, "count": len(frames), "peak_mb": peak_mb, **answer}
        print(json.dumps(line), flush=True)


def top(bids: Sequence[float], asks: Sequence[float]) -> Answer:
    """The best of each side: what every contender must agree on."""
    return {"best_bid": max(map(float, bids)), "best_ask": min(map(float, asks))}
