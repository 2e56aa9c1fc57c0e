# mypy: ignore-errors
"""smartmoneyconcepts on a file of candles: prints what it found, by row.

Usage: ``smartmoneyconcepts_charts.py FILE SWING_LENGTH``
"""

import json
import os
import sys

os.environ["SMC_CREDIT"] = "0"

import pandas as pd
from smartmoneyconcepts import smc

candles = pd.read_csv(sys.argv[1])
candles = candles.set_index(pd.to_datetime(candles.pop("ts_ms"), unit="ms"))
gaps = smc.fvg(candles).dropna()
swings = smc.swing_highs_lows(candles, swing_length=int(sys.argv[2]))
breaks = smc.bos_choch(candles, swings)
breaks = breaks[breaks["BrokenIndex"] > 0].fillna(0)
blocks = smc.ob(candles, swings)
blocks = blocks[blocks["OB"].notna()]
swings = swings.dropna()
told = {
    "gaps": [
        [row, int(gap.FVG), gap.Bottom, gap.Top, int(gap.MitigatedIndex)]
        for row, gap in zip(gaps.index.tolist(), gaps.itertuples(), strict=True)
    ],
    "swings": [[row, int(side)] for row, side in swings["HighLow"].items()],
    "breaks": [
        [row, int(at.BOS + at.CHOCH), int(at.BrokenIndex), "bos" if at.BOS else "choch"]
        for row, at in zip(breaks.index.tolist(), breaks.itertuples(), strict=True)
    ],
    "blocks": [[row, int(side)] for row, side in blocks["OB"].items()],
}
sys.stdout.write(json.dumps(told) + "\n")
