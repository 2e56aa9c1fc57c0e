# mypy: ignore-errors
"""Our pictures of the made-up afternoon."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from market_scene import BIN, COLUMN_S, book, chart, story
from timed_pictures import take_turns

from bot.charts import draw
from bot.charts.card import CardScene
from bot.charts.heatmap import HeatmapScene
from bot.charts.kit.candles import Candles
from bot.charts.kit.prints import Prints
from bot.charts.structure import StructureScene
from bot.charts.structure.marks import Break
from bot.charts.structure.ruler import Range
from bot.charts.structure.zones import Zone

NS = 10**9


def structure() -> StructureScene:
    """Candles, zones and breaks."""
    seen = chart()
    times = seen.times_s * NS
    return StructureScene(
        symbol="ETHUSDT",
        venue="Bybit perp",
        timeframe="15 m",
        tick_decimals=2,
        candles=Candles(
            open_time_ns=times,
            open=seen.open,
            high=seen.high,
            low=seen.low,
            close=seen.close,
            volume=seen.volume,
        ),
        zones=tuple(
            Zone(
                kind="order_block" if name.startswith("OB") else "fvg",
                side="bullish" if name.endswith("+") else "bearish",
                low=low,
                high=high,
                from_time_ns=int(times[first]),
            )
            for name, low, high, first in seen.zones
        ),
        breaks=tuple(
            Break(
                kind="choch" if name == "CHoCH" else "bos",
                side="bullish",
                level=level,
                from_time_ns=int(times[first]),
                to_time_ns=int(times[last]),
            )
            for name, level, first, last in seen.breaks
        ),
        range=Range(float(seen.low.min()), float(seen.high.max())),
    )


def heatmap() -> HeatmapScene:
    """The book, its walls, trades and liquidations."""
    seen = book()
    times = seen.times_s * NS

    def prints(drawn: tuple) -> Prints:
        at, usd, sides = drawn
        return Prints(times_ns=times[at], prices=seen.mid[at], usd=usd, sides=sides)

    return HeatmapScene(
        symbol="BTCUSDT",
        venue="Bybit perp",
        tick_decimals=1,
        times_ns=times,
        bucket_s=COLUMN_S,
        price_step=BIN,
        low_bin=seen.low_bin,
        matrix=seen.usd,
        mid=seen.mid,
        now_ns=int(times[-1]) + COLUMN_S * NS,
        trades=prints(seen.trades),
        liquidations=prints(seen.forced),
    )


def card() -> CardScene:
    """A whale's transfer on the price's way."""
    seconds, prices = story()
    return CardScene(
        title="Whale to exchange",
        amount="$60.0M",
        side="down",
        line="612 BTC \N{MIDDLE DOT} unknown wallet \N{RIGHTWARDS ARROW} Binance",
        event_ns=int(seconds[203]) * NS,
        symbol="BTCUSDT",
        tick_decimals=1,
        times_ns=np.asarray(seconds * NS),
        prices=prices,
        event_price=float(prices[203]),
        since_percent=-0.3,
        since_s=2160,
        rule="BTC inflow \N{GREATER-THAN OR EQUAL TO} $25M",
    )


SCENES = {"heatmap": heatmap, "structure": structure, "card": card}

if __name__ == "__main__":
    made = {name: make() for name, make in SCENES.items()}
    take_turns(
        {name: (lambda scene=scene: draw(scene)) for name, scene in made.items()}
        | {
            f"{name} png": (lambda scene=scene: draw(scene, encoding="png"))
            for name, scene in made.items()
        }
    )
