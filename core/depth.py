"""From an order book to buckets of resting size: one column of a liquidity heatmap."""

from collections import defaultdict
from math import floor, log10

from core.book import OrderBook
from core.market import BookSample

# A bucket of 0.005 % of the price: at 3,500 it is 0.1, fine enough to be merged into any picture's
# own rows and coarse enough that a thousand levels make a few hundred buckets.
_STEP_SHARE = 5e-5


def bucket_step(price: float) -> float:
    """The bucket size for a price: the largest of 1, 2, 5 times a power of ten under 0.005 % of it.

    >>> bucket_step(3500.0), bucket_step(98_000.0), bucket_step(0.00002)
    (0.1, 2.0, 1e-09)
    """
    wanted = price * _STEP_SHARE
    exponent = floor(log10(wanted))
    power = 10.0**exponent
    factor = next(f for f in (5, 2, 1) if f * power <= wanted * (1 + 1e-9))
    return round(factor * power, 12 - min(exponent, 0))


def sample(
    book: OrderBook, *, venue: str, symbol: str, at_ns: int, seen_ns: int, complete: bool
) -> BookSample:
    """The book's resting size per bucket, in quote currency.

    Raises
    ------
    ValueError
        If the book has an empty side: there is no price to measure from.
    """
    if not book.bids or not book.asks:
        raise ValueError(f"the book of {symbol} has an empty side")
    step = bucket_step((book.best_bid + book.best_ask) / 2)
    usd: defaultdict[int, float] = defaultdict(float)
    for side in (book.bids, book.asks):
        for price, size in zip(map(float, side), map(float, side.values()), strict=True):
            # Half a millionth of a bucket keeps 0.3 in bucket 3 of 0.1 although 0.3 / 0.1 < 3.
            usd[int(price / step + 5e-7)] += price * size
    bins = tuple(sorted(usd))
    return BookSample(
        venue=venue,
        symbol=symbol,
        at_ns=at_ns,
        seen_ns=seen_ns,
        step=step,
        bins=bins,
        usd=tuple(map(usd.__getitem__, bins)),
        best_bid=book.best_bid,
        best_ask=book.best_ask,
        complete=complete,
    )
