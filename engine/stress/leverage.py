"""Where positions would be liquidated, guessed from when they were opened: an estimate."""

from collections.abc import Iterator, Mapping
from math import exp, floor, log

from core.market import Position

TIERS: dict[int, float] = {5: 0.1, 10: 0.25, 25: 0.3, 50: 0.2, 100: 0.15}
"""Leverage, and the share of new positions assumed to use it. Nobody publishes it: assumed."""

MAINTENANCE = 0.005
"""Maintenance margin of the venue's lowest risk tier, as a share of the position."""

_FAR = 0.3
_SMALLEST = 1e-9


def liquidation_price(entry: float, leverage: int, position: Position) -> float:
    """Price at which an isolated linear position is liquidated, fees aside.

    >>> liquidation_price(2_000.0, 10, "long"), liquidation_price(2_000.0, 10, "short")
    (1810.0, 2190.0)
    """
    margin = 1 / leverage - MAINTENANCE
    return entry * (1 - margin if position == "long" else 1 + margin)


class LeverageMap:
    """Estimated dollars that would be closed by force, by price.

    Bins are ``width`` wide in the logarithm of the price, and each leverage has its own. What lies
    further than 30 % from the price is forgotten, so memory is bounded: at most ``0.7 / width``
    bins for each leverage and side. Cost: an opening O(tiers); a price O(bins) when it enters
    another bin, else O(1).
    """

    def __init__(self, *, width: float = 0.001, tiers: Mapping[int, float] = TIERS) -> None:
        if not 0 < width < _FAR:
            raise ValueError(f"bins of {width}: take a small share of the price, such as 0.001")
        self._width = width
        self._tiers = dict(tiers)
        self._bins: dict[Position, dict[tuple[int, int], float]] = {"long": {}, "short": {}}
        self._scale = 1.0
        self._at: int | None = None

    @property
    def width(self) -> float:
        """How wide a bin is, in the logarithm of the price."""
        return self._width

    def opened(self, entry: float, usd: float) -> None:
        """Contracts were opened at a price: each has a long and a short of so many dollars."""
        for leverage, share in self._tiers.items():
            for position, bins in self._bins.items():
                key = self.place(liquidation_price(entry, leverage, position)), leverage
                bins[key] = bins.get(key, 0.0) + usd * share / self._scale

    def closed(self, share: float) -> None:
        """A share (0 to 1) of all positions was closed; nobody knows whose, so each loses it."""
        self._scale *= max(0.0, 1 - share)
        if self._scale < _SMALLEST:
            scale, self._scale = self._scale, 1.0
            for bins in self._bins.values():
                for key in bins:
                    bins[key] *= scale

    def passed(self, price: float) -> None:
        """The price is here: who is liquidated before it is gone, and who is far is forgotten."""
        at, far = self.place(price), int(_FAR / self._width)
        if at == self._at:
            return
        self._at = at
        self._keep("long", at - far, at - 1)
        self._keep("short", at + 1, at + far)

    def density(self) -> list[tuple[float, float]]:
        """(Price, US dollars) of every bin that holds something, by rising price."""
        sums: dict[int, float] = {}
        for _, place, usd in self.by_leverage():
            sums[place] = sums.get(place, 0.0) + usd
        return [(exp((place + 0.5) * self._width), usd) for place, usd in sorted(sums.items())]

    def by_leverage(self) -> Iterator[tuple[int, int, float]]:
        """(Leverage, bin number, US dollars) of every bin that holds something, in no order."""
        for bins in self._bins.values():
            for (place, leverage), usd in bins.items():
                yield leverage, place, usd * self._scale

    def around(self, price: float, reach: float = 0.05) -> dict[int, float]:
        """Dollars of every bin within ``reach`` of a price, empty ones too, by bin number."""
        first, last = self.place(price * (1 - reach)), self.place(price * (1 + reach))
        found = dict.fromkeys(range(first, last + 1), 0.0)
        for _, place, usd in self.by_leverage():
            if first <= place <= last:
                found[place] += usd
        return found

    def place(self, price: float) -> int:
        """Number of the bin that holds a price."""
        return floor(log(price) / self._width)

    def _keep(self, position: Position, first: int, last: int) -> None:
        bins = self._bins[position]
        for key in [key for key in bins if not first <= key[0] <= last]:
            del bins[key]
