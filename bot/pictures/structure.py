"""The structure picture of a symbol: its candles and the gaps that are still open."""

from collections.abc import Sequence

import numpy as np

from bot.charts.candles import Candles
from bot.charts.structure import StructureScene
from bot.charts.zones import Zone
from bot.pictures.venues import VENUES
from bot.views import numbers
from core.detection import Detection
from core.market import Candle
from usecases.read_structure import Structure


def scene(structure: Structure) -> StructureScene:
    """The scene of what was read."""
    newest = structure.candles[-1]
    return StructureScene(
        symbol=structure.symbol,
        venue=VENUES[newest.venue],
        timeframe=f"{structure.timeframe[:-1]} {structure.timeframe[-1]}",
        tick_decimals=numbers.decimals(newest.close),
        candles=_candles(structure.candles),
        zones=tuple(_zone(gap) for gap in structure.open_gaps),
        now_ns=newest.at_ns,
        stale_s=structure.late_s,
    )


def _candles(candles: Sequence[Candle]) -> Candles:
    return Candles(
        open_time_ns=np.array([each.open_ns for each in candles], dtype=np.int64),
        open=np.array([each.open for each in candles]),
        high=np.array([each.high for each in candles]),
        low=np.array([each.low for each in candles]),
        close=np.array([each.close for each in candles]),
        volume=np.array([each.volume for each in candles]),
    )


def _zone(gap: Detection) -> Zone:
    return Zone(
        kind="fvg",
        side=gap.side or "bullish",
        low=gap.low or 0.0,
        high=gap.high or 0.0,
        from_time_ns=gap.formed_ns,
    )
