# mypy: ignore-errors
"""The same afternoon by an ordinary matplotlib Figure: its object API and its fastest artists."""

import sys
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
from market_scene import BIN, BINS, BUBBLES, COLUMNS, book, chart, story
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import LinearSegmentedColormap, LogNorm
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from timed_pictures import take_turns

PAGE, PANEL, GRID, TEXT, MUTED = "#0B0E14", "#10141D", "#1E2532", "#E8EDF5", "#93A0B4"
UP, DOWN, GOLD = "#2BD9C6", "#F04A4F", "#FFC857"
ABYSS = LinearSegmentedColormap.from_list(
    "abyss", ["#0B0E14", "#123A6E", "#1766A8", "#1F9BB8", "#6FCFA0", "#F4E45A", "#FFFCE6"]
)
CHART, BOOK, STORY = chart(), book(), story()


def sheet(height=12.8):
    return Figure(figsize=(10.24, height), dpi=100, facecolor=PAGE)


def head(figure, symbol, price, what, change):
    """The head and the foot that ours has, word for word."""
    figure.text(0.023, 0.955, symbol, color=TEXT, fontsize=33, weight="bold")
    figure.text(0.977, 0.953, price, color=TEXT, fontsize=37, weight="bold", ha="right")
    figure.text(0.023, 0.915, what, color=MUTED, fontsize=19)
    figure.text(0.977, 0.915, change, color=DOWN, fontsize=20, ha="right")
    figure.text(
        0.977, 0.02, "21 Nov 00:00 UTC  Whale Tracker", color=MUTED, fontsize=16, ha="right"
    )


def pane(figure, box):
    axes = figure.add_axes(box, facecolor=PANEL)
    axes.tick_params(colors=MUTED, labelsize=17, length=0)
    axes.grid(color=GRID)
    axes.yaxis.tick_right()
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def saved(figure, form="png"):
    out = BytesIO()
    if form == "png":
        figure.savefig(out, format="png")
    else:
        figure.savefig(out, format="jpg", pil_kwargs={"quality": 92, "subsampling": 0})
    return out.getvalue()


def structure(form):
    figure = sheet()
    head(figure, "ETHUSDT", f"{CHART.close[-1]:,.2f}", "Market structure  Bybit perp  15 m", "0.4%")
    top, foot = pane(figure, (0.023, 0.19, 0.84, 0.69)), pane(figure, (0.023, 0.12, 0.84, 0.06))
    x = np.arange(len(CHART.close))
    colours = np.where(CHART.close >= CHART.open, UP, DOWN)
    wicks = np.stack([np.column_stack([x, CHART.low]), np.column_stack([x, CHART.high])], axis=1)
    top.add_collection(LineCollection(wicks, colors=colours, linewidths=1.5))
    bodies = np.stack(
        [
            np.column_stack([x + dx, y])
            for dx, y in (
                (-0.35, CHART.open),
                (0.35, CHART.open),
                (0.35, CHART.close),
                (-0.35, CHART.close),
            )
        ],
        axis=1,
    )
    top.add_collection(PolyCollection(bodies, facecolors=colours))
    last = len(x) + 10
    for name, low, high, first in CHART.zones:
        colour = UP if name.endswith("+") else DOWN
        top.add_patch(Rectangle((first, low), last - first, high - low, color=colour, alpha=0.2))
        top.text(last, (low + high) / 2, name, color=colour, fontsize=16, ha="right", va="center")
    for name, level, first, end in CHART.breaks:
        top.plot([first, end], [level, level], color=UP, linewidth=2)
        top.text((first + end) / 2, level, name, color=UP, fontsize=16, ha="center", va="bottom")
    top.axhline(CHART.close[-1], color=TEXT, linewidth=0.8, linestyle="--")
    middle = (CHART.low.min() + CHART.high.max()) / 2
    top.axhspan(middle, CHART.high.max(), color=DOWN, alpha=0.05)
    top.axhspan(CHART.low.min(), middle, color=UP, alpha=0.05)
    top.axhline(middle, color=MUTED, linewidth=0.8, linestyle="--")
    top.set_xlim(-1, last)
    foot.bar(x, CHART.volume, color=colours, alpha=0.55)
    foot.set_xlim(-1, last)
    foot.set_yticks([])
    figure.text(0.023, 0.055, "Bullish CHoCH 21:15   58% of range", color=UP, fontsize=19)
    return saved(figure, form)


