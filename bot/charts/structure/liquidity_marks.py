"""Where stops rest and where they were taken: equal highs and lows, and sweeps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.charts.kit.canvas import Canvas
from bot.charts.kit.curves import triangle
from bot.charts.kit.labels import Places
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import SEMIBOLD, Font, ink
from bot.charts.structure.marks import Pool, Sweep
from bot.charts.structure.sight import Sight
from bot.charts.theme import Theme

_FONT: Final = Font(22, SEMIBOLD)
_DOT_STEP: Final = 7
_TRIANGLE: Final = 16
_ROW: Final = 27
_SWEEP: Final = "sweep"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PlacedPool:
    """A pool, its two pivots and the box of its word."""

    pool: Pool
    start: Point
    end: Point
    name: Rect

    def draw(self, canvas: Canvas, theme: Theme) -> None:
        """Two dots joined by a dotted line; hollow ones once their liquidity was taken."""
        (left, top), (right, bottom) = self.start, self.end
        steps = max(2, int((right - left) / _DOT_STEP))
        for share in np.linspace(0, 1, steps)[1:-1]:
            at = left + (right - left) * share, top + (bottom - top) * share
            canvas.curves.disc(at, 1.4, theme.pool)
        inside = theme.panel if self.pool.gone else theme.pool
        for at in (self.start, self.end):
            canvas.curves.disc(at, 4, inside, rim=(theme.pool, 2))
        shift = ink(self.pool.words, _FONT, 0, 0)
        at = self.name.left - shift.left, self.name.top - shift.top
        canvas.write(self.pool.words, at, _FONT, theme.pool, halo=theme.panel)


@dataclass(frozen=True, slots=True)
class PlacedSweep:
    """A sweep, the middle of its triangle and the box of its word."""

    sweep: Sweep
    tip: Point
    name: Rect

    def draw(self, canvas: Canvas, theme: Theme) -> None:
        """A triangle beyond the wick that points back to where price came from."""
        shape = triangle(self.tip, _TRIANGLE, points_up=self.sweep.side == "bullish")
        canvas.curves.polygon(shape, theme.liquidation)
        shift = ink(_SWEEP, _FONT, 0, 0)
        at = self.name.left - shift.left, self.name.top - shift.top
        canvas.write(_SWEEP, at, _FONT, theme.liquidation, halo=theme.panel)


def place_pools(pools: Iterable[Pool], sight: Sight, places: Places) -> list[PlacedPool]:
    """Find room for each pool's word, over highs and under lows; those without are dropped."""
    placed = []
    for pool in pools:
        start = sight.point(pool.from_time_ns, pool.from_price)
        end = sight.point(pool.to_time_ns, pool.to_price)
        if start is None or end is None:
            continue
        top, bottom = sorted((start[1], end[1]))
        line = Rect(start[0] - 4, top - 4, end[0] + 4, bottom + 4)
        box = ink(pool.words, _FONT, 0, 0)
        rows = (
            line.top - 3 - box.height - row * _ROW
            if pool.kind == "highs"
            else line.bottom + 3 + row * _ROW
            for row in range(2)
        )
        spots = (
            Rect(x - box.width / 2, row, x + box.width / 2, row + box.height)
            for row in rows
            for x in (line.centre_x, end[0] - box.width / 2, start[0] + box.width / 2)
        )
        name = places.find(spots) if places.allows(line) else None
        if name is not None:
            places.occupy(line)
            placed.append(PlacedPool(pool, start, end, name))
    return placed


def place_sweeps(sweeps: Iterable[Sweep], sight: Sight, places: Places) -> list[PlacedSweep]:
    """Find room for each sweep's triangle and word; those without are dropped."""
    placed = []
    box = ink(_SWEEP, _FONT, 0, 0)
    for sweep in sweeps:
        wick = sight.point(sweep.time_ns, sweep.price)
        if wick is None:
            continue
        x, below = wick[0], sweep.side == "bullish"
        y = wick[1] + (_TRIANGLE if below else -_TRIANGLE)
        row = y + (12 if below else -12 - box.height)
        spots = (
            Rect(left, row, left + box.width, row + box.height)
            for left in (x - box.width / 2, x - box.width + 8, x - 8)
        )
        mark = Rect(x - 9, y - 9, x + 9, y + 9)
        name = places.find(spots) if places.allows(mark) else None
        if name is not None:
            places.occupy(mark)
            placed.append(PlacedSweep(sweep, (x, y), name))
    return placed
