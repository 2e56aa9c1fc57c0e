"""Track records for tests: small, seeded, and correct unless a test bends them."""

from typing import Any

import numpy as np

from bot.charts.track_record import TrackRecordScene
from bot.charts.track_record.signal_kind import SignalKind, Spread
from core.luck import running
from core.proportion import Proportion
from core.reliability import measured

NS = 10**9
MIDNIGHT = 1_732_147_200
WEEK_NS = 7 * 86_400 * NS
NAMES = (
    "FVG+",
    "FVG−",
    "order block+",
    "BOS−",
    "CHoCH+",
    "sweep of equal lows, 15 m",
    "displacement−",
)


def spread(chance: np.random.Generator, size: float) -> Spread:
    low, median, high = sorted((chance.normal(0, 1, 3) * size).tolist())
    return Spread(low=low, median=median, high=high)


def kind(seed: int = 1, *, name: str = "FVG+", n: int | None = None, **changes: Any) -> SignalKind:  # noqa: ANN401  # any field
    """A kind that is right about as often as a coin."""
    chance = np.random.default_rng(seed)
    count = int(chance.integers(1, 2_500)) if n is None else n
    size = float(chance.choice([0.01, 1.0, 12.0, 140.0]))
    own: dict[str, Any] = {
        "name": name,
        "right": Proportion(int(chance.binomial(count, chance.uniform(0.3, 0.7))), count),
        "base_rate": float(chance.uniform(0.4, 0.6)),
        "after_1h": spread(chance, size / 5),
        "after_24h": spread(chance, size),
        "worst": -size * 3,
        "best": size * 2.5,
        "alike": float(chance.uniform(1, 4)),
    }
    return SignalKind(**(own | changes))


def track_record(
    seed: int = 1,
    *,
    n: int = 900,
    kinds: int | tuple[SignalKind, ...] = 5,
    honest: float = 1.0,
    **changes: Any,  # noqa: ANN401  # any field of the scene
) -> TrackRecordScene:
    """Forecasts over the whole range, of which the share `honest` is meant; the rest is a coin."""
    chance = np.random.default_rng(seed)
    times = (MIDNIGHT - np.sort(chance.integers(0, 400 * 86_400, n))[::-1]) * NS
    forecasts = chance.beta(1.2, 1.5, n).clip(0.005, 0.995)
    outcomes = chance.random(n) < forecasts * honest + 0.5 * (1 - honest)
    sides = chance.choice([-1, 1], n).astype(np.int8)
    record = measured(forecasts, outcomes, blocks=times // WEEK_NS) if n else None
    result = running(times, chance.normal(0, 2, n), sides, fee=0.11) if n else None
    if isinstance(kinds, int):
        kinds = tuple(kind(seed + at, name=NAMES[at % len(NAMES)]) for at in range(kinds))
    scene: dict[str, Any] = {
        "symbol": "ETHUSDT",
        "venue": "Bybit perp",
        "event": "a level was touched within 4 h",
        "first_ns": (MIDNIGHT - 400 * 86_400) * NS,
        "last_ns": MIDNIGHT * NS,
        "frozen_ns": (MIDNIGHT - 500 * 86_400) * NS,
        "fee_percent": 0.11,
        "backtest": bool(seed % 2),
        "reliability": record,
        "kinds": kinds,
        "running": result,
    }
    return TrackRecordScene(**(scene | changes))
