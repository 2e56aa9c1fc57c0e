"""The line under a structure picture: at most three facts, read off the same scene."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.charts.canvas import Canvas
from bot.charts.header import DOT, MARGIN
from bot.charts.look import Look
from bot.charts.marks import Break
from bot.charts.ruler import Range
from bot.charts.text import REGULAR, SEMIBOLD, Font, Weight, width
from bot.charts.theme import Colour, Theme
from bot.charts.zones import Zone, nearest

_BASE: Final = 1210
_SIZE: Final = 27
_GAP: Final = 26


@dataclass(frozen=True, slots=True)
class Fact:
    """A few words; `rising` colours them, `zone` colours them as that zone."""

    words: str
    rising: bool | None = None
    zone: Zone | None = None
    weight: Weight = REGULAR

    def colour(self, theme: Theme) -> Colour:
        return self.zone.colour(theme) if self.zone else theme.side(self.rising)


@dataclass(frozen=True, slots=True)
class Reading:
    """One to three facts, the most telling first."""

    facts: tuple[Fact, ...]

    @classmethod
    def of(
        cls,
        *,
        look: Look,
        last: float,
        decimals: int,
        place: Range,
        breaks: Sequence[Break],
        zones: Sequence[Zone],
    ) -> "Reading":
        """The last break, or how many zones are open; the place in the range; the nearest zone."""
        shown = nearest(zones, last)
        facts = [_break(breaks, look) or _count(shown, last), _place(last, place, look)]
        if shown:
            facts.append(_nearest(shown[0], last, decimals, look))
        return cls(tuple(fact for fact in facts if fact))


def _break(breaks: Sequence[Break], look: Look) -> Fact | None:
    if not breaks:
        return None
    newest = max(breaks, key=lambda mark: mark.to_time_ns)
    words = f"{newest.side.capitalize()} {newest.words} {look.times.clock(newest.to_time_ns)}"
    return Fact(words, rising=newest.side == "bullish", weight=SEMIBOLD)


def _count(zones: Sequence[Zone], last: float) -> Fact | None:
    if not zones:
        return None
    above = sum(zone.middle > last for zone in zones)
    places = ((above, "above"), (len(zones) - above, "below"))
    return Fact(
        f"Open zones: {', '.join(f'{count} {place}' for count, place in places if count)}",
        weight=SEMIBOLD,
    )


def _place(last: float, place: Range, look: Look) -> Fact:
    share = look.numbers.percent(place.percent(last), decimals=0, signed=False)
    return Fact(f"{share} of range{DOT}{place.name(last)}")


def _nearest(zone: Zone, last: float, decimals: int, look: Look) -> Fact:
    if zone.low <= last <= zone.high:
        return Fact(f"inside {zone.words}", zone=zone)
    low, high = (look.numbers.price(edge, decimals) for edge in (zone.low, zone.high))
    return Fact(f"next {zone.words} {low}\N{EN DASH}{high}", zone=zone)


def draw_reading(canvas: Canvas, theme: Theme, reading: Reading) -> None:
    """The facts on one row, the third at the right; the last is dropped when all do not fit."""
    facts = list(reading.facts)
    while len(facts) > 1 and _total(facts) > canvas.width - 2 * MARGIN:
        facts.pop()
    x: float = MARGIN
    for fact in facts[:2]:
        font = Font(_SIZE, fact.weight)
        x = canvas.write(fact.words, (x, _BASE), font, fact.colour(theme)).right + _GAP
    for fact in facts[2:]:
        at = canvas.width - MARGIN, _BASE
        canvas.write(fact.words, at, Font(_SIZE), fact.colour(theme), across="right")


def _total(facts: Sequence[Fact]) -> float:
    words = sum(width(fact.words, Font(_SIZE, fact.weight)) for fact in facts)
    return words + _GAP * (len(facts) - 1)
