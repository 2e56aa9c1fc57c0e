"""What a made-up market did, as the facts of a venue: tickers once a second, and forced closes."""

from functools import lru_cache

from core.market import Liquidation, Ticker
from standins.market.exchange.history import history
from standins.market.exchange.instruments import INSTRUMENTS
from standins.market.exchange.market import Market
from standins.market.exchange.truth import Record
from standins.market.scenarios import SCENARIOS
from tests.support.facts import SECOND

_MS = 1_000_000
_STEP_MS = 200
OPEN_MS = 1_795_219_200_000


@lru_cache(maxsize=16)
def derivatives_of(
    name: str, *, seconds: int, seed: int = 7, before_s: int = 120
) -> tuple[tuple[Liquidation | Ticker, ...], tuple[Record, ...]]:
    """The facts of a scenario in the order in which they reach us, and the market's ledger."""
    instrument = INSTRUMENTS["ETHUSDT"]
    price, opened = instrument.start_ticks, OPEN_MS - before_s * 1_000
    market = Market(
        instrument,
        seed=seed,
        open_ms=opened,
        price=price,
        scenario=SCENARIOS[name],
        start_ms=OPEN_MS,
        past=history(instrument, seed=seed, open_ms=opened, price=price, minutes=60),
    )
    facts: list[Liquidation | Ticker] = []
    while market.now_ms < OPEN_MS + seconds * 1_000:
        moment = market.step(market.now_ms + _STEP_MS)
        if moment.ms % 1_000 == 0:
            facts.append(_ticker(market))
        facts += [
            Liquidation(
                venue="bybit",
                symbol="ETHUSDT",
                at_ns=one.ms * _MS,
                seen_ns=one.ms * _MS + SECOND // 10,
                price=float(instrument.price(one.price)),
                size=float(instrument.size(one.lots)),
                position="long" if one.side == "Buy" else "short",
            )
            for one in moment.liquidations
        ]
    return tuple(facts), tuple(market.ledger())


def _ticker(market: Market) -> Ticker:
    tick, perpetual = float(market.instrument.tick_size), market.perpetual
    return Ticker(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=market.now_ms * _MS,
        seen_ns=market.now_ms * _MS + SECOND // 10,
        last=market.last * tick,
        mark=perpetual.mark * tick,
        index=perpetual.index * tick,
        funding_rate=perpetual.funding_rate,
        open_interest=perpetual.open_interest * float(market.instrument.lot_size),
    )
