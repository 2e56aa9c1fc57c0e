# mypy: ignore-errors
"""smartmoneyconcepts on files of candles: prints what it found by row, a line a file.

Usage: ``smartmoneyconcepts_charts.py SWING_LENGTH FILE...``
"""

import json
import os
import sys

os.environ["SMC_CREDIT"] = "0"

import pandas as pd
from smartmoneyconcepts import smc


def read(path: str, length: int) -> dict[str, list]:
    """All that is compared; a break only where it names the candle, a block where one is left."""
    candles = pd.read_csv(path)
    candles = candles.set_index(pd.to_datetime(candles.pop("ts_ms"), unit="ms"))
    gaps = smc.fvg(candles).dropna()
    swings = smc.swing_highs_lows(candles, swing_length=length)
    breaks = smc.bos_choch(candles, swings)
    breaks = breaks[breaks["BrokenIndex"] > 0].fillna(0)
    blocks = smc.ob(candles, swings)
    blocks = blocks[blocks["OB"].notna()]
    return {
        "gaps": [
            [row, int(gap.FVG), gap.Bottom, gap.Top, int(gap.MitigatedIndex)]
            for row, gap in zip(gaps.index.tolist(), gaps.itertuples(), strict=True)
        ],
        "swings": [[row, int(side)] for row, side in swings["HighLow"].dropna().items()],
        "breaks": [
            [row, int(at.BOS + at.CHOCH), int(at.BrokenIndex), "bos" if at.BOS else "choch"]
            for row, at in zip(breaks.index.tolist(), breaks.itertuples(), strict=True)
        ],
        "blocks": [
            [row, int(block.OB), block.Bottom, block.Top, int(block.MitigatedIndex)]
            for row, block in zip(blocks.index.tolist(), blocks.itertuples(), strict=True)
        ],
    }


for file in sys.argv[2:]:
    sys.stdout.write(json.dumps(read(file, int(sys.argv[1]))) + "\n")
