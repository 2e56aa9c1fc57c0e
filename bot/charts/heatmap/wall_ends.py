"""How walls ended, over a heat map: taken back by their owners, or traded away.

A wall that was pulled ends in an open bracket, for nobody traded there. One that was eaten is
touched by the price line: where the line of means did not reach it, a wick does.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from bot.charts.heatmap.plane import Plane, size
from bot.charts.heatmap.price_line import PriceLine
from bot.charts.heatmap.wall_life import Fate, WallLife
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.curves import Points
from bot.charts.kit.moments import NS
from bot.charts.kit.rect import Rect
from bot.charts.theme import Theme

PULLED: Final = 12
"""The most brackets that are drawn: the largest walls that were pulled."""
EATEN: Final = 6

_NAMED: Final[dict[Fate, int]] = {"pulled": 2, "eaten": 2}
_ARM: Final = 8.0
_THICK: Final = 2.0
_RIM: Final = 5.0
_RIM_ALPHA: Final = 0.8
_WICK: Final = 2.8
_WICK_RIM: Final = 6.4
_NEAR: Final = 9.0
_LOWEST: Final = 14.0
"""Pixels of a bracket around a single row; less would not be seen as one."""


def ends_in_sight(walls: Iterable[WallLife], plane: Plane) -> list[WallLife]:
    """Those that ended in the pane: the largest of each fate, largest first."""
    first_ns = plane.x.origin_ns
    last_ns = first_ns + round(plane.x.scale.high * NS)
    seen = [
        wall
        for wall in walls
        if wall.ended_ns is not None
        and first_ns <= wall.ended_ns <= last_ns
        and wall.overlaps(plane.y.low, plane.y.high)
    ]
    largest = sorted(seen, key=lambda wall: (-wall.usd, wall.ended_ns, wall.low))
    return _of(largest, "pulled")[:PULLED] + _of(largest, "eaten")[:EATEN]


def draw_ends(plane: Plane, ends: list[WallLife], line: PriceLine) -> None:
    """The marks; the words come after the trades', with `name_ends`."""
    for wall in _of(ends, "pulled"):
        box = _box(plane, wall)
        draw_bracket(plane.canvas, plane.look.theme, bracket(box.right, box.top, box.bottom))
        plane.places.occupy(box)
    for wall in _of(ends, "eaten"):
        _draw_wick(plane, wall, line)


def name_ends(plane: Plane, ends: list[WallLife]) -> None:
    """The two largest of each fate in words, where there is room for them."""
    for fate, most in _NAMED.items():
        for wall in _of(ends, fate)[:most]:
            words = f"{fate} {plane.look.numbers.usd(wall.usd)}"
            plane.name(words, _after(size(words), _box(plane, wall)))


def _after(room: tuple[float, float], end: Rect) -> Iterator[tuple[float, float]]:
    """Where the wall is no more; else over or under its end, never upon it."""
    wide, high = room
    yield end.right + _NEAR, end.centre_y - high / 2
    for left in (end.right - wide / 2, end.right - wide, end.right - _ARM):
        yield left, end.top - _NEAR - high
        yield left, end.bottom + _NEAR


def bracket(x: float, top: float, foot: float) -> Points:
    """The open bracket's corners: it ends what comes from the left."""
    return np.array([(x - _ARM, top), (x, top), (x, foot), (x - _ARM, foot)])


def draw_bracket(canvas: Canvas, theme: Theme, points: Points) -> None:
    """In the colour of the price line, with a rim: seen on the brightest wall and on none."""
    canvas.curves.line(points, theme.halo, _RIM, alpha=_RIM_ALPHA)
    canvas.curves.line(points, theme.line, _THICK)


def _draw_wick(plane: Plane, wall: WallLife, line: PriceLine) -> None:
    """From the line to the wall's near edge, unless the line ran through it."""
    ended_ns, middle = wall.ended_ns or 0, (wall.low + wall.high) / 2
    price = line.at(ended_ns, middle)
    edge = min(max(price, wall.low), wall.high)
    x, _ = plane.inside(plane.x.x(ended_ns), 0, _WICK_RIM / 2)
    points = np.array([(x, plane.y(price)), (x, plane.y(edge))])
    plane.canvas.curves.line(points, plane.look.theme.halo, _WICK_RIM, alpha=_RIM_ALPHA)
    plane.canvas.curves.line(points, plane.look.theme.line, _WICK)


def _box(plane: Plane, wall: WallLife) -> Rect:
    """Around the end of a wall, inside the pane and high enough to be seen."""
    x = round(plane.x.x(wall.ended_ns or 0))
    x = round(min(max(x, plane.pane.left + _ARM + _RIM), plane.pane.right - _RIM))
    middle = plane.y((wall.low + wall.high) / 2)
    half = max(plane.y(wall.low) - plane.y(wall.high), _LOWEST) / 2
    top = max(middle - half, plane.pane.top + _RIM)
    foot = min(middle + half, plane.pane.bottom - _RIM)
    return Rect(x - _ARM, round(top), x, round(foot))


def _of(walls: list[WallLife], fate: Fate) -> list[WallLife]:
    return [wall for wall in walls if wall.fate == fate]
