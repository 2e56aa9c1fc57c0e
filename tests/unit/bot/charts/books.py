"""Heat maps with everything on them: watched walls, quotes, gaps, depth that ends."""

from typing import Any

import numpy as np

from bot.charts.heatmap import HeatmapScene
from bot.charts.heatmap.quotes import Quotes
from bot.charts.heatmap.wall_life import Fate, WallLife
from tests.unit.bot.charts import scenes

NS = 10**9
FATES: tuple[Fate | None, ...] = ("pulled", "eaten", None)


def wall(
    low: float = 97_950.0,
    high: float = 97_960.0,
    *,
    usd: float = 4e6,
    born_s: int = 600,
    ended_s: int | None = 1_800,
    fate: Any = "pulled",  # noqa: ANN401  # tests bend it
    bid: bool = True,
) -> WallLife:
    """A wall by the seconds since the first column of a scene of an hour."""
    first = (scenes.MIDNIGHT - 3_600) * NS
    return WallLife(
        low=low,
        high=high,
        bid=bid,
        usd=usd,
        born_ns=first + born_s * NS,
        ended_ns=None if ended_s is None else first + ended_s * NS,
        fate=fate,
    )


def crowded(
    seed: int,
    *,
    columns: int = 120,
    bins: int = 200,
    price: float = 98_000.0,
    step: float = 10.0,
    **changes: Any,  # noqa: ANN401  # any field of the scene
) -> HeatmapScene:
    """Many walls that ended, and holes in time and depth; now and then a spread to be seen."""
    chance = np.random.default_rng(seed)
    bare = scenes.heatmap(seed, columns=columns, bins=bins, price=price, step=step)
    matrix, mid = bare.matrix.copy(), bare.mid.copy()
    matrix[:, : int(chance.integers(bins // 2 + 1))] = 0
    hole = sorted(chance.integers(0, columns + 1, 2).tolist())
    matrix[slice(*hole)] = np.nan
    half = np.abs(chance.normal(0, 1, columns)) * step * int(chance.integers(0, 3))
    told: dict[str, Any] = {
        "matrix": matrix,
        "mid": mid,
        "quotes": Quotes(bid=np.maximum(mid - half, mid / 2), ask=mid + half),
        "walls": tuple(_life(chance, bare) for _ in range(int(chance.integers(40)))),
    }
    return scenes.heatmap(
        seed, columns=columns, bins=bins, price=price, step=step, **told | changes
    )


def _life(chance: np.random.Generator, scene: HeatmapScene) -> WallLife:
    low = (scene.low_bin + int(chance.integers(scene.matrix.shape[1]))) * scene.price_step
    first, last = int(scene.times_ns[0]), scene.now_ns
    born, ended = sorted(chance.integers(first - 600 * NS, last, 2).tolist())
    fate = FATES[int(chance.integers(3))]
    return WallLife(
        low=low,
        high=low + scene.price_step * int(chance.integers(1, 4)),
        bid=low < scene.last,
        usd=float(chance.lognormal(14, 1)),
        born_ns=born,
        ended_ns=None if fate is None else ended,
        fate=fate,
    )
