"""The line under a structure picture: at most three facts, read off the same scene."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.charts.kit.canvas import Canvas
from bot.charts.kit.header import DOT, MARGIN
from bot.charts.kit.look import Look
from bot.charts.kit.moments import NS
from bot.charts.kit.text import REGULAR, SEMIBOLD, Font, Weight, width
from bot.charts.structure.layout import StructureLayout
from bot.charts.structure.ruler import Range
from bot.charts.structure.scene import StructureScene
from bot.charts.structure.zones import Zone
from bot.charts.theme import Colour, Theme

_BASE: Final = 1210
_SIZES: Final = (27, 26, 25, 24)
_GAP: Final = 26
_DAY_NS: Final = 86_400 * NS


@dataclass(frozen=True, slots=True)
class Fact:
    """A few words; `rising` colours them, `zone` colours them as that zone.

    `short` says less of the same, for where the words do not fit.
    """

    words: str
    rising: bool | None = None
    zone: Zone | None = None
    weight: Weight = REGULAR
    short: str = ""

    def colour(self, theme: Theme) -> Colour:
        return self.zone.colour(theme) if self.zone else theme.side(self.rising)


@dataclass(frozen=True, slots=True)
class Reading:
    """One to three facts, the most telling first."""

    facts: tuple[Fact, ...]

    @classmethod
    def of(
        cls,
        scene: StructureScene,
        layout: StructureLayout,
        look: Look,
        *,
        alone: bool = False,
    ) -> "Reading":
        """The newest break, or how many zones are drawn; the place in the range; the next zone.

        Where the words stand `alone`, without the picture's axes, times name their zone.
        """
        zone = f" {look.times.zone_name(scene.until_ns)}" if alone else ""
        facts = [
            _break(layout, scene.until_ns, look, zone) or _count(layout.zones, scene.last),
            _place(scene.last, scene.range, look),
            _nearest(layout.zones, scene, layout.decimals, look),
        ]
        return cls(tuple(fact for fact in facts if fact))


def _break(layout: StructureLayout, until_ns: int, look: Look, zone: str) -> Fact | None:
    if not layout.breaks:
        return None
    newest = layout.breaks[0]
    at_ns, times = newest.to_time_ns, look.times
    # The time of day where that says it all, else the day.
    recent = until_ns - at_ns < _DAY_NS and layout.slots.bar_ns < _DAY_NS
    when = f"{times.clock(at_ns)}{zone}" if recent else times.day(at_ns)
    words = f"{newest.side} {newest.words} {when}"
    if newest.inner:
        words = f"inner {words}"
    return Fact(words[0].upper() + words[1:], rising=newest.bullish, weight=SEMIBOLD)


def _count(zones: Sequence[Zone], last: float) -> Fact:
    if not zones:
        return Fact("No structure in sight")
    above = sum(zone.middle > last for zone in zones)
    places = ((above, "above"), (len(zones) - above, "below"))
    return Fact(
        f"Open zones: {', '.join(f'{count} {place}' for count, place in places if count)}",
        weight=SEMIBOLD,
    )


def _place(last: float, span: Range | None, look: Look) -> Fact | None:
    if span is None:
        return None
    share = look.numbers.percent(span.percent(last), decimals=0, signed=False)
    return Fact(f"{share} of range{DOT}{span.name(last)}")


def _nearest(
    drawn: Sequence[Zone], scene: StructureScene, decimals: int, look: Look
) -> Fact | None:
    """The next zone in the picture; where there is none, the next one beyond its edges."""
    standing = (zone for zone in scene.zones if not (zone.is_block and zone.tested))
    zone = drawn[0] if drawn else min(standing, key=_away(scene.last), default=None)
    if zone is None:
        return None
    if zone.low <= scene.last <= zone.high:
        return Fact(f"inside {zone.words}", zone=zone)
    low, high = (look.numbers.price(edge, decimals) for edge in (zone.low, zone.high))
    between = low if low == high else f"{low}\N{EN DASH}{high}"
    nearer = high if zone.high < scene.last else low
    name = f"next {zone.words}"
    return Fact(f"{name} {between}", zone=zone, short=f"{name} {nearer}")


def _away(price: float) -> Callable[[Zone], tuple[float, int, float, float, str, str]]:
    return lambda zone: zone.order(price)


def draw_reading(canvas: Canvas, theme: Theme, reading: Reading) -> None:
    """The facts on one row, the third at the right.

    They are set smaller where they would not fit; where that does not help the last one says less,
    and is dropped at last.
    """
    facts, room = list(reading.facts), canvas.width - 2 * MARGIN
    while len(facts) > 1 and _total(facts, _SIZES[-1]) > room:
        last = facts.pop()
        if last.short:
            facts.append(replace(last, words=last.short, short=""))
    size = next((size for size in _SIZES if _total(facts, size) <= room), _SIZES[-1])
    x: float = MARGIN
    for fact in facts[:2]:
        font = Font(size, fact.weight)
        x = canvas.write(fact.words, (x, _BASE), font, fact.colour(theme)).right + _GAP
    for fact in facts[2:]:
        at = canvas.width - MARGIN, _BASE
        canvas.write(fact.words, at, Font(size), fact.colour(theme), across="right")


def _total(facts: Sequence[Fact], size: int) -> float:
    words = sum(width(fact.words, Font(size, fact.weight)) for fact in facts)
    return words + _GAP * (len(facts) - 1)
