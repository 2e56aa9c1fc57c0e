# mypy: ignore-errors
"""smartmoneyconcepts on a history of candles: its functions one after the other."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ["SMC_CREDIT"] = "0"

import pandas as pd
from rounds import take_turns
from smartmoneyconcepts import smc
from tape import SWING, columns, counted

FILE, WANTED = sys.argv[1], int(sys.argv[2])
TAPE = pd.DataFrame(columns(FILE, WANTED))
CANDLES = TAPE.set_index(pd.to_datetime(TAPE.pop("ts_ms"), unit="ms"))


def play():
    """What it offers, without its sessions: those are asked for one by one."""
    candles = CANDLES.copy()
    gaps = smc.fvg(candles)
    swings = smc.swing_highs_lows(candles, swing_length=SWING)
    breaks = smc.bos_choch(candles, swings)
    blocks = smc.ob(candles, swings)
    smc.liquidity(candles, swings)
    smc.previous_high_low(candles)
    smc.retracements(candles, swings)
    return counted(
        fvg=gaps["FVG"].count(),
        swing=swings["HighLow"].count(),
        break_=breaks["BrokenIndex"].count(),
        order_block=blocks["OB"].count(),
    )


take_turns(range(WANTED), play)
