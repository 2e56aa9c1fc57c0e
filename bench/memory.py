"""What the detectors remember as facts go by, a million of each stream: ``python bench/memory.py``.

Three made-up streams without end (``tests.support.endless``), each in a process of its own: the
tape of a symbol, its candles, and a chain whose people are ever new. Each detector's state is
weighed as it would be stored, the whole process by its resident memory. The longest windows are a
month, and limits by number are reached late: 200,000 addresses are met after some 500,000 facts.
"""

import argparse
import gc
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from core.facts import Fact  # noqa: E402  found by the line above
from engine.pipeline.panel import Panel  # noqa: E402
from tests.support import endless  # noqa: E402
from tests.support.weight import weights  # noqa: E402

STREAMS: dict[str, Callable[[], Iterator[Fact]]] = {
    "tape": endless.tape,
    "charts": endless.charts,
    "chain": endless.chain,
}
SHARES = (10, 25, 50, 75, 100)
PAGE, KB = 4_096, 1_024
PROCESS = "the process"

Figures = dict[str, float]
"""Bytes, by what was weighed."""


def weighed(stream: str, wanted: int) -> Iterator[tuple[int, Figures]]:
    """Play a stream; at each share of it the facts until then, and what is remembered of them."""
    panel, facts = Panel(), STREAMS[stream]()
    done = 0
    for share in SHARES:
        for fact in islice(facts, wanted * share // 100 - done):
            panel.update(fact)
        done = wanted * share // 100
        yield done, {**weights(panel), PROCESS: _resident()}


def _resident() -> float:
    """Memory of this process now, in bytes (proc(5), statm)."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def _in_a_process(stream: str, wanted: int) -> dict[int, Figures]:
    command = [sys.executable, __file__, "--facts", str(wanted), "--stream", stream]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  itself
    if done.returncode:
        sys.exit(f"{stream}: {done.stderr}")
    return dict(map(json.loads, done.stdout.splitlines()))


def _table(stream: str, moments: dict[int, Figures]) -> Table:
    table = Table(title=f"{stream}: kB after so many facts", title_justify="left")
    table.add_column("", no_wrap=True)
    for facts in moments:
        table.add_column(f"{facts:,}", justify="right")
    table.add_column("second half", justify="right")
    half, end = [*moments.values()][2::2]
    for name in sorted(end):
        grown = f"{end[name] / half[name] - 1:+.1%}" if half.get(name) else "new"
        sizes = [f"{figures.get(name, 0) / KB:,.1f}" for figures in moments.values()]
        table.add_row(name, *sizes, grown)
    return table


def main() -> None:
    """Weigh all streams, or print one as JSON lines: a million take a quarter of an hour."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=1_000_000, help="of each stream")
    parser.add_argument("--stream", choices=STREAMS, help="this one only, as JSON lines")
    given = parser.parse_args()
    if given.stream:
        for moment in weighed(given.stream, given.facts):
            print(json.dumps(moment), flush=True)
        return
    console = Console(width=110)
    for stream in STREAMS:
        console.print(_table(stream, _in_a_process(stream, given.facts)))


if __name__ == "__main__":
    main()
