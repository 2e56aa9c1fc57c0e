"""Liquidation maps for tests: small, seeded, and correct unless a test bends them."""

from typing import Any

import numpy as np
import numpy.typing as npt

from bot.charts.liquidation_map import LiquidationMapScene, Trial
from bot.charts.liquidation_map.levels import Levels
from tests.unit.bot.charts import scenes

GOOD = Trial(score=0.71, low=0.64, high=0.78, minutes=412)
NO_BETTER = Trial(score=0.52, low=0.44, high=0.58, minutes=312)


def liquidation_map(
    seed: int = 1,
    *,
    price: float = 3_590.0,
    usd: float = 4e6,
    buckets: int = 80,
    **changes: Any,  # noqa: ANN401  # any field of the scene
) -> LiquidationMapScene:
    """A map that is better than chance at every second seed, and sixty forced closes."""
    chance = np.random.default_rng(seed)
    at = np.array([scenes.MIDNIGHT * scenes.NS])
    around = np.array([price]) * np.exp(chance.normal(0, 0.02, 60))
    scene: dict[str, Any] = {
        "symbol": "ETHUSDT",
        "venue": "Bybit perp",
        "tick_decimals": 2,
        "levels": levels(random_usd(seed, buckets) * usd, price=price),
        "told_ns": int(at[0]),
        "now_ns": int(at[0]) + 1_200 * scenes.NS,
        "model": "5x 10%, 10x 25%, 25x 30%, 50x 20%, 100x 15%",
        "open_usd": usd * 500,
        "trial": GOOD if seed % 2 else NO_BETTER,
        "forced": scenes.prints(chance, np.repeat(at, 60), around, 60),
    }
    return LiquidationMapScene(**(scene | changes))


def levels(usd: npt.NDArray[np.float64], *, price: float = 3_590.0, width: float = 0.003) -> Levels:
    """Buckets of 0.3 %, as many below the price as above it."""
    count = usd.shape[1]
    steps = np.arange(count + 1) - count / 2 + 0.3
    return Levels(price=price, edges=price * np.exp(steps * width), usd=usd)


def random_usd(seed: int, buckets: int) -> npt.NDArray[np.float64]:
    """Three leverages by bucket: most are small, a few are large, some are empty."""
    chance = np.random.default_rng(seed)
    usd: npt.NDArray[np.float64] = chance.lognormal(0, 1.3, (3, buckets))
    usd[:, chance.integers(0, buckets, buckets // 3)] = 0
    return usd
