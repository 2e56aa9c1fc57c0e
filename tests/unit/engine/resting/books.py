"""Samples of a book with only what matters; everything else is one ordinary level a dollar."""

from core.market import BookSample
from tests.support.facts import NOON, SECOND

PRICE = 1_000
"""The best bid, in dollars; buckets are a dollar (10 bps), the best ask is a dollar above."""
ORDINARY = 100.0
"""What rests at an ordinary level, in dollars; a wall of the default options is 8.5 of them."""


def a_book(
    at_s: float, *, complete: bool = True, bid: int = PRICE, ask: int = PRICE + 1, **at: float
) -> BookSample:
    """Ten levels a side; ``p995=900.0`` lets 900 dollars rest at 995."""
    levels = dict.fromkeys((*range(bid - 9, bid + 1), *range(ask, ask + 10)), ORDINARY)
    levels |= {int(name[1:]): usd for name, usd in at.items()}
    bins = tuple(sorted(place for place, usd in levels.items() if usd))
    at_ns = NOON + int(at_s * SECOND)
    return BookSample(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=at_ns,
        seen_ns=at_ns,
        step=1.0,
        bins=bins,
        usd=tuple(levels[place] for place in bins),
        best_bid=float(bid),
        best_ask=float(ask),
        complete=complete,
    )
