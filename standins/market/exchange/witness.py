"""Watches the tape and writes down which structure really formed on it."""

from collections.abc import Iterable

from standins.market.exchange.candles import Candle
from standins.market.exchange.director import Cue
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.intervals import end_of, start_of
from standins.market.exchange.structure import Found, Reader
from standins.market.exchange.truth import Record, Truth

WATCHED = ("1", "5", "15")
"""Intervals in which structure is looked for."""

BULLISH_BELOW = ("sweep", "equal_highs", "equal_lows")
"""Kinds whose way is where they lie, not where they point: a swept low is bullish."""


class Witness:
    """Makes candles of what is traded and reads them when they close.

    Parameters
    ----------
    instrument
        Whose tape.
    truth
        Where it is written down.
    past
        Closed one-minute candles from before, oldest first, so that the first new ones have
        neighbours. What they hold is not written: it is not news.
    """

    def __init__(self, instrument: Instrument, truth: Truth, past: Iterable[Candle] = ()) -> None:
        self._instrument = instrument
        self._truth = truth
        self._readers = {interval: Reader() for interval in WATCHED}
        self._open: dict[str, Candle] = {}
        for minute in past:
            for interval, _ in self._take(minute):
                self._readers[interval].read(self._open[interval])
        self._minute: Candle | None = None
        self._cue: Cue | None = None

    def trade(self, ms: int, price: int, lots: int) -> None:
        """Take in a trade; call `roll` for its moment first."""
        minute = self._minute or Candle.opened(start_of("1", ms), price)
        self._minute = minute.traded(ms, price, lots)

    def roll(self, now_ms: int, cue: Cue | None) -> None:
        """Close the minutes that end at or before a moment and read what that completes."""
        while self._minute is not None and (ends := self._minute.start + 60_000) <= now_ms:
            closed, self._minute = self._minute, Candle.opened(ends, self._minute.close)
            for interval, candle in self._take(closed):
                for found in self._readers[interval].read(candle):
                    self._tell(interval, found, ends, cue)

    def road(self, now_ms: int, price: int, cue: Cue | None) -> None:
        """Write down that another regime, or a scenario's road, has begun."""
        if cue is None or not cue.fresh or cue is self._cue:
            return
        self._cue = cue
        symbol = self._instrument.symbol
        self._truth.tell(
            Record(
                kind="regime",
                id=self._truth.name("regime", symbol),
                symbol=symbol,
                at_ms=now_ms,
                known_ms=now_ms,
                planted=cue.planted,
                report=False,
                reason="what the market is led to do; what formed has records of its own",
                numbers={"price": float(self._instrument.price(price))},
                texts={"regime": cue.name},
            )
        )

    def _take(self, minute: Candle) -> list[tuple[str, Candle]]:
        """Let a closed minute grow the longer candles; those that close with it."""
        closed = []
        for interval in WATCHED:
            whole = self._open.get(interval)
            begins = start_of(interval, minute.start)
            if whole is None or whole.start != begins:
                whole = Candle(begins, *_inside(minute))
            else:
                whole = whole.joined(minute)
            self._open[interval] = whole
            if end_of(interval, begins) <= minute.start + 60_000:
                closed.append((interval, whole))
        return closed

    def _tell(self, interval: str, found: Found, known_ms: int, cue: Cue | None) -> None:
        instrument = self._instrument
        bullish = (found.way > 0) is not (found.kind in BULLISH_BELOW)
        self._truth.tell(
            Record(
                kind=found.kind,
                id=self._truth.name(found.kind, instrument.symbol),
                symbol=instrument.symbol,
                at_ms=found.at,
                known_ms=known_ms,
                planted=cue is not None and cue.planted,
                report=not found.reason,
                reason=found.reason,
                numbers={
                    "low": float(instrument.price(found.low)),
                    "high": float(instrument.price(found.high)),
                },
                texts={
                    "timeframe": f"{interval}m",
                    "side": "bullish" if bullish else "bearish",
                    "regime": cue.name if cue else "",
                },
            )
        )


def _inside(minute: Candle) -> tuple[int, int, int, int, int, int, int]:
    """A minute without its start."""
    return (
        minute.open,
        minute.high,
        minute.low,
        minute.close,
        minute.volume,
        minute.turnover,
        minute.last_ms,
    )
