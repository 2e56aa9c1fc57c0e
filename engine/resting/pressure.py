"""How a book leans: the share of what rests near the price that are bids."""

from core.market import BookSample
from engine.resting.depth import Depth


def imbalance(sample: BookSample, within_bps: float) -> float | None:
    """Bids less asks, as a share of both, between -1 (asks only) and 1 (bids only).

    Counted is what rests within ``within_bps`` of the middle between the best prices, in quote
    currency; a bucket that is cut by that border counts whole. None where nothing rests.

    >>> imbalance(BookSample(venue="bybit", symbol="X", at_ns=0, seen_ns=0, step=1.0,
    ...     bins=(99, 101), usd=(300.0, 100.0), best_bid=99.5, best_ask=101.0, complete=True), 200)
    0.5
    """
    depth, middle = Depth(sample), (sample.best_bid + sample.best_ask) / 2
    reach = middle * within_bps * 1e-4
    bids = depth.usd("bullish", middle - reach, middle)
    asks = depth.usd("bearish", middle, middle + reach)
    return (bids - asks) / (bids + asks) if bids + asks else None


def lean_bps(sample: BookSample, within_bps: float) -> float | None:
    """How far the price that both sides pull at lies from the middle, in hundredths of a per cent.

    Each best price is weighted with what rests on the *other* side within ``within_bps``: much to
    buy pushes towards the ask. With the best level alone this is the micro-price of the literature
    (Stoikov 2018, in its simplest form); a sample has no single levels, so a small depth stands for
    it. Positive leans up.
    """
    share = imbalance(sample, within_bps)
    if share is None:
        return None
    middle = (sample.best_bid + sample.best_ask) / 2
    return share * (sample.best_ask - sample.best_bid) / 2 / middle * 1e4
