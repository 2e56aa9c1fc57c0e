"""The liquidation map of a symbol: the newest estimate, less whom the price has met since."""

import numpy as np
import numpy.typing as npt

from bot.charts.liquidation_map import LiquidationMapScene, Trial
from bot.charts.liquidation_map.levels import Levels
from bot.pictures.prints import forced
from bot.pictures.venues import VENUES
from bot.views import numbers
from core.detection import Detection
from usecases.read_liquidation_map import LiquidationMap


def scene(found: LiquidationMap) -> LiquidationMapScene:
    """The scene of what was read."""
    told = found.told
    return LiquidationMapScene(
        symbol=found.symbol,
        venue=VENUES[found.venue],
        tick_decimals=numbers.decimals(found.price),
        levels=_levels(found),
        told_ns=told.known_ns,
        now_ns=found.until_ns,
        model=told.texts["tiers"],
        open_usd=told.numbers.get("open_usd"),
        trial=_trial(told),
        forced=forced(found.forced),
        stale_s=found.late_s,
    )


def _levels(found: LiquidationMap) -> Levels:
    edges = np.array(found.levels.edges)
    rows = (found.levels.slow, found.levels.fast, found.levels.fastest)
    usd: npt.NDArray[np.float64] = np.array(rows, dtype=np.float64)
    middles = (edges[:-1] + edges[1:]) / 2
    # Whoever stood where the price has been since is gone, one way or the other.
    usd[:, (middles >= found.lowest) & (middles <= found.highest)] = 0
    return Levels(price=found.price, edges=edges, usd=usd)


def _trial(told: Detection) -> Trial | None:
    if "score" not in told.numbers:
        return None
    return Trial(
        score=told.numbers["score"],
        low=told.numbers["score_low"],
        high=told.numbers["score_high"],
        minutes=round(told.numbers["score_minutes"]),
    )
