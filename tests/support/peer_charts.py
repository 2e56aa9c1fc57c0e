"""What other people's chart libraries say about the recorded candles."""

import csv
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from core.market import Timeframe
from tests.support.real_charts import DATA, FRAMES, LENGTH, Marks, recorded

_CLIENTS = Path(__file__).parents[1] / "peers" / "clients"

Answer = dict[str, list[Any]]
"""Rows of each kind, as the program in ``tests/peers/clients`` prints them."""

of_recordings = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(
        not DATA.is_dir(), reason="the recordings are not part of the project and are not here"
    ),
]
"""The marks of a file whose tests compare with a library."""


def answers(python: Path, name: str, folder: Path) -> dict[Timeframe, Answer]:
    """One run of a library, in a process of its own, over every recording."""
    files = [_written(timeframe, folder) for timeframe in FRAMES]
    done = subprocess.run(  # noqa: S603  a program of ours
        [python, _CLIENTS / f"{name}_charts.py", str(LENGTH), *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()[-len(FRAMES) :]
    return {timeframe: json.loads(line) for timeframe, line in zip(FRAMES, lines, strict=True)}


def marks(rows: list[Any]) -> Marks:
    return {(row, side) for row, side, *_ in rows}


def _written(timeframe: Timeframe, folder: Path) -> Path:
    path = folder / f"{timeframe}.csv"
    rows = recorded(timeframe)
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path
