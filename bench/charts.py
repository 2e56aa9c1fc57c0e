# a script of its own, and it prints
"""What a picture costs: CPU milliseconds, warm, and the same candles drawn by a plain Figure.

Run ``python -m bench.charts [rounds]``.
Process time is measured, not wall time, so that a busy machine
changes little; the best of n is what the code costs, the median what it costs on this machine now.
"""

import gc
import sys
from collections.abc import Callable
from io import BytesIO
from statistics import median
from time import process_time

import numpy as np
import numpy.typing as npt
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from bot.charts import draw
from bot.charts.candles import Candles
from bot.charts.card import CardScene
from bot.charts.heatmap import HeatmapScene
from bot.charts.marks import Break
from bot.charts.prints import Prints
from bot.charts.structure import StructureScene
from bot.charts.zones import Zone

_NS = 10**9
_START = 1_732_060_800
_SIZE = (1024, 1280)


def main(rounds: int = 15) -> None:
    """Print a table of all pictures, and the ratio to a plain Figure."""
    heatmap, structure, card = heatmap_scene(), structure_scene(), card_scene()
    rows: dict[str, Callable[[], bytes]] = {
        "heatmap 720x300, JPEG": lambda: draw(heatmap),
        "structure, JPEG": lambda: draw(structure),
        "card, JPEG": lambda: draw(card),
        "structure, PNG": lambda: draw(structure, encoding="png"),
        "same candles, plain Figure, PNG": lambda: figure(structure),
    }
    print(f"{'picture':34}{'best ms':>9}{'median ms':>11}{'KiB':>7}{'per s':>7}")
    best: dict[str, float] = {}
    for name, work in rows.items():
        times, size = measured(work, rounds)
        best[name] = min(times)
        print(
            f"{name:34}{min(times):9.1f}{median(times):11.1f}{size / 1024:7.0f}"
            f"{1000 / min(times):7.0f}"
        )
    ratio = best["same candles, plain Figure, PNG"] / best["structure, PNG"]
    print(
        f"\na plain Figure of the candles alone costs {ratio:.1f} times the whole structure picture"
    )


def measured(work: Callable[[], bytes], rounds: int) -> tuple[list[float], int]:
    """CPU milliseconds of each round, after one that warms caches, and the size of the result."""
    size = len(work())
    times = []
    for _ in range(rounds):
        gc.collect()
        start = process_time()
        work()
        times.append((process_time() - start) * 1000)
    return times, size


def heatmap_scene(columns: int = 720, bins: int = 300) -> HeatmapScene:
    """Six hours of a book with walls, 4,000 trades and a few liquidations; seeded."""
    chance = np.random.default_rng(7)
    mid = 98_000 * np.exp(np.cumsum(chance.normal(0, 0.0003, columns)))
    matrix = chance.lognormal(11.3, 1.0, (columns, bins)).astype(np.float32)
    for _ in range(40):
        start = int(chance.integers(columns))
        matrix[start:, int(chance.integers(bins))] += chance.lognormal(14, 0.8)
    times = (_START + np.arange(columns) * 30) * _NS
    return HeatmapScene(
        symbol="BTCUSDT",
        venue="Bybit perp",
        tick_decimals=1,
        times_ns=times,
        bucket_s=30,
        price_step=10.0,
        low_bin=9_800 - bins // 2,
        matrix=matrix,
        mid=mid,
        now_ns=int(times[-1]) + 30 * _NS,
        trades=prints(chance, times, mid, 4000),
        liquidations=prints(chance, times, mid, 12),
    )


def prints(
    chance: np.random.Generator,
    times: npt.NDArray[np.int64],
    mid: npt.NDArray[np.float64],
    count: int,
) -> Prints:
    """Trades (or liquidations) at the price of their column."""
    at = chance.integers(0, len(times), count)
    return Prints(
        times_ns=times[at],
        prices=mid[at],
        usd=chance.lognormal(9.5, 1.7, count),
        sides=chance.choice([-1, 1], count).astype(np.int8),
    )


def structure_scene(count: int = 96) -> StructureScene:
    """A day of 15-minute candles with three zones and four breaks; seeded."""
    chance = np.random.default_rng(11)
    close = 3_590 * np.exp(np.cumsum(chance.normal(0, 0.002, count)))
    opened = np.concatenate([[3_590.0], close[:-1]])
    spread = np.abs(chance.normal(0, 3, count))
    times = (_START + np.arange(count) * 900) * _NS
    candles = Candles(
        open_time_ns=times,
        open=opened,
        high=np.maximum(opened, close) + spread,
        low=np.minimum(opened, close) - spread,
        close=close,
        volume=chance.lognormal(3, 0.6, count),
    )
    zones = tuple(
        Zone(
            kind="fvg" if i else "order_block",
            side="bullish" if close[at] < close[-1] else "bearish",
            low=float(close[at]) - 3,
            high=float(close[at]) + 3,
            from_time_ns=int(times[at]),
        )
        for i, at in enumerate((20, 50, 70))
    )
    breaks = tuple(
        Break(
            kind="choch" if at % 2 else "bos",
            side="bullish",
            level=float(candles.high[at]),
            from_time_ns=int(times[at]),
            to_time_ns=int(times[at + 9]),
        )
        for at in (10, 33, 55, 80)
    )
    return StructureScene(
        symbol="ETHUSDT",
        venue="Bybit perp",
        timeframe="15 m",
        tick_decimals=2,
        candles=candles,
        zones=zones,
        breaks=breaks,
    )


def card_scene() -> CardScene:
    """A whale's transfer and four hours of prices; seeded."""
    chance = np.random.default_rng(5)
    prices = 98_300 * np.exp(np.cumsum(chance.normal(0, 0.0006, 240)))
    times = (_START + np.arange(240) * 60) * _NS
    return CardScene(
        title="Whale to exchange",
        amount="$60.0M",
        side="down",
        line="612 BTC \N{MIDDLE DOT} unknown wallet \N{RIGHTWARDS ARROW} Binance",
        event_ns=int(times[203]),
        symbol="BTCUSDT",
        tick_decimals=1,
        times_ns=times,
        prices=prices,
        event_price=float(prices[203]),
        since_percent=-0.3,
        since_s=2160,
        rule="BTC inflow \N{GREATER-THAN OR EQUAL TO} $25M",
    )


def figure(scene: StructureScene) -> bytes:
    """The same candles and volume as an ordinary Figure, drawn the fast way it offers."""
    candles = scene.candles
    x = (candles.open_time_ns - candles.open_time_ns[0]) / (3600 * _NS)
    sheet = Figure(figsize=(_SIZE[0] / 100, _SIZE[1] / 100), dpi=100, facecolor="#0B0E14")
    top, foot = sheet.subplots(2, 1, sharex=True, height_ratios=[9, 1])
    colours = np.where(candles.close >= candles.open, "#2BD9C6", "#F04A4F")
    wicks = np.stack(
        [np.column_stack([x, candles.low]), np.column_stack([x, candles.high])], axis=1
    )
    top.add_collection(LineCollection(list(wicks), colors=list(colours)))
    half = (x[1] - x[0]) * 0.35
    bodies = [
        [(at - half, o), (at + half, o), (at + half, c), (at - half, c)]
        for at, o, c in zip(x, candles.open, candles.close, strict=True)
    ]
    top.add_collection(PolyCollection(bodies, facecolors=list(colours)))
    top.autoscale()
    foot.bar(x, candles.volume, width=2 * half, color=list(colours))
    top.set_title(scene.symbol, color="white")
    out = BytesIO()
    sheet.savefig(out, format="png")
    return out.getvalue()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
