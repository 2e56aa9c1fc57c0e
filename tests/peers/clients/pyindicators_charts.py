# mypy: ignore-errors
"""PyIndicators on files of candles: prints what it found by row, a line a file.

Usage: ``pyindicators_charts.py SWING_LENGTH FILE...``
"""

import json
import sys

import pandas as pd
import pyindicators


def rows(column: pd.Series, side: int, *, back: int = 0) -> list[list[int]]:
    """The rows where a column is set, each with its side; ``back`` candles earlier."""
    return [[int(row) - back, side] for row in column.to_numpy().nonzero()[0]]


def read(path: str, length: int) -> dict[str, list]:
    """All that is compared; a block stands at the row of its break."""
    candles = pd.read_csv(path).rename(columns=str.capitalize)
    gaps = pyindicators.fair_value_gap(candles.copy())
    swings = pyindicators.swing_structure(candles.copy(), swing_length=length)
    blocks = pyindicators.order_blocks(candles.copy(), swing_length=length)
    return {
        "gaps": rows(gaps["bullish_fvg"], 1) + rows(gaps["bearish_fvg"], -1),
        "swings": rows(swings["swing_high"], 1, back=length)
        + rows(swings["swing_low"], -1, back=length),
        "blocks": [
            [row, side, *(float(blocks[f"{name}_ob_{edge}"][row]) for edge in ("bottom", "top"))]
            for side, name in ((1, "bullish"), (-1, "bearish"))
            for row, _ in rows(blocks[f"{name}_ob"], side)
        ],
    }


for file in sys.argv[2:]:
    sys.stdout.write(json.dumps(read(file, int(sys.argv[1]))) + "\n")
