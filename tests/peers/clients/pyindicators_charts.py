# mypy: ignore-errors
"""PyIndicators on a file of candles: prints what it found, by row.

Usage: ``pyindicators_charts.py FILE SWING_LENGTH``
"""

import json
import sys

import pandas as pd
import pyindicators

candles = pd.read_csv(sys.argv[1]).rename(columns=str.capitalize)
length = int(sys.argv[2])
gaps = pyindicators.fair_value_gap(candles.copy())
swings = pyindicators.swing_structure(candles.copy(), swing_length=length)


def rows(column: pd.Series, side: int, *, back: int = 0) -> list[list[int]]:
    """The rows where a column is set, each with its side; ``back`` candles earlier."""
    return [[int(row) - back, side] for row in column.to_numpy().nonzero()[0]]


told = {
    "gaps": rows(gaps["bullish_fvg"], 1) + rows(gaps["bearish_fvg"], -1),
    "swings": rows(swings["swing_high"], 1, back=length)
    + rows(swings["swing_low"], -1, back=length),
}
sys.stdout.write(json.dumps(told) + "\n")
