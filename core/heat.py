"""Ten seconds of an order book, as a column of a liquidity heatmap."""

from collections.abc import Mapping

import msgspec

from core.market import BookSample
from core.time_units import SECOND_NS

HEAT_S = 10
"""Seconds of a column as it is made and stored."""

# As a share of the price. Deeper than this the book of a liquid market is not told, and a window's
# picture does not reach; an order at a tenth of the price must not make a column of a million rows.
_REACH = 0.03

_COLUMN_NS = HEAT_S * SECOND_NS


class HeatColumn(msgspec.Struct, frozen=True, kw_only=True):
    """What rested in a book during the ``seconds`` that begin at ``at_ns``.

    ``usd`` is the mean resting size of one price bucket after another, in quote currency, bids and
    asks alike: the first covers prices from ``low_bin * step`` up to ``(low_bin + 1) * step``, as
    in ``BookSample``. A zero within is a price at which nothing rested; beyond the ends nothing is
    known. ``mid`` is the mean middle price; of a column of more than ``HEAT_S``, that of its end.

    ``share`` is how much of the time was seen whole, above 0 and at most 1. Of a time that was not
    seen at all there is no column, so that a picture shows a gap and not an empty book.

    ``low_usd`` and ``high_usd`` are the 50th and the 99.8th percentile of the buckets of the last
    hour that were not empty, between which a picture spreads its colours: up to the largest, one
    wall would make all else invisible; over its own window alone, colours would jump with every
    wall that enters it.
    """

    subject: str
    at_ns: int
    step: float
    low_bin: int
    usd: tuple[float, ...]
    mid: float
    share: float
    low_usd: float
    high_usd: float
    seconds: int = HEAT_S


def laid_out(
    sizes: Mapping[int, float], *, step: float, mid: float
) -> tuple[int, tuple[float, ...]]:
    """The first bucket and the sizes of all, from sizes by bucket; none far from the price.

    >>> laid_out({99: 5.0, 101: 7.0, 4_000: 1.0}, step=1.0, mid=100.0)
    (99, (5.0, 0.0, 7.0))
    """
    lowest, highest = mid * (1 - _REACH) / step, mid * (1 + _REACH) / step
    near = {place: size for place, size in sizes.items() if lowest <= place <= highest and size}
    low = min(near, default=int(mid / step))
    usd = [0.0] * (max(near, default=low) - low + 1)
    for place, size in near.items():
        usd[place - low] = size
    return low, tuple(usd)


def column_begun(sample: BookSample, before: HeatColumn) -> HeatColumn:
    """The column that is not over yet, from its newest sample, on the scale of the one before.

    As much of it was seen as lies before the end of the sample's second.
    """
    mid = (sample.best_bid + sample.best_ask) / 2
    sizes = dict(zip(sample.bins, sample.usd, strict=True))
    low_bin, usd = laid_out(sizes, step=sample.step, mid=mid)
    at_ns = sample.at_ns - sample.at_ns % _COLUMN_NS
    return HeatColumn(
        subject=sample.subject,
        at_ns=at_ns,
        step=sample.step,
        low_bin=low_bin,
        usd=usd,
        mid=mid,
        share=min(1.0, (sample.at_ns - at_ns + SECOND_NS) / _COLUMN_NS),
        low_usd=before.low_usd,
        high_usd=before.high_usd,
    )
