"""One minute of an order book, as a column of a liquidity heatmap."""

import msgspec


class HeatColumn(msgspec.Struct, frozen=True, kw_only=True):
    """What rested in a book during the minute that begins at ``at_ns``.

    ``bins`` are bucket numbers in ascending order, as in ``BookSample``: bucket ``k`` covers prices
    from ``k * step`` up to ``(k + 1) * step``. ``usd`` is the mean resting size of each over the
    minute's samples, in quote currency. ``share`` is how much of the minute was seen whole, from 0
    to 1. ``p50``, ``p90`` and ``p99`` are percentiles of the buckets of this and the columns
    before it, by which a picture chooses its colours: between percentiles, not up to the largest,
    or one wall would make all else invisible.
    """

    subject: str
    at_ns: int
    step: float
    bins: tuple[int, ...]
    usd: tuple[float, ...]
    share: float
    p50: float
    p90: float
    p99: float
