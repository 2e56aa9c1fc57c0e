"""Zones of a structure picture: fair value gaps and order blocks that are still open.

Few and labelled: at most two order blocks a side and three gaps, nearest to the price first; a
zone that finds no place for its name is left out, because an unnamed box only asks questions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from bot.charts import checks
from bot.charts.candles import Slots
from bot.charts.canvas import Canvas, Dashes
from bot.charts.labels import Places
from bot.charts.numbers import MINUS
from bot.charts.rect import Rect
from bot.charts.scale import LinearScale
from bot.charts.text import SEMIBOLD, Font, ink
from bot.charts.theme import Colour, Theme, blend

ZoneKind = Literal["fvg", "order_block"]
Side = Literal["bullish", "bearish"]

_FONT: Final = Font(24, SEMIBOLD)
_MOST_GAPS: Final = 3
_MOST_BLOCKS: Final = 2
_FILL: Final[dict[ZoneKind, float]] = {"fvg": 0.17, "order_block": 0.22}
_LIGHTER: Final = 0.3
"""Names are a little lighter than their zone, to be read on its tint."""
_NUDGES: Final = (0, -14, 14, -28, 28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """An open zone between two prices, from the time of the candle that made it until now.

    Raises
    ------
    ValueError
        A bound is not positive, or `high` is not above `low`.
    """

    kind: ZoneKind
    side: Side
    low: float
    high: float
    from_time_ns: int
    label: str = ""
    """What is written in it; "FVG" or "OB" and the sign of its side when left empty."""

    def __post_init__(self) -> None:
        checks.prices([self.low, self.high], "the bounds of a zone")
        if self.low >= self.high:
            message = f"a zone's high must be above its low, not {self.low} to {self.high}"
            raise ValueError(message)

    @property
    def words(self) -> str:
        sign = "+" if self.side == "bullish" else MINUS
        return self.label or f"{'FVG' if self.kind == 'fvg' else 'OB'}{sign}"

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    def colour(self, theme: Theme) -> Colour:
        bullish = self.side == "bullish"
        if self.kind == "fvg":
            return theme.side(bullish)
        return theme.block_up if bullish else theme.block_down


def nearest(zones: Iterable[Zone], price: float) -> list[Zone]:
    """Those worth drawing, nearest to `price` first: three gaps, two order blocks a side."""
    room = {("fvg", "bullish"): _MOST_GAPS, ("fvg", "bearish"): _MOST_GAPS}
    kept: list[Zone] = []
    gaps = 0
    for zone in sorted(zones, key=lambda z: (abs(z.middle - price), z.from_time_ns, z.low)):
        place = (zone.kind, zone.side)
        left = room.setdefault(place, _MOST_BLOCKS)
        if left and (zone.kind != "fvg" or gaps < _MOST_GAPS):
            room[place] = left - 1
            gaps += zone.kind == "fvg"
            kept.append(zone)
    return kept


@dataclass(frozen=True, slots=True)
class PlacedZone:
    """A zone, the box it fills and the box of its name."""

    zone: Zone
    box: Rect
    name: Rect


def place_zones(
    zones: list[Zone], slots: Slots, scale: LinearScale, pane: Rect, places: Places
) -> list[PlacedZone]:
    """Find room in the gutter for each zone's name, in order; zones without room are dropped."""
    placed = []
    for zone in zones:
        if zone.high <= scale.low or zone.low >= scale.high:
            continue
        left = max(pane.left, slots.left(zone.from_time_ns))
        top, bottom = max(pane.top, scale(zone.high)), min(pane.bottom, scale(zone.low))
        box = Rect(left, top, pane.right, max(bottom, top + 3))
        name = places.find(_beside(zone.words, box, pane), gap=3, must=True)
        if name is not None:
            placed.append(PlacedZone(zone, box, name))
    return placed


def _beside(words: str, box: Rect, pane: Rect) -> list[Rect]:
    base = box.centre_y + _FONT.cap_height / 2
    start = ink(words, _FONT, 0, base)
    return [start.moved(pane.right - 10 - start.right, nudge) for nudge in _NUDGES]


def draw_zone(canvas: Canvas, theme: Theme, placed: PlacedZone) -> None:
    """The box: a gap with a dashed middle, an order block with firm edges. The name comes later."""
    zone, box = placed.zone, placed.box
    colour = zone.colour(theme)
    canvas.fill(box, colour, _FILL[zone.kind])
    if zone.kind == "fvg":
        middle = Dashes(colour=colour, on=4, off=4, alpha=0.8)
        canvas.dashes(box.centre_y, box.left, placed.name.left - 8, middle)
    else:
        canvas.fill(Rect(box.left, box.top, box.right, box.top + 2), colour)
        canvas.fill(Rect(box.left, box.bottom - 2, box.right, box.bottom), colour)


def draw_name(canvas: Canvas, theme: Theme, placed: PlacedZone) -> None:
    """The zone's name over everything else."""
    words, colour = placed.zone.words, placed.zone.colour(theme)
    shift = ink(words, _FONT, 0, 0)
    at = (placed.name.left - shift.left, placed.name.top - shift.top)
    ground = blend(theme.panel, colour, _FILL[placed.zone.kind])
    # Zones overlap: a rim of its own tint keeps the name off its neighbours' edges and tints.
    canvas.write(words, at, _FONT, blend(colour, theme.text, _LIGHTER), halo=ground)
