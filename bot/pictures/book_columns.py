"""From book samples to the columns of a heatmap: one step for all, means over equal times."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.market import BookSample
from core.tape import SECOND_NS

# A picture is about 900 columns wide; more would be averaged away by drawing anyway.
_MOST_COLUMNS: Final = 720
# Deeper than this the book of a liquid market is never reached within a window.
_REACH: Final = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Resting size by time and price; a column of NaN was not recorded."""

    times_ns: npt.NDArray[np.int64]
    seconds: float
    step: float
    low_bin: int
    usd: npt.NDArray[np.float32]
    mid: npt.NDArray[np.float64]


def columns(samples: Sequence[BookSample], window_s: float) -> Columns:
    """The columns of a window; ``samples`` are at least one, oldest first.

    Samples before which the feed had a hole count as not recorded: their time shows a gap rather
    than a book that nobody saw.
    """
    seconds = max(_usual_distance_s(samples), window_s / _MOST_COLUMNS)
    step = max(sample.step for sample in samples)
    low, high = _reach(samples, step)
    slots = np.array([int(sample.at_ns / SECOND_NS // seconds) for sample in samples])
    kinds, inverse = np.unique(slots, return_inverse=True)
    usd = np.zeros((len(kinds), high - low + 1), dtype=np.float32)
    seen = np.zeros(len(kinds))
    mids = np.zeros(len(kinds))
    for column, sample in zip(inverse, samples, strict=True):
        if sample.complete:
            seen[column] += 1
            mids[column] += (sample.best_bid + sample.best_ask) / 2
            _add(usd[column], sample, step, low)
    with np.errstate(invalid="ignore"):
        usd /= seen[:, None].astype(np.float32)
        mids /= seen
    times = (kinds * seconds * SECOND_NS).astype(np.int64)
    return Columns(times_ns=times, seconds=seconds, step=step, low_bin=low, usd=usd, mid=mids)


def _usual_distance_s(samples: Sequence[BookSample]) -> float:
    times = np.array([sample.at_ns for sample in samples], dtype=np.int64)
    return max(1.0, float(np.median(np.diff(times))) / SECOND_NS) if len(times) > 1 else 1.0


def _reach(samples: Sequence[BookSample], step: float) -> tuple[int, int]:
    """Lowest and highest bin of the picture, within reach of the prices that were."""
    lowest = min(sample.best_bid for sample in samples) * (1 - _REACH)
    highest = max(sample.best_ask for sample in samples) * (1 + _REACH)
    bottom = min(sample.bins[0] * sample.step for sample in samples if sample.bins)
    top = max(sample.bins[-1] * sample.step for sample in samples if sample.bins)
    low, high = max(lowest, bottom), min(highest, top)
    return max(1, round(low / step)), max(round(low / step), round(high / step)) + 1


def _add(column: npt.NDArray[np.float32], sample: BookSample, step: float, low: int) -> None:
    # Steps are 1, 2, 5 times a power of ten. Half a bucket keeps 0.3 / 0.1 in bucket 3.
    prices = (np.array(sample.bins) + 0.5) * sample.step
    bins = np.floor(prices / step).astype(np.int64) - low
    inside = (bins >= 0) & (bins < len(column))
    np.add.at(column, bins[inside], np.array(sample.usd, dtype=np.float32)[inside])
