"""Scenes for tests: small, seeded, and correct unless a test bends them."""

from typing import Any

import numpy as np

from bot.charts.card import Band, CardScene, Level
from bot.charts.flow import FlowScene, Share
from bot.charts.flow.flows import Flows
from bot.charts.flow.marks import Crossing
from bot.charts.heatmap import HeatmapScene
from bot.charts.kit.candles import Candles
from bot.charts.kit.prints import Prints
from bot.charts.structure import StructureScene
from bot.charts.structure.key_prices import KeyPrice
from bot.charts.structure.marks import Break, Pool, Sweep
from bot.charts.structure.ruler import Range
from bot.charts.structure.zones import Zone

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


def structure(
    seed: int = 1,
    *,
    count: int = 96,
    marks: int = 7,
    **changes: Any,  # noqa: ANN401  # any field
) -> StructureScene:
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
        "zones": tuple(_zone(chance, bars, width) for _ in range(marks + 2)),
        "breaks": tuple(_break(chance, bars) for _ in range(marks)),
        "pools": tuple(_pool(chance, bars) for _ in range(marks // 2)),
        "sweeps": tuple(_sweep(chance, bars) for _ in range(marks // 2)),
        "keys": tuple(_key(chance, bars) for _ in range(marks // 2)),
        "range": _range(chance, bars),
    }
    return StructureScene(**(scene | changes))


def _zone(chance: np.random.Generator, bars: Candles, width: float) -> Zone:
    low = float(chance.choice(bars.close)) - width / 2
    return Zone(
        kind=chance.choice(["fvg", "order_block", "breaker", "ote"], p=[0.4, 0.4, 0.1, 0.1]),
        side=chance.choice(["bullish", "bearish"]),
        low=low,
        high=low + width * chance.uniform(0.1, 2),
        from_time_ns=int(chance.choice(bars.open_time_ns)),
        inner=bool(chance.integers(2)),
        tested=bool(chance.integers(5) == 0),
    )


def _key(chance: np.random.Generator, bars: Candles) -> KeyPrice:
    at = int(chance.integers(len(bars)))
    extreme = chance.choice(["high", "low"])
    return KeyPrice(
        kind=chance.choice(["strong", "weak", "day", "week"]),
        extreme=extreme,
        price=float((bars.high if extreme == "high" else bars.low)[at]),
        from_time_ns=int(bars.open_time_ns[at]),
    )


def _range(chance: np.random.Generator, bars: Candles) -> Range | None:
    """Sometimes none, sometimes wider than what is in sight, sometimes narrower."""
    low, high = float(bars.low.min()), float(bars.high.max())
    below, above = chance.uniform(-0.3, 0.8, 2) * (high - low)
    return Range(max(low - below, low / 2), high + above) if chance.integers(5) else None


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
        inner=bool(chance.integers(2)),
    )


def _pool(chance: np.random.Generator, bars: Candles) -> Pool:
    first, last = _two(chance, bars)
    return Pool(
        kind=chance.choice(["highs", "lows"]),
        from_price=float(bars.high[first]),
        from_time_ns=int(bars.open_time_ns[first]),
        to_price=float(bars.high[last]),
        to_time_ns=int(bars.open_time_ns[last]),
        gone=bool(chance.integers(2)),
    )


def _sweep(chance: np.random.Generator, bars: Candles) -> Sweep:
    at = int(chance.integers(len(bars)))
    below = bool(chance.integers(2))
    return Sweep(
        side="bullish" if below else "bearish",
        price=float((bars.low if below else bars.high)[at]),
        time_ns=int(bars.open_time_ns[at]),
        inner=bool(chance.integers(2)),
    )


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


EXCHANGES = ("Binance", "Coinbase", "OKX", "Kraken", "Bitfinex")


def flow(
    seed: int = 1,
    *,
    buckets: int = 48,
    bucket: int = 1800,
    price: float = 3_590.0,
    usd: float = 2e6,
    **changes: Any,  # noqa: ANN401  # any field of the scene
) -> FlowScene:
    """Flows of all exchanges up to now, six prices a bucket, a dozen single transfers."""
    chance = np.random.default_rng(seed)
    flows = changes.pop("flows", None) or flows_of(seed, buckets=buckets, bucket=bucket, usd=usd)
    count = len(flows) * 6
    times = flows.first_ns + np.arange(1, count + 1) * round(flows.bucket_s / 6 * NS)
    shares = [Share(name=name, net_usd=float(chance.normal(0, usd * 20))) for name in EXCHANGES]
    scene: dict[str, Any] = {
        "symbol": "ETHUSDT",
        "venue": "Bybit perp",
        "coins": "ETH, WETH on Ethereum",
        "tick_decimals": 2,
        "flows": flows,
        "times_ns": times,
        "prices": price * np.exp(np.cumsum(chance.normal(0, 0.0015, count))),
        "now_ns": flows.last_ns,
        "transfers": tuple(_crossing(chance, flows, usd) for _ in range(int(chance.integers(15)))),
        "shares": tuple(sorted(shares, key=lambda share: -abs(share.net_usd))),
    }
    return FlowScene(**(scene | changes))


def flows_of(
    seed: int = 1, *, buckets: int = 48, bucket: int = 1800, usd: float = 2e6, unknown: int = 0
) -> Flows:
    """Buckets up to midnight, the first ``unknown`` of them not watched."""
    chance = np.random.default_rng(seed)
    inflow, outflow = chance.lognormal(0, 1, (2, buckets)) * usd
    inflow[:unknown] = outflow[:unknown] = np.nan
    first = (MIDNIGHT - buckets * bucket) * NS
    return Flows(
        first_ns=first, bucket_s=bucket, inflow=inflow, outflow=outflow, open_last=bool(seed % 2)
    )


def _crossing(chance: np.random.Generator, flows: Flows, usd: float) -> Crossing:
    size = float(chance.lognormal(6, 1.5))
    return Crossing(
        at_ns=flows.first_ns + int(chance.uniform(0, flows.seconds) * NS),
        usd=size / 400 * usd,
        size=size,
        coin="ETH",
        exchange=str(chance.choice(EXCHANGES)),
        incoming=bool(chance.integers(2)),
    )
