"""A made-up market as the worker hears it: trades, and a sample of the book every second."""

from functools import lru_cache

from core.book import OrderBook
from core.depth import sample
from core.market import BookSample, Trade
from standins.market.exchange.history import history
from standins.market.exchange.instruments import INSTRUMENTS
from standins.market.exchange.market import Market
from standins.market.exchange.truth import Record
from standins.market.scenarios import SCENARIOS
from tests.unit.standins.market.playing import NOW_MS, PAST_MINUTES, STEP_MS

Facts = tuple[BookSample | Trade, ...]
_SYMBOL = "ETHUSDT"
_INSTRUMENT = INSTRUMENTS[_SYMBOL]
_MS = 1_000_000


Places = dict[str, set[float]]
"""Where each wall was seen, by its name in the ledger, which knows the first price and the last."""


@lru_cache(maxsize=8)
def booked(name: str, *, seconds: int, seed: int = 7) -> tuple[Facts, tuple[Record, ...], Places]:
    """What is heard of a scenario from a minute before its start, and what is true of its walls."""
    open_ms = NOW_MS - 60_000
    past = history(
        _INSTRUMENT,
        seed=seed,
        open_ms=open_ms,
        price=_INSTRUMENT.start_ticks,
        minutes=PAST_MINUTES,
    )
    market = Market(
        _INSTRUMENT,
        seed=seed,
        open_ms=open_ms,
        price=_INSTRUMENT.start_ticks,
        scenario=SCENARIOS[name],
        start_ms=NOW_MS,
        past=past[:-1],
    )
    facts: list[BookSample | Trade] = []
    places: Places = {}
    while market.now_ms < NOW_MS + seconds * 1_000:
        for trade in market.step(market.now_ms + STEP_MS).trades:
            facts.append(
                Trade(
                    venue="bybit",
                    symbol=_SYMBOL,
                    at_ns=trade.ms * _MS,
                    seen_ns=trade.ms * _MS,
                    id=f"t{len(facts)}",
                    price=float(_INSTRUMENT.price(trade.price)),
                    size=float(_INSTRUMENT.size(trade.lots)),
                    side="buy" if trade.side == "Buy" else "sell",
                )
            )
        if market.now_ms % 1_000 == 0 and market.book.bids and market.book.asks:
            facts.append(_sampled(market))
            for wall in market.book.walls:
                places.setdefault(wall.id, set()).add(float(_INSTRUMENT.price(wall.price)))
    walls = tuple(one for one in market.ledger() if one.kind == "wall")
    return tuple(facts), walls, places


def _sampled(market: Market) -> BookSample:
    book = OrderBook()
    bids, asks = (
        [(_INSTRUMENT.price(price), _INSTRUMENT.size(lots)) for price, lots in side.items() if lots]
        for side in (market.book.bids, market.book.asks)
    )
    at_ns = market.now_ms * _MS
    book.take(bids, asks, snapshot=True, update_id=1, sequence=1, at_ns=at_ns)
    return sample(book, venue="bybit", symbol=_SYMBOL, at_ns=at_ns, seen_ns=at_ns, complete=True)
