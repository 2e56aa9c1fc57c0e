# mypy: ignore-errors
"""pyvsmc on a file of candles: prints what it found, by row.

Usage: ``pyvsmc_charts.py FILE SWING_LENGTH``
"""

import json
import sys

import numpy as np
import pandas as pd
import pyvsmc

candles = pd.read_csv(sys.argv[1])
high, low, close = (candles[name].to_numpy(float) for name in ("high", "low", "close"))
length = int(sys.argv[2])
gaps = pyvsmc.detect_fvg(high, low)
swings = pyvsmc.detect_swings(high, low, window_size=length, tie="first")
breaks = pyvsmc.detect_structure(high, low, close, window_size=length, tie="first")


def rows(mask: np.ndarray, side: int) -> list[list[int]]:
    """The rows where a mask is set, each with its side."""
    return [[int(row), side] for row in mask.nonzero()[0]]


told = {
    "gaps": rows(gaps.bullish, 1) + rows(gaps.bearish, -1),
    "swings": rows(swings.swing_high, 1) + rows(swings.swing_low, -1),
    "breaks": [
        [int(row), side, float(levels[row]), kind]
        for kind, levels in (("bos", breaks.bos_level), ("choch", breaks.choch_level))
        for side, name in ((1, "bullish"), (-1, "bearish"))
        for row in getattr(breaks, f"{kind}_{name}").nonzero()[0]
    ],
}
sys.stdout.write(json.dumps(told) + "\n")
