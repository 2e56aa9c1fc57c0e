# mypy: ignore-errors
"""PyIndicators on a history of candles: its concepts of market structure one after the other."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pandas as pd
import pyindicators
from rounds import take_turns
from tape import SWING, columns, counted

FILE, WANTED = sys.argv[1], int(sys.argv[2])
CANDLES = pd.DataFrame(columns(FILE, WANTED)).rename(columns=str.capitalize)


def play():
    """Ten of its indicators, each given the same frame."""
    gaps = pyindicators.fair_value_gap(CANDLES.copy())
    pyindicators.fvg_filled(gaps)
    blocks = pyindicators.order_blocks(CANDLES.copy(), swing_length=SWING)
    swings = pyindicators.swing_structure(CANDLES.copy(), swing_length=SWING)
    breaks = pyindicators.market_structure_choch_bos(CANDLES.copy())
    for indicator in (pyindicators.breaker_blocks, pyindicators.mitigation_blocks):
        indicator(CANDLES.copy(), swing_length=SWING)
    pyindicators.liquidity_pools(CANDLES.copy())
    pyindicators.liquidity_sweeps(CANDLES.copy(), swing_length=SWING)
    pyindicators.equal_highs_lows(CANDLES.copy())
    pyindicators.premium_discount_zones(CANDLES.copy(), swing_length=SWING)
    return counted(
        fvg=gaps["bullish_fvg"].sum() + gaps["bearish_fvg"].sum(),
        swing=swings["swing_high"].sum() + swings["swing_low"].sum(),
        break_=sum(
            breaks[f"{kind}_{side}"].sum()
            for kind in ("bos", "choch", "choch_plus")
            for side in ("bullish", "bearish")
        ),
        order_block=blocks["bullish_ob"].sum() + blocks["bearish_ob"].sum(),
    )


take_turns(range(WANTED), play)
