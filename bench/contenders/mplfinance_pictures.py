# mypy: ignore-errors
"""The afternoon's candles by mplfinance: candles, volume and zones, without words of their own."""

import sys
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import matplotlib as mpl

mpl.use("Agg")
import mplfinance as mpf
import pandas as pd
from market_scene import chart
from timed_pictures import take_turns

CHART = chart()
FRAME = pd.DataFrame(
    {
        "Open": CHART.open,
        "High": CHART.high,
        "Low": CHART.low,
        "Close": CHART.close,
        "Volume": CHART.volume,
    },
    index=pd.to_datetime(CHART.times_s, unit="s"),
)
ZONES = [low for _, low, _, _ in CHART.zones] + [high for _, _, high, _ in CHART.zones]


def structure(form):
    figure, axes = mpf.plot(
        FRAME, type="candle", volume=True, style="nightclouds", figsize=(10.24, 12.8),
        hlines={"hlines": ZONES, "linewidths": 1.5}, title="ETHUSDT", returnfig=True,
    )  # fmt: skip
    for name, level, first, end in CHART.breaks:
        axes[0].plot([first, end], [level, level], linewidth=2)
        axes[0].text((first + end) / 2, level, name, ha="center", va="bottom")
    out = BytesIO()
    figure.savefig(out, format=form, dpi=100)
    mpl.pyplot.close(figure)
    return out.getvalue()


if __name__ == "__main__":
    take_turns({"structure": lambda: structure("jpg"), "structure png": lambda: structure("png")})
