# mypy: ignore-errors
"""pyvsmc on a history of candles: its functions one after the other."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
import pyvsmc
from rounds import take_turns
from tape import SWING, columns, counted

FILE, WANTED = sys.argv[1], int(sys.argv[2])
TAPE = {name: np.array(column, dtype=float) for name, column in columns(FILE, WANTED).items()}


def play():
    """What it offers; its compiler has run when the second round begins."""
    open_, high, low, close = (TAPE[name] for name in ("open", "high", "low", "close"))
    gaps = pyvsmc.detect_fvg(high, low, compute_mitigation=True)
    swings = pyvsmc.detect_swings(high, low, window_size=SWING)
    breaks = pyvsmc.detect_structure(high, low, close, window_size=SWING)
    blocks = pyvsmc.detect_order_blocks(
        open_, high, low, close, window_size=SWING, compute_mitigation=True
    )
    pyvsmc.detect_liquidity(high, low, close, window_size=SWING)
    pyvsmc.detect_zones(high, low, close, window_size=SWING)
    return counted(
        fvg=gaps.bullish.sum() + gaps.bearish.sum(),
        swing=swings.swing_high.sum() + swings.swing_low.sum(),
        break_=breaks.bos_bullish.sum()
        + breaks.bos_bearish.sum()
        + breaks.choch_bullish.sum()
        + breaks.choch_bearish.sum(),
        order_block=blocks.bullish_ob.sum() + blocks.bearish_ob.sum(),
    )


take_turns(range(WANTED), play)
