"""From samples of a book to the columns of its heatmap, one a minute."""

from collections import defaultdict, deque
from math import ceil

from core.heat import HeatColumn
from core.market import BookSample

_MINUTE_NS = 60_000_000_000
_SAMPLES = 60
"""A minute that was seen whole has so many."""

_WINDOW = 60
"""Columns by which colours are chosen: an hour, so that a picture does not flicker."""


class Heat:
    """Collects the samples of one book; a minute is told when a sample of a later one arrives.

    A bucket is averaged over all samples of the minute, so that a wall of half a minute is half as
    hot as one that stays. Where the venue's price comes to need other buckets within a minute, the
    minute keeps those of its first sample. A sample that is not newer than the last is ignored.

    Cost: O(buckets) a sample, O(n log n) in the buckets of an hour once a minute; memory: the
    buckets of an hour.
    """

    def __init__(self) -> None:
        self._sampled_ns = 0
        self._first: BookSample | None = None
        self._sums: defaultdict[int, float] = defaultdict(float)
        self._count = 0
        self._whole = 0
        self._columns: deque[tuple[float, ...]] = deque(maxlen=_WINDOW)

    def take(self, sample: BookSample) -> HeatColumn | None:
        """The minute that this sample closes, if it closes one."""
        if sample.at_ns <= self._sampled_ns:
            return None
        self._sampled_ns = sample.at_ns
        closed = None
        first = self._first
        if first is not None and first.at_ns // _MINUTE_NS != sample.at_ns // _MINUTE_NS:
            closed, first = self._close(first), None
        if first is None:
            first = self._first = sample
        for place, usd in zip(sample.bins, sample.usd, strict=True):
            same = sample.step == first.step
            self._sums[place if same else int((place + 0.5) * sample.step / first.step)] += usd
        self._count += 1
        self._whole += sample.complete
        return closed

    def _close(self, first: BookSample) -> HeatColumn:
        bins = tuple(sorted(self._sums))
        usd = tuple(self._sums[place] / self._count for place in bins)
        share = min(1.0, self._whole / _SAMPLES)
        self._columns.append(usd)
        self._sums.clear()
        self._count = self._whole = 0
        cells = sorted(cell for column in self._columns for cell in column)
        return HeatColumn(
            subject=first.subject,
            at_ns=first.at_ns // _MINUTE_NS * _MINUTE_NS,
            step=first.step,
            bins=bins,
            usd=usd,
            share=share,
            p50=_percentile(cells, 50),
            p90=_percentile(cells, 90),
            p99=_percentile(cells, 99),
        )


def _percentile(ascending: list[float], percent: int) -> float:
    """The nearest rank: the least value that so many per cent do not exceed; 0 of nothing."""
    if not ascending:
        return 0.0
    return ascending[max(0, ceil(len(ascending) * percent / 100) - 1)]
