"""What one new candle costs in our charts, and what they hold, as the history grows.

Each update is timed by itself in CPU time of the thread; the clock's own cost is taken off. Main
and internal structure with the options that everyone gets.
"""

import gc
import json
import sys
import time
from itertools import pairwise
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from our_candles import candles  # noqa: E402  found by the line above

from engine.detectors.market_structure import MarketStructure  # noqa: E402

PAGE_MB = 4_096 / 2**20
NEAR = 1_000
"""Candles before a mark whose mean is the cost at that mark."""


def main() -> None:
    """Feed the tape twice: once to time it, once to see what the charts hold."""
    file, wanted = sys.argv[1], int(sys.argv[2])
    marks = [mark for mark in (1_000, 10_000, 100_000, 1_000_000) if mark <= wanted]
    held = _held(file, marks)
    timed = _timed(file, marks)
    print(json.dumps({f"{mark:,}": {**timed[mark], "held_mb": held[mark]} for mark in marks}))


def _held(file: str, marks: list[int]) -> dict[int, float]:
    """Memory beyond what a process with the tape and one candle read has."""
    charts = MarketStructure()
    held: dict[int, float] = {}
    before = 0.0
    for number, candle in enumerate(candles(file, marks[-1]), start=1):
        charts.update(candle)
        if number == 1:
            gc.collect()
            before = _resident_mb()
        if number in marks:
            gc.collect()
            held[number] = _resident_mb() - before
    return held


def _timed(file: str, marks: list[int]) -> dict[int, dict[str, float]]:
    """Each update by itself; the shares are of all updates since the mark before."""
    clock = _clock_ns()
    charts = MarketStructure()
    used: list[int] = []
    timed: dict[int, dict[str, float]] = {}
    for number, candle in enumerate(candles(file, marks[-1]), start=1):
        before = time.thread_time_ns()
        charts.update(candle)
        used.append(time.thread_time_ns() - before - clock)
        if number in marks:
            near = sum(used[-NEAR:]) / NEAR / 1_000
            timed[number] = {**_shares(used), "near_us": near}
            used.clear()
    return timed


def _shares(used: list[int]) -> dict[str, float]:
    ordered = sorted(used)
    shares = {
        f"p{share}_us": ordered[int(len(ordered) * share / 100)] / 1_000 for share in (50, 99, 99.9)
    }
    return {"mean_us": sum(used) / len(used) / 1_000, **shares, "most_us": ordered[-1] / 1_000}


def _clock_ns() -> int:
    """What reading the clock twice shows when nothing lies between."""
    ticks = [time.thread_time_ns() for _ in range(1_000)]
    return sorted(later - earlier for earlier, later in pairwise(ticks))[500]


def _resident_mb() -> float:
    """Memory of this process now (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_MB


main()
