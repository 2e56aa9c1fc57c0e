"""Our pictures beside a plain matplotlib Figure and mplfinance: ``python bench/charts.py``.

Everybody draws the same made-up afternoon (``contenders/market_scene.py``) in a process of their
own; they take turns, picture by picture, and what counts is CPU time, warm, encoding included.
mplfinance needs ``make install-peers`` and draws candles only, without most of the words.
"""

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
CONTENDERS = ROOT / "bench" / "contenders"
OURS, PEERS = ROOT / ".venv" / "bin" / "python", ROOT / ".venv-peers" / "bin" / "python"
PICTURES = ("heatmap", "structure", "card")

Figures = dict[str, list[dict[str, float]]]


class Painter:
    """Somebody who draws on demand, in a process of their own."""

    def __init__(self, python: Path, script: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own programs
            [str(python), str(CONTENDERS / script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._line()

    def draw(self, picture: str) -> dict[str, float]:
        """CPU milliseconds, KiB of the image, peak MB of the process."""
        assert self._process.stdin is not None
        print(picture, file=self._process.stdin, flush=True)
        told: dict[str, float] = json.loads(self._line())
        return told

    def close(self) -> None:
        """Let it end by itself."""
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            sys.exit(f"a painter ended early: {self._process.wait()}")
        return line


def timed(painters: dict[str, tuple[Painter, tuple[str, ...]]], rounds: int) -> dict[str, Figures]:
    """Every painter's pictures, taking turns so that a busy moment falls on all alike."""
    told: dict[str, Figures] = {name: defaultdict(list) for name in painters}
    for _ in range(rounds):
        for name, (painter, pictures) in painters.items():
            for picture in pictures:
                told[name][picture].append(painter.draw(picture))
    return told


def table(told: dict[str, Figures], console: Console) -> None:
    """Best and median, and how often ours fits into it."""
    shown = Table("picture", "by", title="CPU of one picture, warm, encoding included")
    for column in ("best ms", "median ms", "KiB", "peak MB", "ours is"):
        shown.add_column(column, justify="right")
    for picture in dict.fromkeys(name for figures in told.values() for name in figures):
        ours = best(told["ours"][picture])
        for name, figures in told.items():
            if picture in figures:
                rows = figures[picture]
                times = "" if name == "ours" else f"{best(rows) / ours:.1f} times"
                shown.add_row(
                    picture,
                    name,
                    f"{best(rows):.1f}",
                    f"{median(row['ms'] for row in rows):.1f}",
                    f"{rows[-1]['kib']:.0f}",
                    f"{rows[-1]['mb']:.0f}",
                    times,
                )
    console.print(shown)


def best(rows: list[dict[str, float]]) -> float:
    """What the code costs: the quickest round."""
    return min(row["ms"] for row in rows)


def long_run(count: int, console: Console) -> dict[str, Any]:
    """Memory over many pictures, and two processes beside one."""
    command = [str(OURS), str(CONTENDERS / "ours_drawing.py"), str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    told: dict[str, Any] = json.loads(done.stdout)
    grown = ", ".join(f"{mb:.0f} MB after {number}" for number, mb in told["memory_mb"])
    console.print(f"[bold]Memory[/bold] (most so far): {grown}")
    console.print(
        f"[bold]Processes[/bold]: one {told['one']:.1f}, two {told['two']:.1f} pictures a second,"
        f" {told['two'] / told['one']:.2f} times"
    )
    return told


def main() -> None:
    """Run everything and print it: about two minutes, with ``--quick`` half of one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, default=PEERS, help="interpreter that has mplfinance")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and pictures")
    parser.add_argument("--json", type=Path, help="write all figures to this file too")
    given = parser.parse_args()
    both = (*PICTURES, *(f"{name} png" for name in PICTURES))
    painters = {
        "ours": (Painter(OURS, "ours_pictures.py"), both),
        "plain Figure": (Painter(OURS, "figure_pictures.py"), both),
    }
    if given.peers.exists():
        candles = ("structure", "structure png")
        painters["mplfinance"] = (Painter(given.peers, "mplfinance_pictures.py"), candles)
    console = Console(width=110)
    told: dict[str, Any] = timed(painters, 5 if given.quick else 15)
    for painter, _ in painters.values():
        painter.close()
    table(told, console)
    told["long run"] = long_run(100 if given.quick else 1_000, console)
    if given.json:
        given.json.write_text(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
