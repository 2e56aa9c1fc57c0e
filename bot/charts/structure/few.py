"""Which of many marks a picture keeps: few, so that each can be large and named.

The main structure comes first and the newest first in it; inner structure fills what room it
leaves. The main swings of 96 candles break once or not at all: alone they would leave most
pictures empty, and all the inner ones at once would leave no candle uncovered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.charts.structure.marks import Break, Pool, Sweep
from bot.charts.structure.sight import Sight
from bot.charts.structure.zones import Zone

_THINNEST: Final = 8
"""Pixels of height below which a zone is a line that nobody could tell from an edge."""

_SHORTEST: Final = 16
"""Pixels of a break's line below which it is nothing but the edge of the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Few:
    """How many of each kind: blocks of a side, pools of highs and of lows, the rest in all."""

    blocks: int
    gaps: int
    breaks: int
    pools: int
    sweeps: int
    periods: int
    """Lines of highs and lows of the day, week and month before."""
    tested: bool
    """Whether blocks stay that price has been in the middle of."""

    def of_zones(self, zones: Iterable[Zone], price: float, sight: Sight) -> list[Zone]:
        """Those in sight, the nearest to the price first.

        A breaker only takes the place of a block that is not there, one of each side at most.
        """
        # Of two that say the same the main one comes last, and stays.
        told = {each.place: each for each in sorted(zones, key=lambda each: not each.inner)}
        seen = [each for each in told.values() if self._worth(each, sight)]
        seen.sort(key=lambda each: (each.kind == "breaker", each.order(price)))
        kept: list[Zone] = []
        for zone in seen:
            if self._room(zone, kept) and not any(zone.covers(other) for other in kept):
                kept.append(zone)
        return sorted(kept, key=lambda each: each.order(price))

    def _room(self, zone: Zone, kept: list[Zone]) -> bool:
        same = [each for each in kept if each.kind == zone.kind]
        if zone.kind == "fvg":
            return len(same) < self.gaps
        if zone.kind == "ote":
            return not same
        beside = [each for each in kept if each.is_block and each.side == zone.side]
        first = zone.kind == "order_block" or all(each.side != zone.side for each in same)
        return first and len(beside) < self.blocks

    def _worth(self, zone: Zone, sight: Sight) -> bool:
        if zone.tested and zone.is_block and not self.tested:
            return False
        seen = min(zone.high, sight.scale.high) - max(zone.low, sight.scale.low)
        return seen * abs(sight.scale.per_unit) >= _THINNEST

    def of_breaks(self, breaks: Iterable[Break], sight: Sight) -> list[Break]:
        """Those in sight; the newest of all first, for it must find its place."""
        # A candle that broke an inner and a main swing is told of the main one.
        seen = {
            (mark.to_time_ns, mark.side): mark
            for mark in sorted(breaks, key=_age)
            if (line := sight.line(mark.from_time_ns, mark.to_time_ns, mark.level, 2))
            and line.width >= _SHORTEST
        }
        kept = sorted(seen.values(), key=lambda mark: (mark.inner, -mark.to_time_ns))
        kept = kept[: self.breaks]
        newest = max((mark.to_time_ns for mark in kept), default=0)
        return sorted(kept, key=lambda mark: mark.to_time_ns != newest)

    def of_pools(self, pools: Iterable[Pool], sight: Sight) -> list[Pool]:
        """Those with both pivots in sight; standing ones first, newest first."""
        seen = [
            pool
            for pool in pools
            if sight.point(pool.from_time_ns, pool.from_price)
            and sight.point(pool.to_time_ns, pool.to_price)
        ]
        seen.sort(key=lambda pool: (pool.gone, -pool.to_time_ns, pool.inner))
        highs, lows = ([each for each in seen if each.kind == kind] for kind in ("highs", "lows"))
        return highs[: self.pools] + lows[: self.pools]

    def of_sweeps(self, sweeps: Iterable[Sweep], sight: Sight) -> list[Sweep]:
        """Those in sight, one a candle and side; of the main structure first, newest first."""
        seen = {
            (sweep.time_ns, sweep.side): sweep
            for sweep in sorted(sweeps, key=lambda each: not each.inner)
            if sight.point(sweep.time_ns, sweep.price)
        }
        ranked = sorted(seen.values(), key=lambda each: (each.inner, -each.time_ns, each.side))
        return ranked[: self.sweeps]


def _age(mark: Break) -> tuple[bool, int, int]:
    return not mark.inner, mark.to_time_ns, mark.from_time_ns


CALM: Final = Few(blocks=2, gaps=3, breaks=5, pools=2, sweeps=3, periods=3, tested=False)
"""The usual picture."""
DETAIL: Final = Few(blocks=3, gaps=5, breaks=12, pools=4, sweeps=6, periods=6, tested=True)
"""For those who ask for all there is room for."""
