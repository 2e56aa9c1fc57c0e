"""The pane of the structure picture: zones under candles, marks and words over them.

Everything is placed before anything is drawn, so that what matters most finds its place first and
still stands on top: the newest break, then the highs and lows of the structure, zones, older
breaks, and what is left of the room for the rest.
"""

from dataclasses import dataclass
from typing import Final

from bot.charts.kit.candles import candle_boxes, draw_candles
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.labels import Places
from bot.charts.kit.look import Look
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import Font, ink, width
from bot.charts.structure.breaks import PlacedBreak, place_breaks
from bot.charts.structure.key_prices import KeyWords, PlacedKey, place_keys, together
from bot.charts.structure.layout import StructureLayout
from bot.charts.structure.liquidity_marks import PlacedPool, PlacedSweep, place_pools, place_sweeps
from bot.charts.structure.ruler import draw_range, draw_ruler
from bot.charts.structure.scene import StructureScene
from bot.charts.structure.zones import PlacedZone, place_zones
from bot.charts.theme import Theme

_NOTE: Final = Font(22)

Mark = PlacedBreak | PlacedKey | PlacedPool | PlacedSweep


@dataclass(frozen=True, slots=True)
class PlacedStructure:
    """What found its place: zones, and marks in the order in which they are drawn."""

    zones: list[PlacedZone]
    marks: list[Mark]


def draw_pane(canvas: Canvas, look: Look, scene: StructureScene, layout: StructureLayout) -> None:
    """Candles, and what stands in them."""
    theme, pane, axis = look.theme, layout.pane, layout.axis
    canvas.fill(pane, theme.panel)
    avoid: tuple[float, ...] = ()
    if scene.range is not None:
        draw_range(canvas, theme, scene.range, axis.scale, pane)
    axis.draw_grid(canvas, theme, pane)
    places = Places(pane.grown(-4))
    last = axis.scale(scene.last)
    places.shade(Rect(pane.left, last - 1, pane.right, last + 2))
    places.shade(*_draw_gaps(canvas, theme, layout))
    places.shade(*candle_boxes(layout.seen, layout.slots, axis.scale))
    placed = _place(scene, layout, look, places)
    for zone in placed.zones:
        zone.draw(canvas, theme)
    if scene.range is not None:
        avoid = draw_ruler(canvas, theme, scene.range, axis, pane)
    draw_candles(canvas, theme, layout.seen, layout.slots, axis.scale)
    axis.draw_words(canvas, theme, pane.right + 16, avoid)
    axis.draw_tag(canvas, theme, pane, pane.right + 8)
    for mark in placed.marks:
        mark.draw(canvas, theme)
    for zone in placed.zones:
        zone.draw_name(canvas, theme)
    if scene.range is not None:
        _name_middle(canvas, theme, axis.scale(scene.range.middle), pane, places)


def _place(
    scene: StructureScene, layout: StructureLayout, look: Look, places: Places
) -> PlacedStructure:
    few, sight = scene.few, layout.sight
    rows = [
        KeyWords(look.numbers.price(keys[0].price, layout.decimals), keys)
        for keys in together(scene.keys, sight)
    ]
    structural = [row for row in rows if not row.keys[0].of_period][:2]
    of_periods = [row for row in rows if row.keys[0].of_period][: few.periods]
    newest, older = layout.breaks[:1], layout.breaks[1:]
    marks: list[Mark] = [*place_breaks(newest, sight, places, must=True)]
    marks += place_keys(structural, sight, places)
    zones = place_zones(layout.zones, sight, places)
    marks += place_breaks(older, sight, places)
    marks += place_keys(of_periods, sight, places)
    marks += place_pools(few.of_pools(scene.pools, sight), sight, places)
    marks += place_sweeps(few.of_sweeps(scene.sweeps, sight), sight, places)
    # Words of the newest break may have to stand on candles or other lines: it is drawn last.
    return PlacedStructure(zones, marks[::-1])


def _name_middle(canvas: Canvas, theme: Theme, y: float, pane: Rect, places: Places) -> None:
    words = "EQ 50%"
    box = ink(words, _NOTE, 0, y - 8)
    below = ink(words, _NOTE, 0, y + 12 + _NOTE.cap_height)
    shift = pane.right - 10 - box.right
    place = places.find([box.moved(shift, 0), below.moved(shift, 0)])
    if place is not None:
        base = y - 8 if place.top < y else y + 12 + _NOTE.cap_height
        canvas.write(words, (place.left - box.left, base), _NOTE, theme.muted, halo=theme.panel)


def _draw_gaps(canvas: Canvas, theme: Theme, layout: StructureLayout) -> list[Rect]:
    """Hatched columns where candles are missing, named when there is room."""
    boxes = []
    for left, right in layout.slots.gaps(layout.seen):
        box = Rect(left, layout.pane.top, right, layout.pane.bottom)
        canvas.hatch(box, theme.hatch)
        boxes.append(box)
        if box.width > width("no data", _NOTE) + 8:
            at = box.centre_x, box.top + 34
            canvas.write("no data", at, _NOTE, theme.muted, across="middle", halo=theme.halo)
    return boxes
