"""Whether what a feed brings comes late."""

from dataclasses import dataclass
from typing import Literal

from core.online.sketch import RollingSketch
from core.time_units import MINUTE_NS, SECOND_NS

_SHARE = 0.95
# Clocks differ: what seems to come before it happened came at once.
_AT_ONCE_S = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A feed begins to be late, or is on time again: by which delay in seconds, of how many."""

    state: Literal["late", "on time"]
    delay_s: float
    count: int


class Lateness:
    """The 95th percentile of the delay within the last minute, and when it is too much.

    It is late when that exceeds ``late_s``, and on time again when it is half of it or less, so
    that a delay around the bound is one episode. Judged once a second, and not of fewer than
    ``least``.

    Cost: O(1) a value. Memory: a sketch of one minute, right to 2 %.
    """

    def __init__(self, late_s: float, *, least: int) -> None:
        self._late_s, self._least = late_s, least
        self._delays = RollingSketch(MINUTE_NS, parts=12, accuracy=0.02)
        self._is_late = False
        self._judged = 0

    def take(self, at_ns: int, seen_ns: int) -> Turn | None:
        """Something that happened at one moment was seen at another: what turns with it."""
        self._delays.take(seen_ns, max((seen_ns - at_ns) / 1e9, _AT_ONCE_S))
        second = seen_ns // SECOND_NS
        if second == self._judged or self._delays.count < self._least:
            return None
        self._judged = second
        usual_s = self._delays.at(_SHARE) or 0.0
        if self._is_late == (usual_s > (self._late_s / 2 if self._is_late else self._late_s)):
            return None
        self._is_late = not self._is_late
        return Turn(
            state="late" if self._is_late else "on time", delay_s=usual_s, count=self._delays.count
        )
