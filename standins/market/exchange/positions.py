"""Open positions by the price at which they would be closed by force.

New contracts are opened near the price with a handful of leverages; each has a liquidation price
(isolated margin, linear contract, fees aside)::

    long   entry * (1 - 1 / leverage + maintenance)
    short  entry * (1 + 1 / leverage - maintenance)

Positions are kept summed in bins of that price. When the price passes a bin, what lies there is
liquidated: that is why a fall feeds on longs that were opened above it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from standins.market.chance import Luck

Position = Literal["long", "short"]

WAYS: tuple[tuple[Position, int], ...] = (("long", -1), ("short", 1))
"""On which side of the price a position is liquidated."""

MAINTENANCE = 0.005
LEVERAGES = ((10, 0.34), (25, 0.3), (50, 0.2), (100, 0.16))
"""Leverage, and the share of new contracts opened with it."""

BIN = 0.0004
"""Width of a bin, of the opening price."""

SEEDED = 300.0
"""Contracts of leverage that are open when the market opens, in median levels a side."""

LEAVE_S = 7_200.0
"""How long a position stays open on average before its owner closes it."""

OPENED_SHARE = 0.1
"""Of what is traded so much opens positions with leverage; the rest closes, hedges, or is spot's
other leg."""

COUNT_MS = 20_000
"""Positions are opened and left in sums of so long."""


@dataclass(frozen=True, slots=True)
class Bin:
    """What would be liquidated at one price."""

    position: Position
    price: int
    lots: int


class Positions:
    """Longs and shorts of one symbol, by liquidation price.

    Parameters
    ----------
    price
        Opening price in ticks.
    typical_lots
        Median size of a level.
    luck
        Where chance comes from.
    """

    def __init__(self, price: int, typical_lots: int, luck: Luck) -> None:
        self._width = max(1, round(price * BIN))
        self._luck = luck
        self._bins: dict[Position, dict[int, float]] = {"long": {}, "short": {}}
        self._nearest: dict[Position, int | None] = {"long": None, "short": None}
        self._between = (1, 0)
        """Prices strictly between these two pass nothing; (1, 0) when that is not known."""
        self._counted_ms = 0
        self._traded = 0
        for _ in range(160):
            entry = round(price * (1 + luck.gauss(0, 0.006)))
            self.open(entry, typical_lots * SEEDED / 80, price)

    def open(self, entry: int, lots: float, price: int) -> None:
        """Open contracts at a price, as many long as short; some would be gone by now."""
        for position, way in WAYS:
            leverage = self._luck.choices(
                [each for each, _ in LEVERAGES], weights=[share for _, share in LEVERAGES]
            )[0]
            at = round(entry * (1 + way * (1 / leverage - MAINTENANCE)))
            if (at - price) * way > 0:
                self.crowd(position, at, lots / 2)

    def traded(self, now_ms: int, entry: int, lots: int, price: int) -> None:
        """Some of what is traded opens positions; meanwhile others are closed by their owners."""
        self._traded += lots
        if now_ms - self._counted_ms < COUNT_MS:
            return
        if self._counted_ms:
            self.leave((now_ms - self._counted_ms) / 1_000)
            self.open(entry, self._traded * OPENED_SHARE, price)
        self._counted_ms, self._traded = now_ms, 0

    def crowd(self, position: Position, at: int, lots: float) -> None:
        """Add contracts that are liquidated at a price."""
        place = at // self._width
        bins = self._bins[position]
        bins[place] = bins.get(place, 0.0) + lots
        self._nearest[position] = None
        self._between = (1, 0)

    def crowd_between(
        self, position: Position, price: int, near_bps: float, far_bps: float, lots: float
    ) -> None:
        """Add contracts that are liquidated evenly between two distances from a price."""
        way = -1 if position == "long" else 1
        first, last = (
            round(price * (1 + way * away * 1e-4)) // self._width for away in (near_bps, far_bps)
        )
        places = range(min(first, last), max(first, last) + 1)
        for place in places:
            self.crowd(position, place * self._width, lots / len(places))

    def leave(self, seconds: float) -> None:
        """Let owners close what they no longer want."""
        keep = 1 - seconds / LEAVE_S
        for bins in self._bins.values():
            for place in bins:
                bins[place] *= keep

    def passed(self, price: int) -> Iterator[Bin]:
        """What is liquidated at a price; it is gone from here."""
        low, high = self._between
        if low < price < high:
            return
        for position, way in WAYS:
            while (place := self._nearest_of(position)) is not None:
                edge = (place + (way < 0)) * self._width
                if (price - edge) * way < 0:
                    break
                lots = int(self._bins[position].pop(place))
                self._nearest[position] = None
                if lots:
                    yield Bin(position, place * self._width + self._width // 2, lots)
        below, above = self._nearest_of("long"), self._nearest_of("short")
        self._between = (
            0 if below is None else (below + 1) * self._width,
            1 << 62 if above is None else above * self._width,
        )

    def _nearest_of(self, position: Position) -> int | None:
        bins = self._bins[position]
        if self._nearest[position] is None and bins:
            self._nearest[position] = max(bins) if position == "long" else min(bins)
        return self._nearest[position]
