"""A value that is far out, and far from its own past: when that begins and when it is over."""

from dataclasses import dataclass
from typing import Literal

from core.online.ranked import RankedPast

Edge = Literal["begun", "over"]

_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtremeOptions:
    """When a value counts as extreme; values are basis points, positive or negative.

    Parameters
    ----------
    floor_bps
        Nothing nearer to zero is extreme, however calm the past was.
    always_bps
        This far from zero everything is, whatever the past.
    percentile
        Between the two, the share of its own past that must be smaller (for a negative value:
        larger).
    least
        Values of its own past that must be known before the percentile says anything.
    over_share
        It is over nearer to zero than this share of what it took, or on the other side: one that
        trembles around the bound is one extreme, not many.
    """

    floor_bps: float
    always_bps: float
    percentile: float
    least: int
    over_share: float = 0.6

    def __post_init__(self) -> None:
        """Refuse what nothing can be found with."""
        if not 0 < self.floor_bps <= self.always_bps:
            raise ValueError(
                f"floor_bps {self.floor_bps}, always_bps {self.always_bps}: "
                "take more than 0, and always_bps no less than floor_bps"
            )
        if not _HALF <= self.percentile <= 1:
            raise ValueError(f"percentile {self.percentile}: take 0.5 to 1")
        if self.least < 1:
            raise ValueError(f"least {self.least}: take 1 value or more")
        if not 0 < self.over_share <= 1:
            raise ValueError(f"over_share {self.over_share}: take a part of 1, such as 0.6")


class Extremes:
    """Says when a value becomes extreme and when no more. Cost O(1); memory: two numbers.

    At equality with a bound a value is extreme; at equality with the lower bound it still is.
    """

    def __init__(self, options: ExtremeOptions) -> None:
        self._options = options
        self._sign = 0
        self._bound_bps = 0.0

    def judge(self, bps: float, past: RankedPast) -> Edge | None:
        """What begins or ends with this value; the past does not hold it yet."""
        if self._sign:
            if bps * self._sign >= self._bound_bps * self._options.over_share:
                return None
            self._sign = 0
            return "over"
        bound = self._bound(bps, past)
        if bound is None or abs(bps) < bound:
            return None
        self._sign, self._bound_bps = (1 if bps > 0 else -1), bound
        return "begun"

    def _bound(self, bps: float, past: RankedPast) -> float | None:
        options = self._options
        if len(past) < options.least:
            return options.always_bps
        share = options.percentile
        usual = past.quantile(share if bps > 0 else 1 - share)
        own = 0.0 if usual is None else usual if bps > 0 else -usual
        return min(options.always_bps, max(options.floor_bps, own))