def heatmap(form):
    figure = sheet()
    head(figure, "BTCUSDT", f"{BOOK.mid[-1]:,.1f}", "Liquidity heatmap  Bybit perp", "0.3% in 6 h")
    axes = pane(figure, (0.023, 0.22, 0.64, 0.65))
    low = BOOK.low_bin * BIN
    axes.imshow(
        BOOK.usd.T,
        norm=LogNorm(np.quantile(BOOK.usd, 0.5), np.quantile(BOOK.usd, 0.998)),
        cmap=ABYSS,
        aspect="auto",
        origin="lower",
        interpolation="nearest",
        extent=(0, COLUMNS, low, low + BINS * BIN),
    )
    x = np.arange(COLUMNS)
    axes.plot(x, BOOK.mid, color="black", linewidth=4.6)
    axes.plot(x, BOOK.mid, color="white", linewidth=2)
    at, usd, sides = BOOK.trades
    largest = np.argsort(-usd)[:BUBBLES]
    sizes, colours = usd[largest] / usd.max() * 1_200, np.where(sides[largest] > 0, UP, DOWN)
    axes.scatter(at[largest], BOOK.mid[at[largest]], s=sizes, c=colours, edgecolors="black")
    for one in largest[:3]:
        words = f"${usd[one] / 1e3:.0f}K"
        axes.text(at[one], BOOK.mid[at[one]], words, color="white", fontsize=16, weight="bold")
    where, _, forced = BOOK.forced
    for side, marker in ((1, "v"), (-1, "^")):
        chosen = where[forced == side]
        axes.scatter(chosen, BOOK.mid[chosen], marker=marker, color=GOLD, s=120)
    column = pane(figure, (0.77, 0.22, 0.05, 0.65))
    now = BOOK.usd[-5:].mean(axis=0)
    prices = low + (np.arange(BINS) + 0.5) * BIN
    column.barh(prices, np.sqrt(now), height=BIN, color=np.where(prices < BOOK.mid[-1], UP, DOWN))
    column.set_yticks([])
    for rank in np.argsort(-now)[:6]:
        figure.text(
            0.977,
            0.22 + 0.65 * rank / BINS,
            f"${now[rank] / 1e6:.1f}M",
            color=TEXT,
            fontsize=20,
            ha="right",
        )
        figure.text(
            0.977, 0.2 + 0.65 * rank / BINS, "+0.4% 21m", color=MUTED, fontsize=16, ha="right"
        )
    strip = pane(figure, (0.023, 0.15, 0.64, 0.055))
    delta = np.bincount(at * 72 // COLUMNS, usd * sides, minlength=72)
    strip.bar(np.arange(72), delta, color=np.where(delta > 0, UP, DOWN))
    strip.set_yticks([])
    figure.text(0.023, 0.085, "resting size per cell", color=MUTED, fontsize=16)
    bar = figure.add_axes((0.023, 0.06, 0.32, 0.017))
    bar.imshow(np.linspace(0, 1, 256)[None], cmap=ABYSS, aspect="auto")
    bar.set_axis_off()
    return saved(figure, form)


def card(form):
    figure = sheet(6.4)
    seconds, prices = STORY
    figure.text(0.033, 0.89, "Whale to exchange", color=TEXT, fontsize=29, weight="bold")
    figure.text(0.972, 0.89, "$60.0M", color=DOWN, fontsize=33, weight="bold", ha="right")
    figure.text(0.033, 0.82, "612 BTC  unknown wallet  Binance", color=MUTED, fontsize=19)
    figure.text(0.972, 0.82, "20 Nov 03:23:00 UTC", color=MUTED, fontsize=19, ha="right")
    axes = pane(figure, (0.033, 0.17, 0.82, 0.6))
    x = (seconds - seconds[0]) / 60
    axes.fill_between(x, prices, prices.min(), color="#4DA3FF", alpha=0.2)
    axes.plot(x, prices, color="#4DA3FF", linewidth=2)
    axes.axvline(x[203], color=DOWN, linestyle="--")
    axes.scatter([x[203]], [prices[203]], s=160, color=DOWN, edgecolors="white", zorder=3)
    axes.text(
        x[203],
        prices.max(),
        f"{prices[203]:,.1f} at the event",
        color=TEXT,
        fontsize=17,
        ha="center",
    )
    figure.text(0.033, 0.09, "-0.30% in 36 min since", color=DOWN, fontsize=19)
    figure.text(0.972, 0.09, "BTCUSDT  4 h", color=MUTED, fontsize=19, ha="right")
    figure.text(0.033, 0.03, "your rule: BTC inflow over $25M", color=MUTED, fontsize=16)
    return saved(figure, form)


PICTURES = {"heatmap": heatmap, "structure": structure, "card": card}

if __name__ == "__main__":
    take_turns(
        {name: (lambda make=make: make("jpeg")) for name, make in PICTURES.items()}
        | {f"{name} png": (lambda make=make: make("png")) for name, make in PICTURES.items()}
    )
