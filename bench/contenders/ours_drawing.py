# mypy: ignore-errors
"""Our pictures for a long time: memory after each hundred, and what further processes bring."""

import json
import multiprocessing
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from ours_pictures import SCENES

from bot.charts import draw

MADE = [make() for make in SCENES.values()]


def memory(count: int) -> list[tuple[int, float]]:
    """Resident megabytes at the most after so many pictures of all kinds."""
    seen = []
    for number in range(1, count + 1):
        draw(MADE[number % len(MADE)])
        if number in {10, 100} or number % 250 == 0:
            seen.append((number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024))
    return seen


def drawn(number: int) -> int:
    return len(draw(MADE[number % len(MADE)]))


def a_second(processes: int, count: int) -> float:
    """Pictures a second of wall time, by so many warm processes."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        list(pool.map(drawn, range(processes * 12)))
        before = time.perf_counter()
        list(pool.map(drawn, range(count)))
        return count / (time.perf_counter() - before)


if __name__ == "__main__":
    told = {
        "memory_mb": memory(int(sys.argv[1])),
        "one": max(a_second(1, 90) for _ in range(3)),
        "two": max(a_second(2, 180) for _ in range(3)),
    }
    print(json.dumps(told))
