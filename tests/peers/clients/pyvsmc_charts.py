# mypy: ignore-errors
"""pyvsmc on files of candles: prints what it found by row, a line a file.

Usage: ``pyvsmc_charts.py SWING_LENGTH FILE...``
"""

import json
import sys

import numpy as np
import pandas as pd
import pyvsmc

FAR = 1_000
"""Candles that it may look back for a block: more than any break is away from its swing."""


def rows(mask: np.ndarray, side: int) -> list[list[int]]:
    """The rows where a mask is set, each with its side."""
    return [[int(row), side] for row in mask.nonzero()[0]]


def read(path: str, length: int) -> dict[str, list]:
    """All that is compared; blocks of breaks only, not those that it makes of every gap."""
    candles = pd.read_csv(path)
    open_, high, low, close = (
        candles[name].to_numpy(float) for name in ("open", "high", "low", "close")
    )
    gaps = pyvsmc.detect_fvg(high, low)
    swings = pyvsmc.detect_swings(high, low, window_size=length, tie="first")
    breaks = pyvsmc.detect_structure(high, low, close, window_size=length, tie="first")
    blocks = pyvsmc.detect_order_blocks(
        open_, high, low, close, use_fvg=False, lookback=FAR, window_size=length, tie="first"
    )
    lows, highs, broken = blocks.ob_low, blocks.ob_high, blocks.validated_index
    return {
        "gaps": rows(gaps.bullish, 1) + rows(gaps.bearish, -1),
        "swings": rows(swings.swing_high, 1) + rows(swings.swing_low, -1),
        "breaks": [
            [int(row), side, float(levels[row]), kind]
            for kind, levels in (("bos", breaks.bos_level), ("choch", breaks.choch_level))
            for side, name in ((1, "bullish"), (-1, "bearish"))
            for row in getattr(breaks, f"{kind}_{name}").nonzero()[0]
        ],
        "blocks": [
            [row, side, float(lows[row]), float(highs[row]), int(broken[row])]
            for row, side in rows(blocks.bullish_ob, 1) + rows(blocks.bearish_ob, -1)
        ],
    }


for file in sys.argv[2:]:
    sys.stdout.write(json.dumps(read(file, int(sys.argv[1]))) + "\n")
