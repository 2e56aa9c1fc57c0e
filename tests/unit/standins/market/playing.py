"""A market that plays a scenario, for tests that look at what happened."""

from dataclasses import dataclass, field
from functools import lru_cache

from standins.market.exchange.candles import CandleBook
from standins.market.exchange.cascade import Liquidation
from standins.market.exchange.history import history
from standins.market.exchange.instruments import INSTRUMENTS
from standins.market.exchange.market import Market, Trade
from standins.market.exchange.truth import Record
from standins.market.scenarios import SCENARIOS

NOW_MS = 1_795_219_200_000
PAST_MINUTES = 1_900
STEP_MS = 200


@dataclass(slots=True)
class Played:
    """What a market did."""

    market: Market
    candles: CandleBook
    trades: list[Trade] = field(default_factory=list)
    liquidations: list[Liquidation] = field(default_factory=list)
    bids: list[tuple[float, int]] = field(default_factory=list)

    def records(self, kind: str) -> list[Record]:
        """Records of a kind that became known after the scenario's start."""
        return [one for one in self.market.ledger() if one.kind == kind and one.known_ms >= NOW_MS]

    def seconds(self, ms: float) -> float:
        """Seconds after the scenario's start."""
        return (ms - NOW_MS) / 1_000


@lru_cache(maxsize=32)
def played(
    name: str = "",
    *,
    seconds: int = 200,
    seed: int = 7,
    symbol: str = "ETHUSDT",
    before_s: int = 60,
) -> Played:
    """A market that opened shortly before the scenario and was played until so long after."""
    instrument, open_ms = INSTRUMENTS[symbol], NOW_MS - before_s * 1_000
    past = history(
        instrument, seed=seed, open_ms=open_ms, price=instrument.start_ticks, minutes=PAST_MINUTES
    )
    market = Market(
        instrument,
        seed=seed,
        open_ms=open_ms,
        price=instrument.start_ticks,
        scenario=SCENARIOS.get(name),
        start_ms=NOW_MS,
        past=past[:-1],
    )
    found = Played(market, CandleBook(past))
    while market.now_ms < NOW_MS + seconds * 1_000:
        moment = market.step(market.now_ms + STEP_MS)
        for trade in moment.trades:
            found.candles.roll(trade.ms)
            found.candles.trade(trade.ms, trade.price, trade.lots)
        found.candles.roll(market.now_ms)
        found.trades += moment.trades
        found.liquidations += moment.liquidations
        found.bids.append((found.seconds(market.now_ms), market.touch[0]))
    return found
