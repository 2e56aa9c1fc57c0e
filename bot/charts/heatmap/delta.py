"""The delta strip: bought minus sold at market, over time."""

from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.kit.axis import TimeAxis
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.look import Look
from bot.charts.kit.prints import Prints
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import SEMIBOLD, Font
from bot.charts.theme import Theme

_BARS: Final = 72
_NOTE: Final = Font(22)
_SUM: Final = Font(25, SEMIBOLD)


def net_usd(trades: Prints) -> float:
    """Bought minus sold."""
    return float((trades.usd * trades.sides).sum())


def draw_delta(canvas: Canvas, theme: Theme, trades: Prints, times: TimeAxis, pane: Rect) -> None:
    """72 bars on a square-root scale, so that a quiet hour is still seen beside a busy one."""
    canvas.fill(pane, theme.panel)
    middle = round(pane.centre_y)
    if len(trades.usd):
        for box, bought in _bars(trades, times, pane, middle):
            canvas.fill(box, theme.side(bought))
    else:
        at = pane.centre_x, middle - 10
        canvas.write("no trades in this window", at, _NOTE, theme.muted, across="middle")
    canvas.fill(Rect(pane.left, middle, pane.right, middle + 1), theme.faint, 0.6)


def draw_sum(canvas: Canvas, look: Look, trades: Prints, window: str, pane: Rect) -> None:
    """The whole window's delta beside the strip, with its sign; `window` is written as it is."""
    left, middle = pane.right + 14, round(pane.centre_y)
    canvas.write(f"delta {window}", (left, middle - 8), _NOTE, look.theme.faint)
    net, usd = net_usd(trades), look.numbers.usd
    rising = None if usd(net) == usd(0) else net > 0
    canvas.write(usd(net, signed=True), (left, middle + 24), _SUM, look.theme.side(rising))


def _seconds(times: TimeAxis) -> float:
    return times.scale.high - times.scale.low


def _bars(trades: Prints, times: TimeAxis, pane: Rect, middle: int) -> list[tuple[Rect, bool]]:
    edges = np.linspace(pane.left, pane.right, _BARS + 1)
    sums = _sums(trades, times)
    half = pane.height / 2 - 3
    reach = np.sqrt(np.abs(sums) / (np.abs(sums).max() or 1.0)) * half
    bars = []
    for left, right, net, tall in zip(edges, edges[1:], sums, reach, strict=False):
        if net:
            top, foot = (middle - tall, middle) if net > 0 else (middle + 1, middle + 1 + tall)
            bars.append((Rect(left + 1, top, right - 1, foot), bool(net > 0)))
    return bars


def _sums(trades: Prints, times: TimeAxis) -> npt.NDArray[np.float64]:
    share = (trades.times_ns - times.origin_ns) / (_seconds(times) * 1e9)
    bar = np.clip((share * _BARS).astype(np.int64), 0, _BARS - 1)
    sums: npt.NDArray[np.float64] = np.bincount(
        bar, trades.usd * trades.sides, minlength=_BARS
    ).astype(np.float64)
    return sums
