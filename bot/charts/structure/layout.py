"""Where things stand in the structure picture, and which of them are drawn."""

from dataclasses import dataclass
from math import floor, log10
from typing import Final

from bot.charts.kit.axis import PriceAxis
from bot.charts.kit.candles import Candles, Slots
from bot.charts.kit.header import MARGIN
from bot.charts.kit.look import Look
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale, padded
from bot.charts.structure.marks import Break
from bot.charts.structure.ruler import Range
from bot.charts.structure.scene import StructureScene
from bot.charts.structure.sight import Sight
from bot.charts.structure.zones import Zone

SIZE: Final = (1024, 1280)

_TOP: Final = 152
_FOOT: Final = 1036
_GUTTER: Final = 104
_PAD: Final = 0.08
_REACH: Final = 0.35
"""How far beyond the candles the ends of the dealing range are shown, in heights of the candles.

Farther ones would squeeze the candles; then the ruler runs out of the pane.
"""


@dataclass(frozen=True, slots=True)
class StructureLayout:
    """Made once, shared by all that draw and by the words."""

    seen: Candles
    sight: Sight
    axis: PriceAxis
    zones: list[Zone]
    breaks: list[Break]

    @classmethod
    def of(cls, scene: StructureScene, look: Look) -> "StructureLayout":
        """The layout of a scene."""
        # The axis column is as wide as its words, those depend on the range, and that on how many
        # candles fit: the widest possible pane settles the range, the true pane the places.
        wide = Rect(MARGIN, _TOP, SIZE[0] - MARGIN - 120, _FOOT)
        first = Slots.fit(scene.candles, wide, _GUTTER).first_visible(scene.candles, wide)
        seen = scene.candles.since(first)
        scale = LinearScale(*_prices(seen, scene.range), _FOOT, _TOP)
        axis = PriceAxis(scale, scene.last, scene.tick_decimals, look.numbers)
        pane = Rect(MARGIN, _TOP, SIZE[0] - MARGIN - max(124, axis.room), _FOOT)
        slots = Slots.fit(seen, pane, _GUTTER)
        sight = Sight(slots, scale, pane)
        return cls(
            seen.since(slots.first_visible(seen, pane)),
            sight,
            axis,
            scene.few.of_zones(scene.zones, scene.last, sight),
            scene.few.of_breaks(scene.breaks, sight),
        )

    @property
    def pane(self) -> Rect:
        return self.sight.pane

    @property
    def slots(self) -> Slots:
        return self.sight.slots

    @property
    def decimals(self) -> int:
        """For prices in labels: about a tenth of what stands between two prices of the axis."""
        return min(self.axis.decimals, max(0, -floor(log10(self.axis.step / 10))))


def _prices(seen: Candles, span: Range | None) -> tuple[float, float]:
    low, high = float(seen.low.min()), float(seen.high.max())
    reach = (high - low) * _REACH
    if span is not None and low - span.low <= reach:
        low = min(low, span.low)
    if span is not None and span.high - high <= reach:
        high = max(high, span.high)
    return padded(low, high, _PAD)
