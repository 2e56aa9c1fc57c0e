"""From samples of a book to the columns of its heatmap, one every ten seconds."""

from collections import defaultdict

from core.heat import HEAT_S, HeatColumn, laid_out
from core.market import BookSample
from core.online.sketch import RollingSketch
from core.time_units import SECOND_NS

_COLUMN_NS = HEAT_S * SECOND_NS
_HOUR_NS = 3_600 * SECOND_NS

# A venue tells changes, so a quiet book gives no samples; and under load samples give way to newer
# ones. For longer than this a book is not taken to have stood still.
_STANDS_NS = 30 * SECOND_NS

_SMALLEST, _LARGEST = 1e-9, 1e12
"""What the sketch counts, in quote currency."""


class Heat:
    """Collects the samples of one book; a column is told when a sample of a later one arrives.

    A book stands from its sample to the next one, if that one says that nothing was lost between
    (``complete``) and comes within half a minute. A column is the mean over the time in which the
    book was known: a wall of five seconds is half as hot as one that stays ten. Nothing is told of
    a column in which it was never known. The scale is the hour's up to and with the column.

    Where the venue's price comes to need other buckets within a column, the column keeps those of
    its first sample. A sample that is not newer than the last is ignored.

    Cost: O(buckets) a sample, and O(buckets) again a column for the scale. Memory: the buckets of
    one column, and a few thousand counts for the scale.
    """

    def __init__(self) -> None:
        self._last: BookSample | None = None
        self._open_ns = 0
        self._step = 0.0
        self._known_ns = 0
        self._sums: defaultdict[int, float] = defaultdict(float)
        self._mids = 0.0
        self._sizes = RollingSketch(_HOUR_NS, parts=12, accuracy=0.02)

    def take(self, sample: BookSample) -> list[HeatColumn]:
        """The columns that this sample closes, oldest first: mostly none."""
        last = self._last
        if last is not None and sample.at_ns <= last.at_ns:
            return []
        told = [] if last is None else self._closed(last, sample)
        if not self._known_ns:
            self._begin(_column_of(sample.at_ns), sample.step)
        self._last = sample
        return told

    def _closed(self, last: BookSample, sample: BookSample) -> list[HeatColumn]:
        """Let the last book stand until the next one, if it did; the columns that end meanwhile."""
        stood = sample.complete and sample.at_ns - last.at_ns <= _STANDS_NS
        told: list[HeatColumn] = []
        since_ns = last.at_ns
        # One column after another, each with the part of the time that lies in it.
        while sample.at_ns >= self._open_ns + _COLUMN_NS:
            until_ns = self._open_ns + _COLUMN_NS
            self._stands(last, until_ns - since_ns if stood else 0)
            told += self._close(last.subject)
            since_ns = until_ns
            self._begin(until_ns if stood else _column_of(sample.at_ns), last.step)
        self._stands(last, sample.at_ns - since_ns if stood else 0)
        return told

    def _begin(self, open_ns: int, step: float) -> None:
        self._open_ns, self._step = open_ns, step
        self._known_ns, self._mids = 0, 0.0
        self._sums.clear()

    def _stands(self, sample: BookSample, for_ns: int) -> None:
        """Add a book for the time that it stood."""
        if not for_ns:
            return
        self._known_ns += for_ns
        self._mids += (sample.best_bid + sample.best_ask) / 2 * for_ns
        sums = self._sums
        if sample.step == self._step:
            for place, usd in zip(sample.bins, sample.usd, strict=True):
                sums[place] += usd * for_ns
        else:
            ratio = sample.step / self._step
            for place, usd in zip(sample.bins, sample.usd, strict=True):
                sums[int((place + 0.5) * ratio)] += usd * for_ns

    def _close(self, subject: str) -> list[HeatColumn]:
        known_ns = self._known_ns
        if not known_ns:
            return []
        mid = self._mids / known_ns
        sizes = {place: total / known_ns for place, total in self._sums.items()}
        low_bin, usd = laid_out(sizes, step=self._step, mid=mid)
        low_usd, high_usd = self._scale(usd)
        return [
            HeatColumn(
                subject=subject,
                at_ns=self._open_ns,
                step=self._step,
                low_bin=low_bin,
                usd=usd,
                mid=mid,
                share=known_ns / _COLUMN_NS,
                low_usd=low_usd,
                high_usd=high_usd,
            )
        ]

    def _scale(self, usd: tuple[float, ...]) -> tuple[float, float]:
        """The median and the 99.8th percentile of the hour, these sizes with it; 0 of nothing."""
        for size in filter(None, usd):
            self._sizes.take(self._open_ns, min(max(size, _SMALLEST), _LARGEST))
        return self._sizes.at(0.5) or 0.0, self._sizes.at(0.998) or 0.0


def _column_of(at_ns: int) -> int:
    return at_ns - at_ns % _COLUMN_NS
