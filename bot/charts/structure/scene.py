"""What the structure picture shows, as plain data."""

from dataclasses import dataclass

from bot.charts.kit.candles import Candles
from bot.charts.structure.few import CALM, DETAIL, Few
from bot.charts.structure.key_prices import KeyPrice
from bot.charts.structure.marks import Break, Pool, Sweep
from bot.charts.structure.ruler import Range
from bot.charts.structure.zones import Zone


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StructureScene:
    """Candles and what stands in them, as much as was found: the picture shows few of each.

    The newest candles that fit are drawn (at most about 95); zones and marks older than those
    begin at the left edge or are left out.
    """

    symbol: str
    venue: str
    """As it is written, "Bybit perp"."""
    timeframe: str
    """As it is written, "15 m"."""
    tick_decimals: int
    candles: Candles
    zones: tuple[Zone, ...] = ()
    """Open ones only: a filled gap, a block that price closed through, is none any more."""
    breaks: tuple[Break, ...] = ()
    pools: tuple[Pool, ...] = ()
    sweeps: tuple[Sweep, ...] = ()
    keys: tuple[KeyPrice, ...] = ()
    range: Range | None = None
    """The dealing range; None where none is known."""
    detail: bool = False
    """Twice as many marks, and blocks that price has been in the middle of."""
    now_ns: int | None = None
    """Time of the newest trade in it. None: the newest candle has closed."""
    stale_s: float | None = None
    """Seconds the newest candle is late, when it is."""

    @property
    def last(self) -> float:
        return float(self.candles.close[-1])

    @property
    def few(self) -> Few:
        """How many marks of a kind are drawn."""
        return DETAIL if self.detail else CALM

    @property
    def until_ns(self) -> int:
        """The time up to which the picture is true."""
        if self.now_ns is not None:
            return self.now_ns
        return int(self.candles.open_time_ns[-1]) + self.candles.bar_ns
