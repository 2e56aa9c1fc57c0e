"""Do things happen as often as was said? A record of forecasts, measured.

The curve is the CORP reliability diagram (T. Dimitriadis, T. Gneiting, A. I. Jordan, "Stable
reliability diagrams for probabilistic classifiers", PNAS 118, 2021): forecasts in ascending order,
what happened fitted by isotonic regression. It needs no choice of bins, and the same fit splits the
Brier score exactly into miscalibration, discrimination and uncertainty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.isotonic import isotonic
from core.proportion import Proportion

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

COIN: Final = 0.25
"""The Brier score of whoever always says 50 %."""

_BAND: Final = (0.05, 0.95)
_INTERVAL: Final = (0.025, 0.975)
_RESAMPLES: Final = 400
_SKILL_RESAMPLES: Final = 2_000
FEWEST_BLOCKS: Final = 8
"""Blocks of time below which nobody can say how far chance reaches."""
_BINS: Final = 10
_BIN_HOLDS: Final = 20
_COLUMNS: Final = 20


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts near one another: what was said on average, and what happened."""

    said: float
    happened: Proportion


@dataclass(frozen=True, slots=True)
class Skill:
    """The share of the reference's Brier score that a forecaster saves, with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def better(self) -> bool | None:
        """Whether the forecaster beats the reference; None where chance explains the difference."""
        if self.low > 0:
            return True
        return False if self.high < 0 else None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reliability:
    """A record of resolved forecasts in numbers; made by ``measured``. Shares are 0 to 1.

    ``said`` holds the different forecasts in ascending order, ``happened`` the recalibrated share
    at each of them. ``band_low`` and ``band_high`` bound where 90 % of the fits of a *perfectly*
    calibrated forecaster would lie who said the same things: only outside is a fault.
    """

    n: int
    base_rate: float
    brier: float
    recalibrated: float
    """The Brier score of the recalibrated forecasts."""
    said: Floats
    happened: Floats
    band_low: Floats
    band_high: Floats
    bins: tuple[Bin, ...]
    """At most ten, of about equal numbers of forecasts; equal forecasts are never parted."""
    histogram: tuple[int, ...]
    """Forecasts in twenty columns of five percent."""
    skill: Skill | None
    """Against the base rate; None where too few blocks of time say how far chance reaches."""

    @property
    def uncertainty(self) -> float:
        """The Brier score of whoever always says the base rate, which nobody knows beforehand."""
        return self.base_rate * (1 - self.base_rate)

    @property
    def miscalibration(self) -> float:
        """What recalibration would save: 0 is perfect."""
        return self.brier - self.recalibrated

    @property
    def discrimination(self) -> float:
        """What telling the cases apart saves over the base rate: 0 is blind."""
        return self.uncertainty - self.recalibrated


def measured(
    forecasts: Sequence[float] | Floats,
    outcomes: Sequence[bool] | npt.NDArray[np.bool_],
    *,
    blocks: Sequence[int] | npt.NDArray[np.int64] | None = None,
    seed: int = 1,
) -> Reliability:
    """Measure a record of forecasts.

    Costs a few tenths of a second a thousand different forecasts, most of it for the band.

    Parameters
    ----------
    forecasts
        The chances that were given, 0 to 1, in any order.
    outcomes
        Whether each of them happened.
    blocks
        Which forecasts belong together, such as the number of their week: forecasts that overlap
        share their luck, and only whole blocks are resampled for the interval of the skill. None:
        each forecast stands alone.
    seed
        Same seed and same record, same band and interval.

    Raises
    ------
    ValueError
        There is none, lengths differ, or a forecast is no number from 0 to 1.
    """
    p, y = np.asarray(forecasts, dtype=np.float64), np.asarray(outcomes, dtype=np.float64)
    block = np.arange(len(p)) if blocks is None else np.asarray(blocks, dtype=np.int64)
    _check(p, y, block)
    chance = np.random.default_rng(seed)
    said, member, counts = np.unique(p, return_inverse=True, return_counts=True)
    hits = np.bincount(member, y)
    happened = isotonic(hits / counts, counts)
    low, high = _band(said, member, counts, chance)
    return Reliability(
        n=len(p),
        base_rate=float(y.mean()),
        brier=float(((p - y) ** 2).mean()),
        recalibrated=float(((happened[member] - y) ** 2).mean()),
        said=said,
        happened=happened,
        band_low=low,
        band_high=high,
        bins=_bins(said, counts, hits.astype(np.int64)),
        histogram=tuple(np.histogram(p, _COLUMNS, (0.0, 1.0))[0].tolist()),
        skill=_skill(p, y, block, chance),
    )


def _check(p: Floats, y: Floats, block: Counts) -> None:
    if not len(p):
        raise ValueError("no resolved forecast to measure")
    if not len(p) == len(y) == len(block):
        lengths = len(p), len(y), len(block)
        raise ValueError(f"forecasts, outcomes and blocks must be of one length, not {lengths}")
    bad = np.flatnonzero(~((p >= 0) & (p <= 1)))
    if bad.size:
        raise ValueError(f"a forecast must be 0 to 1, but number {bad[0]} is {p[bad[0]]}")


def _band(
    said: Floats, member: Counts, counts: Counts, chance: np.random.Generator
) -> tuple[Floats, Floats]:
    """Where the fit of a perfectly calibrated forecaster lies nine times out of ten."""
    fits = np.empty((_RESAMPLES, len(said)))
    for row in fits:
        happens = chance.random(len(member)) < said[member]
        row[:] = isotonic(np.bincount(member, happens, len(said)) / counts, counts)
    low, high = np.quantile(fits, _BAND, axis=0)
    return low, high


def _bins(said: Floats, counts: Counts, hits: Counts) -> tuple[Bin, ...]:
    n = int(counts.sum())
    wanted = min(_BINS, max(1, n // _BIN_HOLDS))
    middle = np.cumsum(counts) - counts / 2
    place = np.minimum((middle / n * wanted).astype(np.int64), wanted - 1)
    found = []
    for own in (place == number for number in np.unique(place)):
        held = int(counts[own].sum())
        mean = float((said[own] * counts[own]).sum() / held)
        found.append(Bin(mean, Proportion(int(hits[own].sum()), held)))
    return tuple(found)


def _skill(p: Floats, y: Floats, block: Counts, chance: np.random.Generator) -> Skill | None:
    """Against the base rate, resampled in whole blocks (a bootstrap over blocks of time)."""
    _, member = np.unique(block, return_inverse=True)
    sums = np.column_stack(
        [np.bincount(member, each) for each in (np.ones_like(p), (p - y) ** 2, y)]
    )
    if len(sums) < FEWEST_BLOCKS or y.min() == y.max():
        return None
    drawn = chance.multinomial(len(sums), np.full(len(sums), 1 / len(sums)), _SKILL_RESAMPLES)
    low, high = np.quantile(_saved(drawn.astype(np.float64) @ sums), _INTERVAL)
    whole = _saved(sums.sum(axis=0, keepdims=True))
    return Skill(float(whole[0]), float(low), float(high))


def _saved(sums: Floats) -> Floats:
    """1 - Brier score / reference, from rows of cases, squared errors and hits."""
    n, loss, hits = sums.T
    rate = hits / n
    # A draw in which everything happened, or nothing, leaves the reference without an error.
    reference = np.maximum(rate * (1 - rate), 1 / n**2)
    saved: Floats = 1 - loss / n / reference
    return saved
