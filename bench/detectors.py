"""Our charts beside other people's, and all detectors on a stream: ``python bench/detectors.py``.

Every program is a process of its own; what counts is its CPU time in the quickest of its rounds.
The peers calculate a history at once, so a new candle costs them the whole window again; ours costs
one update. Peers need ``make install-peers``; the candles stand beside the project in ``../shared``
(or in ``--data``).
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
CONTENDERS = ROOT / "bench" / "contenders"
OURS, PEERS = ROOT / ".venv" / "bin" / "python", ROOT / ".venv-peers" / "bin" / "python"
DATA = ROOT.parent / "shared" / "data"
CANDLES = Path("ohlcv") / "bybit_linear_ETHUSDT_5m.csv.gz"
PEER_NAMES = ("pyvsmc", "pyindicators", "smartmoneyconcepts")
LONG = 100_000
"""Histories from this length on are played once by the peers: it takes them half a minute."""

_COLUMNS = ("candles a CPU second", "one new candle, ms", "ours is", "peak MB")
_FOUND = {"fvg": "gaps", "swing": "swings", "break_": "breaks", "order_block": "blocks"}


class Bench:
    """Runs the programs and keeps their figures."""

    def __init__(self, candles: Path, console: Console, peers: Path) -> None:
        self.candles = candles
        self.console = console
        self.peers = peers
        self.figures: dict[str, object] = {}

    def histories(self, lengths: list[int]) -> None:
        """A whole history, and one more candle after it."""
        for length in lengths:
            title = f"A history of {length:,} candles"
            table = Table(title=title, title_justify="left", title_style="bold")
            table.add_column("", no_wrap=True)
            for column in (*_COLUMNS, *_FOUND.values()):
                table.add_column(column, justify="right")
            ours = self._best("ours", length)
            one_ms = ours["cpu_s"] / length * 1_000
            table.add_row("ours", *_cells(ours, length, one_ms, ""))
            told = {"ours": ours}
            for name in PEER_NAMES:
                told[name] = self._best(name, length)
                whole_ms = told[name]["cpu_s"] * 1_000
                times = f"{whole_ms / one_ms:,.0f} times"
                table.add_row(name, *_cells(told[name], length, whole_ms, times))
            self.console.print(table)
            self.figures[title] = told

    def candle(self, length: int) -> None:
        """One update as the history grows."""
        told = self._program(OURS, "ours_candle.py", length)[-1]
        table = Table(
            title="One new candle in ours, µs of CPU; both structures", title_style="bold"
        )
        columns = ("mean_us", "p50_us", "p99_us", "p99.9_us", "most_us", "near_us", "held_mb")
        for column in ("candles so far", *columns):
            table.add_column(column.replace("_us", "").replace("_", " "), justify="right")
        for mark, row in told.items():
            table.add_row(mark, *(f"{row[column]:,.1f}" for column in columns))
        self.console.print(table)
        self.figures["one new candle"] = told

    def panel(self, minutes: int) -> None:
        """All detectors of a hundred symbols."""
        told = self._program(OURS, "ours_panel.py", minutes)[-1]
        self.console.print(
            f"[bold]All detectors, 100 symbols[/bold]: {told['facts_a_second']:,.0f} facts a second"
            f" take {told['share_of_a_core']:.1%} of a core, {told['us_a_fact']:.1f} µs a fact"
        )
        self.figures["all detectors"] = told

    def _best(self, name: str, length: int) -> dict[str, Any]:
        python = OURS if name == "ours" else self.peers
        # The first round of a compiled library is its compiler's.
        rounds = 1 if length >= LONG and name != "pyvsmc" else 3
        told = self._program(python, f"{name}_charts.py", length, rounds=rounds)
        return min(told, key=lambda played: float(played["cpu_s"]))

    def _program(
        self, python: Path, script: str, size: int, *, rounds: int = 1
    ) -> list[dict[str, Any]]:
        command = [str(python), str(CONTENDERS / script), str(self.candles), str(size)]
        done = subprocess.run(  # noqa: S603  our own programs
            command, input="\n" * rounds, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"{script}: {done.stderr}")
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def _cells(told: dict[str, Any], length: int, one_ms: float, times: str) -> list[str]:
    return [
        f"{length / told['cpu_s']:,.0f}",
        f"{one_ms:,.3f}" if one_ms < 1 else f"{one_ms:,.0f}",
        times,
        f"{told['peak_mb']:,.0f}",
        *(f"{told['found'][kind]:,}" for kind in _FOUND),
    ]


def main() -> None:
    """Run everything and print it: about four minutes, with ``--quick`` half of one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the recordings")
    parser.add_argument("--peers", type=Path, default=PEERS, help="interpreter that has the peers")
    parser.add_argument("--quick", action="store_true", help="shorter histories, fewer minutes")
    parser.add_argument("--json", type=Path, help="write all figures to this file too")
    given = parser.parse_args()
    candles = given.data / CANDLES
    for needed, words in ((candles, "the candles"), (given.peers, "peers: make install-peers")):
        if not needed.exists():
            sys.exit(f"{needed} is missing ({words})")
    bench = Bench(candles, Console(width=110), given.peers)
    bench.histories([1_000, 10_000] if given.quick else [1_000, 10_000, 100_000])
    bench.candle(100_000 if given.quick else 1_000_000)
    bench.panel(1 if given.quick else 5)
    if given.json:
        given.json.write_text(json.dumps(bench.figures, indent=1))


if __name__ == "__main__":
    main()
