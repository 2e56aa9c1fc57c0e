"""From the columns that are kept to those that are asked for: one length, one step."""

from collections.abc import Iterator, Sequence
from itertools import chain, count, groupby

import numpy as np

from core.heat import HEAT_S, HeatColumn
from core.time_units import SECOND_NS
from db.heat.packed import Packed, Sizes

_HOUR_S = 3_600
_ROUND_S = (HEAT_S, 20, 30, 60, 120, 180, 300, 600, 900, 1_800)


def length_s(since_ns: int, until_ns: int, max_columns: int) -> int:
    """The shortest round length with which a window has no more columns than that.

    >>> hour_ns = 3_600 * 10**9
    >>> [length_s(0, hours * hour_ns, 600) for hours in (1, 4, 24, 24 * 365)]
    [10, 30, 180, 54000]

    Raises
    ------
    ValueError
        If not even one column is wanted.
    """
    if max_columns < 1:
        raise ValueError(f"a heatmap of {max_columns} columns: ask for 1 or more")
    lengths = chain(_ROUND_S, count(_HOUR_S, _HOUR_S))
    return next(
        length
        for length in lengths
        if (until_ns - 1) // (length * SECOND_NS) - since_ns // (length * SECOND_NS) < max_columns
    )


def thinned(columns: Sequence[Packed], length_s: int) -> list[HeatColumn]:
    """Columns of that length and of the coarsest step, from kept ones, oldest first.

    Each has the mean sizes of those that were kept of its time, weighted by how much of them was
    seen, and the price and the scale of the newest, as a candle has its close. One that stands
    alone on its step is told as it is.
    """
    step = max((column.step for column in columns), default=0.0)
    return list(_means(columns, length_s, step))


def _means(columns: Sequence[Packed], length_s: int, step: float) -> Iterator[HeatColumn]:
    length_ns = length_s * SECOND_NS
    for place, some in groupby(columns, key=lambda column: column.at_ns // length_ns):
        members = list(some)
        weights = [column.share for column in members]
        low_bin, usd = _mean([_on_step(column, step) for column in members], weights)
        newest = members[-1]
        yield HeatColumn(
            subject=newest.subject,
            at_ns=place * length_ns,
            seconds=length_s,
            step=step,
            low_bin=low_bin,
            usd=tuple(usd.tolist()),
            mid=newest.mid,
            share=sum(weights) * HEAT_S / length_s,
            low_usd=newest.low_usd,
            high_usd=newest.high_usd,
        )


def _on_step(column: Packed, step: float) -> tuple[int, Sizes]:
    """The first bucket and the sizes of all, put into buckets of that step by their middles."""
    sizes = column.unpacked()
    if column.step == step:
        return column.low_bin, sizes
    middles = (column.low_bin + np.arange(len(sizes)) + 0.5) * (column.step / step)
    bins = middles.astype(np.int64)
    low = int(bins[0])
    return low, np.bincount(bins - low, sizes).astype(np.float32)


def _mean(parts: Sequence[tuple[int, Sizes]], weights: Sequence[float]) -> tuple[int, Sizes]:
    """The first bucket of all, and the mean of each over the columns that reach it."""
    if len(parts) == 1:
        return parts[0]
    low = min(first for first, _ in parts)
    sums = np.zeros(max(first + len(sizes) for first, sizes in parts) - low)
    seen = np.zeros_like(sums)
    for (first, sizes), weight in zip(parts, weights, strict=True):
        reach = slice(first - low, first - low + len(sizes))
        sums[reach] += sizes * weight
        seen[reach] += weight
    return low, np.divide(sums, seen, out=sums, where=seen > 0).astype(np.float32)
