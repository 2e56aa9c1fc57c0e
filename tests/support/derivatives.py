"""Facts of a perpetual with only the value that matters."""

from core.market import Funding, Liquidation, OpenInterest, Position, Ticker
from tests.support.facts import NOON, SECOND


def a_ticker(
    last: float = 3_500.0,
    *,
    at_s: float = 0,
    mark: float | None = None,
    index: float | None = None,
    funding_rate: float | None = None,
    next_funding_s: float | None = None,
    open_interest: float | None = None,
) -> Ticker:
    at_ns = NOON + int(at_s * SECOND)
    return Ticker(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=at_ns,
        seen_ns=at_ns + 5,
        last=last,
        mark=mark,
        index=index,
        funding_rate=funding_rate,
        next_funding_ns=None if next_funding_s is None else NOON + int(next_funding_s * SECOND),
        open_interest=open_interest,
    )


def a_liquidation(
    usd: float = 100_000.0,
    *,
    position: str = "long",
    price: float = 3_500.0,
    at_s: float = 0,
) -> Liquidation:
    side: Position = "long" if position == "long" else "short"
    at_ns = NOON + int(at_s * SECOND)
    return Liquidation(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=at_ns,
        seen_ns=at_ns + 5,
        price=price,
        size=usd / price,
        position=side,
    )


def a_payment(rate: float, *, at_s: float = 0) -> Funding:
    at_ns = NOON + int(at_s * SECOND)
    return Funding(venue="bybit", symbol="ETHUSDT", at_ns=at_ns, seen_ns=at_ns + 5, rate=rate)


def an_open_interest(contracts: float, *, at_s: float = 0) -> OpenInterest:
    at_ns = NOON + int(at_s * SECOND)
    return OpenInterest(
        venue="bybit", symbol="ETHUSDT", at_ns=at_ns, seen_ns=at_ns + 5, contracts=contracts
    )
