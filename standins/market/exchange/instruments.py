"""The instruments of the made-up market: tick, lot, where the price starts, how deep the book is.

Inside the market a price is a whole number of ticks and a size a whole number of lots, so that
sums are exact; text is made at the border, with the decimals the venue prints.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


def fixed(units: int, decimals: int) -> str:
    """Print a whole number of the smallest unit as decimal text.

    Examples
    --------
    >>> fixed(350001, 2)
    '3500.01'
    >>> fixed(-5, 3)
    '-0.005'
    >>> fixed(42, 0)
    '42'
    """
    if decimals == 0:
        return str(units)
    whole, part = divmod(abs(units), 10**decimals)
    return f"{'-' if units < 0 else ''}{whole}.{part:0{decimals}d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One contract, as the venue lists it.

    Attributes
    ----------
    symbol, base
        ``ETHUSDT`` and ``ETH``; the quote coin is always USDT.
    price_decimals, tick_units
        A price prints with so many decimals; one tick is ``tick_units`` of the last decimal
        (BTCUSDT prints two decimals and moves by 0.10, which is ten).
    lot_decimals
        A size prints with so many decimals; one lot is one of the last.
    start_ticks
        Where the price starts when nothing is remembered.
    level_gap_ticks
        Mean distance between two resting levels of the book.
    level_lots
        Median size of a resting level.
    beta
        How far it moves when bitcoin moves by one (measured on real five-minute candles: ether
        1.24, with a correlation of 0.81).
    lag_ms
        How long after bitcoin it moves.
    own
        Share of its noise that is its own and not the whole market's; with these the correlation is
        about that.
    pace
        Trades for each of ether's.
    """

    symbol: str
    base: str
    price_decimals: int
    tick_units: int
    lot_decimals: int
    start_ticks: int
    level_gap_ticks: int
    level_lots: int
    beta: float = 1.3
    lag_ms: int = 600
    own: float = 0.72
    pace: float = 0.7

    def price(self, ticks: int) -> str:
        """Text of a price, e.g. ``3500.01``."""
        return fixed(ticks * self.tick_units, self.price_decimals)

    def size(self, lots: int) -> str:
        """Text of a size, e.g. ``12.50``; nothing left is ``0`` as on Bybit's wire."""
        return fixed(lots, self.lot_decimals) if lots else "0"

    def turnover(self, ticks_lots: int) -> str:
        """Text of a sum of price times size, in USDT."""
        return fixed(ticks_lots * self.tick_units, self.price_decimals + self.lot_decimals)

    def ticks(self, price: str) -> int:
        """Ticks of a price text; what lies between two ticks is rounded to the nearer."""
        units = Decimal(price).scaleb(self.price_decimals)
        return round(units / self.tick_units)

    def lots(self, size: str) -> int:
        """Lots of a size text."""
        return round(Decimal(size).scaleb(self.lot_decimals))

    @property
    def tick_size(self) -> str:
        """Smallest step of the price as text, e.g. ``0.01``."""
        return self.price(1)

    @property
    def lot_size(self) -> str:
        """Smallest step of the size as text, e.g. ``0.01``."""
        return self.size(1)


INSTRUMENTS = {
    instrument.symbol: instrument
    for instrument in (
        Instrument(
            symbol="ETHUSDT",
            base="ETH",
            price_decimals=2,
            tick_units=1,
            lot_decimals=2,
            start_ticks=350_000,
            level_gap_ticks=44,
            level_lots=1_800,
            beta=1.24,
            lag_ms=400,
            own=0.7,
            pace=1.0,
        ),
        Instrument(
            symbol="BTCUSDT",
            base="BTC",
            price_decimals=2,
            tick_units=10,
            lot_decimals=3,
            start_ticks=980_000,
            level_gap_ticks=125,
            level_lots=700,
            beta=1.0,
            lag_ms=0,
            own=0.3,
            pace=1.2,
        ),
        Instrument(
            symbol="SOLUSDT",
            base="SOL",
            price_decimals=3,
            tick_units=10,
            lot_decimals=1,
            start_ticks=18_000,
            level_gap_ticks=3,
            level_lots=4_000,
        ),
        # A dated future: it is delivered at 08:00 UTC of its day and pays no funding.
        Instrument(
            symbol="ETHUSDT-31DEC27",
            base="ETH",
            price_decimals=2,
            tick_units=1,
            lot_decimals=2,
            start_ticks=352_500,
            level_gap_ticks=80,
            level_lots=600,
            beta=1.24,
            lag_ms=800,
            own=0.05,
            pace=0.1,
        ),
    )
}


def instruments(symbols: Iterable[str]) -> list[Instrument]:
    """Look symbols up.

    Raises
    ------
    ValueError
        The made-up market does not list a symbol; the message names those it does.
    """
    wanted = list(symbols)
    unknown = [symbol for symbol in wanted if symbol not in INSTRUMENTS]
    if unknown:
        known = ", ".join(INSTRUMENTS)
        message = f"no such symbol here: {', '.join(unknown)}. Choose from {known}"
        raise ValueError(message)
    return [INSTRUMENTS[symbol] for symbol in wanted]
