"""Zones of a structure picture: fair value gaps, blocks and the zone of entry, while they stand.

A zone that finds no place for its name is left out, because an unnamed box only asks questions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from bot.charts.kit import checks
from bot.charts.kit.canvas import Canvas, Dashes
from bot.charts.kit.labels import Places
from bot.charts.kit.numbers import MINUS
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import SEMIBOLD, Font, ink
from bot.charts.structure.sight import Sight
from bot.charts.theme import Colour, Theme, blend

ZoneKind = Literal["fvg", "order_block", "breaker", "ote"]
Side = Literal["bullish", "bearish"]

_FONT: Final = Font(24, SEMIBOLD)
_NAMES: Final[dict[ZoneKind, str]] = {
    "fvg": "FVG", "order_block": "OB", "breaker": "BB", "ote": "OTE",
}  # fmt: skip
_FILL: Final[dict[ZoneKind, float]] = {
    "fvg": 0.17, "order_block": 0.22, "breaker": 0.22, "ote": 0.07,
}  # fmt: skip
_TESTED: Final = 0.7
"""What is left of a zone's tint once price was at its middle."""
_LIGHTER: Final = 0.3
"""Names are a little lighter than their zone, to be read on its tint."""
_NUDGE: Final = 12
_FARTHEST: Final = 8
"""Steps that a name may go from the middle of its zone, as long as it stays beside the zone."""


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
    """What is written in it; short for its kind and the sign of its side when left empty."""
    inner: bool = False
    """Of the short swings inside the main structure."""
    tested: bool = False
    """Price was at its middle, and it stands still."""

    def __post_init__(self) -> None:
        checks.prices([self.low, self.high], "the bounds of a zone")
        if self.low >= self.high:
            message = f"a zone's high must be above its low, not {self.low} to {self.high}"
            raise ValueError(message)

    @property
    def words(self) -> str:
        sign = "+" if self.side == "bullish" else MINUS
        return self.label or f"{_NAMES[self.kind]}{sign}"

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def is_block(self) -> bool:
        return self.kind in {"order_block", "breaker"}

    def covers(self, other: "Zone") -> bool:
        """Whether the two are of one side, one family, and mostly the same prices."""
        if self.side != other.side or self.is_block != other.is_block:
            return False
        shared = min(self.high, other.high) - max(self.low, other.low)
        return shared > min(self.high - self.low, other.high - other.low) / 2

    @property
    def fill(self) -> float:
        """How strongly it is tinted."""
        return _FILL[self.kind] * (_TESTED if self.tested else 1)

    @property
    def place(self) -> tuple[ZoneKind, Side, float, float]:
        """What two findings of the same zone have in common."""
        return self.kind, self.side, self.low, self.high

    def order(self, price: float) -> tuple[float, int, float, float, str, str]:
        """The nearest to a price first; one that holds it is nearest of all."""
        away = max(self.low - price, price - self.high, 0)
        return away, -self.from_time_ns, self.low, self.high, self.kind, self.side

    def colour(self, theme: Theme) -> Colour:
        bullish = self.side == "bullish"
        if self.is_block:
            return theme.block_up if bullish else theme.block_down
        return theme.side(bullish)


@dataclass(frozen=True, slots=True)
class PlacedZone:
    """A zone, the box it fills, the height of its middle if in sight, and the box of its name."""

    zone: Zone
    box: Rect
    middle: float | None
    name: Rect

    def draw(self, canvas: Canvas, theme: Theme) -> None:
        """The box: a gap with a dashed middle, a block with firm edges, an entry with dotted ones.

        The name comes later.
        """
        zone, box = self.zone, self.box
        colour = zone.colour(theme)
        canvas.fill(box, colour, zone.fill)
        if zone.kind == "fvg":
            if self.middle is not None:
                style = Dashes(colour=colour, on=4, off=4, alpha=0.8)
                canvas.dashes(self.middle, box.left, self.name.left - 8, style)
        elif zone.is_block and not zone.tested:
            for y in (box.top, box.bottom - 2):
                canvas.fill(Rect(box.left, y, box.right, y + 2), colour)
        else:
            edge = Dashes(colour=colour, on=8 if zone.is_block else 2, off=6, thick=2)
            for y in (box.top, box.bottom - 2):
                canvas.dashes(y, box.left, box.right, edge)

    def draw_name(self, canvas: Canvas, theme: Theme) -> None:
        """The zone's name over everything else."""
        words, colour = self.zone.words, self.zone.colour(theme)
        shift = ink(words, _FONT, 0, 0)
        at = (self.name.left - shift.left, self.name.top - shift.top)
        ground = blend(theme.panel, colour, self.zone.fill)
        # Zones overlap: a rim of its own tint keeps the name off its neighbours' edges and tints.
        canvas.write(words, at, _FONT, blend(colour, theme.text, _LIGHTER), halo=ground)


def place_zones(zones: Iterable[Zone], sight: Sight, places: Places) -> list[PlacedZone]:
    """Find room in the gutter for each zone's name, in order; zones without room are dropped.

    Words that come later keep off the edges, too, if they can.
    """
    pane, scale = sight.pane, sight.scale
    placed = []
    for zone in zones:
        if zone.high <= scale.low or zone.low >= scale.high:
            continue
        left = max(pane.left, sight.slots.left(zone.from_time_ns))
        top, bottom = max(pane.top, scale(zone.high)), min(pane.bottom, scale(zone.low))
        box = Rect(left, top, pane.right, max(bottom, top + 3))
        name = places.find(_beside(zone.words, box, pane), gap=3, must=True)
        if name is not None:
            middle = scale(zone.middle) if sight.shows(zone.middle) else None
            placed.append(PlacedZone(zone, box, middle, name))
            for y in (box.top, box.bottom - 2):
                places.shade(Rect(box.left, y, box.right, y + 2))
    return placed


def _beside(words: str, box: Rect, pane: Rect) -> Iterator[Rect]:
    """Right-aligned in the gutter, as near to the zone's middle as may be, and never beyond it."""
    start = ink(words, _FONT, 0, box.centre_y + _FONT.cap_height / 2)
    start = start.moved(pane.right - 10 - start.right, 0)
    yield start
    # A name that is taller than its zone may hang over on one side of it.
    slack = max(box.height - start.height, start.height - 4) / 2
    for step in range(1, _FARTHEST + 1):
        if step * _NUDGE <= slack:
            yield start.moved(0, -step * _NUDGE)
            yield start.moved(0, step * _NUDGE)
