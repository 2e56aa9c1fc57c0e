"""Facts of the made-up market: candles of its past, and an hour of its book and trades."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from core.book import OrderBook
from core.depth import sample
from core.facts import Fact
from core.heat import HeatColumn
from core.market import BookSample, Candle, Liquidation, Timeframe, Trade
from core.tape import TapeSecond, tape_of
from engine.resting.heat import Heat
from engine.structure.ladder import Ladder
from standins.market.exchange import candles as made
from standins.market.exchange.cascade import Liquidation as Forced
from standins.market.exchange.history import history
from standins.market.exchange.instruments import INSTRUMENTS, Instrument
from standins.market.exchange.market import Market, Moment
from standins.market.scenarios import SCENARIOS

VENUE = "bybit"
NOW_MS = 1_795_219_200_000
"""Midnight, 21 November 2026: the made-up present of every scene."""

MS = 1_000_000
_MINUTE_MS = 60_000
_STEP_MS = 1_000
_SAMPLED_EVERY_MS = 5_000
_MINUTES = 9 * 7 * 1_440
_BEFORE = 600
"""Minutes of past that a market is given, so that structure has its beginning there."""


@lru_cache(maxsize=8)
def made_up_candles(symbol: str, timeframe: Timeframe, *, seed: int) -> Sequence[Candle]:
    """Nine weeks of closed candles up to the present, oldest first."""
    minutes = _minutes(symbol, seed)
    if timeframe == "1m":
        return minutes
    ladder = Ladder("1m", [timeframe])
    return tuple(longer for each in minutes for longer in ladder.take(each))


@lru_cache(maxsize=2)
def _minutes(symbol: str, seed: int) -> Sequence[Candle]:
    instrument = INSTRUMENTS[symbol]
    past = history(
        instrument, seed=seed, open_ms=NOW_MS, price=instrument.start_ticks, minutes=_MINUTES
    )
    return tuple(_candle(minute, instrument) for minute in past[:-1])


def _candle(minute: made.Candle, instrument: Instrument) -> Candle:
    closes_ns = (minute.start + _MINUTE_MS) * MS
    return Candle(
        venue=VENUE,
        symbol=instrument.symbol,
        at_ns=closes_ns,
        seen_ns=closes_ns,
        timeframe="1m",
        open_ns=minute.start * MS,
        open=_price(minute.open, instrument),
        high=_price(minute.high, instrument),
        low=_price(minute.low, instrument),
        close=_price(minute.close, instrument),
        volume=_size(minute.volume, instrument),
        closed=True,
    )


def _price(ticks: int, instrument: Instrument) -> float:
    """The number that the venue's text of the price means."""
    return float(ticks * instrument.tick_units / 10**instrument.price_decimals)


def _size(lots: int, instrument: Instrument) -> float:
    return float(lots / 10**instrument.lot_decimals)


@dataclass(slots=True)
class Session:
    """What the feeds would have told of an hour."""

    facts: list[Fact] = field(default_factory=list)
    """Trades, forced closes and samples of the book, in the order in which they came."""
    heat: list[HeatColumn] = field(default_factory=list)
    candles: list[Candle] = field(default_factory=list)
    """Closed minutes, ten hours of past among them."""

    @property
    def tape(self) -> Sequence[TapeSecond]:
        """The trades, second by second."""
        return tape_of(each for each in self.facts if isinstance(each, Trade))

    @property
    def liquidations(self) -> list[Liquidation]:
        return [each for each in self.facts if isinstance(each, Liquidation)]


def session(
    symbol: str,
    *,
    scenario: str,
    seed: int,
    minutes: int = 60,
    lead_min: int = 25,
    unseen_min: tuple[int, int] = (0, 0),
) -> Session:
    """Play a scenario to its end in the present.

    Parameters
    ----------
    symbol, scenario, seed
        Which market, what is made to happen in it, and which of all possible ones.
    minutes
        How long the session is.
    lead_min
        Minutes before the scenario's own start.
    unseen_min
        From and to which minute nothing of the market reached anybody.
    """
    instrument, open_ms = INSTRUMENTS[symbol], NOW_MS - minutes * _MINUTE_MS
    past = history(
        instrument, seed=seed, open_ms=open_ms, price=instrument.start_ticks, minutes=_BEFORE
    )
    market = Market(
        instrument,
        seed=seed,
        open_ms=open_ms,
        price=instrument.start_ticks,
        scenario=SCENARIOS[scenario],
        start_ms=open_ms + lead_min * _MINUTE_MS,
        past=past[:-1],
    )
    first, last = (open_ms + minute * _MINUTE_MS for minute in unseen_min)
    book, heat, complete = made.CandleBook(past), Heat(), True
    told = Session(candles=[_candle(minute, instrument) for minute in past[:-1]])
    while market.now_ms < NOW_MS:
        moment = market.step(market.now_ms + _STEP_MS)
        told.candles += _closed(book, moment, instrument)
        if first <= moment.ms < last:
            complete = False
            continue
        _tell(told, moment, instrument)
        if moment.ms % _SAMPLED_EVERY_MS == 0:
            told.facts.append(seen := _sample(market, complete=complete))
            told.heat += heat.take(seen)
            complete = True
    return told


def _closed(book: made.CandleBook, moment: Moment, instrument: Instrument) -> list[Candle]:
    """The minutes that a step closes."""
    closed = []
    for trade in moment.trades:
        closed += book.roll(trade.ms)
        book.trade(trade.ms, trade.price, trade.lots)
    closed += book.roll(moment.ms)
    return [_candle(minute, instrument) for interval, minute in closed if interval == "1"]


def _tell(told: Session, moment: Moment, instrument: Instrument) -> None:
    for number, trade in enumerate(moment.trades):
        told.facts.append(
            Trade(
                venue=VENUE,
                symbol=instrument.symbol,
                at_ns=trade.ms * MS,
                seen_ns=trade.ms * MS,
                id=f"{trade.ms}-{number}",
                price=_price(trade.price, instrument),
                size=_size(trade.lots, instrument),
                side="buy" if trade.side == "Buy" else "sell",
            )
        )
    told.facts += [_forced(each, instrument) for each in moment.liquidations]


def _forced(closed: Forced, instrument: Instrument) -> Liquidation:
    return Liquidation(
        venue=VENUE,
        symbol=instrument.symbol,
        at_ns=closed.ms * MS,
        seen_ns=closed.ms * MS,
        price=_price(closed.price, instrument),
        size=_size(closed.lots, instrument),
        position="long" if closed.side == "Buy" else "short",
    )


def _sample(market: Market, *, complete: bool) -> BookSample:
    instrument, at_ns = market.instrument, market.now_ms * MS
    bids, asks = (
        [(instrument.price(price), instrument.size(lots)) for price, lots in levels.items()]
        for levels in (market.book.bids, market.book.asks)
    )
    book = OrderBook()
    book.take(bids, asks, snapshot=True, update_id=1, sequence=1, at_ns=at_ns)
    return sample(
        book,
        venue=VENUE,
        symbol=instrument.symbol,
        at_ns=at_ns,
        seen_ns=at_ns,
        complete=complete,
    )
