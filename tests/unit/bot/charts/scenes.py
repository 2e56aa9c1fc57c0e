"""Scenes for tests: small, seeded, and correct unless a test bends them."""

from typing import Any

import numpy as np

from bot.charts.candles import Candles
from bot.charts.card import Band, CardScene, Level
from bot.charts.heatmap import HeatmapScene
from bot.charts.marks import Break, Pool, Sweep
from bot.charts.prints import Prints
from bot.charts.structure import StructureScene
from bot.charts.zones import Zone

NS = 10**9
MIDNIGHT = 1_732_147_200


def candles(
    count: int = 96, *, seed: int = 1, price: float = 3_590.0, move: float = 0.002
) -> Candles:
    """Candles of 15 minutes up to midnight."""
    chance = np.random.default_rng(seed)
    close = price * np.exp(np.cumsum(chance.normal(0, 1, count) * move))
    opened = np.concatenate([[price], close[:-1]])
    wick = np.abs(chance.normal(0, 0.5, count)) * move * price
    return Candles(
        open_time_ns=(MIDNIGHT + (np.arange(count) - count) * 900) * NS,
        open=opened,
        high=np.maximum(opened, close) + wick,
        low=np.minimum(opened, close) - np.minimum(wick, close * 0.01),
        close=close,
        volume=chance.lognormal(3, 0.6, count),
    )


def structure(seed: int = 1, *, count: int = 96, **changes: Any) -> StructureScene:  # noqa: ANN401  # any field
    """A structure scene with marks of every kind at random places."""
    chance = np.random.default_rng(seed)
    bars = changes.pop("candles", None) or candles(count, seed=seed)
    width = float(bars.high.max() - bars.low.min()) / 20 or float(bars.close[-1]) / 100
    scene: dict[str, Any] = {
        "symbol": "ETHUSDT",
        "venue": "Bybit perp",
        "timeframe": "15 m",
        "tick_decimals": 2,
        "candles": bars,
        "zones": tuple(_zone(chance, bars, width) for _ in range(9)),
        "breaks": tuple(_break(chance, bars) for _ in range(7)),
        "pools": tuple(_pool(chance, bars) for _ in range(3)),
        "sweeps": tuple(_sweep(chance, bars) for _ in range(3)),
    }
    return StructureScene(**(scene | changes))


def _zone(chance: np.random.Generator, bars: Candles, width: float) -> Zone:
    low = float(chance.choice(bars.close)) - width / 2
    at = int(chance.choice(bars.open_time_ns))
    kind, side = chance.choice(["fvg", "order_block"]), chance.choice(["bullish", "bearish"])
    high = low + width * chance.uniform(0.1, 2)
    return Zone(kind=kind, side=side, low=low, high=high, from_time_ns=at)


def _two(chance: np.random.Generator, bars: Candles) -> tuple[int, int]:
    first, last = sorted(chance.integers(0, len(bars), 2).tolist())
    return first, last


def _break(chance: np.random.Generator, bars: Candles) -> Break:
    first, last = _two(chance, bars)
    rising = bool(chance.integers(2))
    return Break(
        kind=chance.choice(["bos", "choch"]),
        side="bullish" if rising else "bearish",
        level=float(bars.high[first] if rising else bars.low[first]),
        from_time_ns=int(bars.open_time_ns[first]),
        to_time_ns=int(bars.open_time_ns[last]),
    )


def _pool(chance: np.random.Generator, bars: Candles) -> Pool:
    first, last = _two(chance, bars)
    return Pool(
        kind=chance.choice(["highs", "lows"]),
        from_price=float(bars.high[first]),
        from_time_ns=int(bars.open_time_ns[first]),
        to_price=float(bars.high[last]),
        to_time_ns=int(bars.open_time_ns[last]),
    )


def _sweep(chance: np.random.Generator, bars: Candles) -> Sweep:
    at = int(chance.integers(len(bars)))
    return Sweep(side="bullish", price=float(bars.low[at]), time_ns=int(bars.open_time_ns[at]))


def heatmap(
    seed: int = 1,
    *,
    columns: int = 120,
    bins: int = 200,
    price: float = 98_000.0,
    step: float = 10.0,
    bucket: int = 30,
    **changes: Any,  # noqa: ANN401  # any field of the scene
) -> HeatmapScene:
    """A book with a few walls around a wandering price, trades and liquidations."""
    chance = np.random.default_rng(seed)
    mid = price * np.exp(np.cumsum(chance.normal(0, 0.0003, columns)))
    matrix = chance.lognormal(11, 1, (columns, bins)).astype(np.float32)
    matrix[:, chance.integers(0, bins, 6)] *= 30
    times = (MIDNIGHT + (np.arange(columns) - columns) * bucket) * NS
    scene: dict[str, Any] = {
        "symbol": "BTCUSDT",
        "venue": "Bybit perp",
        "tick_decimals": 1,
        "times_ns": times,
        "bucket_s": bucket,
        "price_step": step,
        "low_bin": round(price / step) - bins // 2,
        "matrix": matrix,
        "mid": mid,
        "now_ns": int(times[-1]) + bucket * NS,
        "trades": prints(chance, times, mid, 400),
        "liquidations": prints(chance, times, mid, 9),
    }
    return HeatmapScene(**(scene | changes))


def prints(chance: np.random.Generator, times: Any, mid: Any, count: int) -> Prints:  # noqa: ANN401  # arrays
    at = chance.integers(0, len(times), count)
    return Prints(
        times_ns=times[at],
        prices=mid[at],
        usd=chance.lognormal(9.5, 1.7, count),
        sides=chance.choice([-1, 1], count).astype(np.int8),
    )


def card(seed: int = 1, *, count: int = 240, **changes: Any) -> CardScene:  # noqa: ANN401  # any field
    """A card about a transfer, with four hours of prices."""
    chance = np.random.default_rng(seed)
    times = (MIDNIGHT + (np.arange(count) - count) * 60) * NS
    prices = 98_000 * np.exp(np.cumsum(chance.normal(0, 0.0006, count)))
    at = int(chance.integers(count)) if count else 0
    scene: dict[str, Any] = {
        "title": "Whale to exchange",
        "amount": "$60.0M",
        "side": "down",
        "line": "612 BTC · unknown wallet → Binance",
        "event_ns": int(times[at]) if count else MIDNIGHT * NS,
        "symbol": "BTCUSDT",
        "tick_decimals": 1,
        "times_ns": times,
        "prices": prices,
        "event_price": float(prices[at]) if count else None,
        "since_percent": -0.3,
        "since_s": 2160,
        "rule": "BTC inflow ≥ $25M",
    }
    return CardScene(**(scene | changes))


def level_card(seed: int = 1) -> CardScene:
    prices = card(seed).prices
    return card(seed, level=Level(price=float(np.median(prices)), words="your level"))


def band_card(seed: int = 1) -> CardScene:
    low, high = np.quantile(card(seed).prices, (0.4, 0.6)).tolist()
    return card(seed, band=Band(low=low, high=high, words="FVG+ 15 m"))
