"""Our charts on a history of candles: every concept, one structure, fed candle by candle."""

import sys
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from our_candles import candles  # noqa: E402  found by the line above
from rounds import Answer, take_turns  # noqa: E402
from tape import SWING, counted  # noqa: E402

from core.detection import Detection  # noqa: E402
from engine.detectors.market_structure import MarketStructure  # noqa: E402
from engine.structure.options import StructureOptions  # noqa: E402

CANDLES = list(candles(sys.argv[1], int(sys.argv[2])))
OPTIONS = StructureOptions(swing_length=SWING, internal_length=0)


def play() -> Answer:
    """A history is nothing special: the same update as live."""
    charts = MarketStructure(OPTIONS)
    told: Counter[str] = Counter()
    for candle in CANDLES:
        for found in charts.update(candle):
            if isinstance(found, Detection):
                told[found.kind] += 1
    return counted(
        fvg=told["fvg"],
        swing=told["swing_high"] + told["swing_low"],
        break_=told["bos"] + told["choch"],
        order_block=told["order_block"],
    )


take_turns(CANDLES, play)
