"""Forced closes of whole minutes, against which a minute is called unusual."""

from core.online.ranked import RankedPast
from core.time_units import MINUTE_NS

_DAY_MINUTES = 1_440


class ForcedMinutes:
    """The dollars of each minute in which the venue was heard, quiet ones too.

    A minute in which nothing at all was heard is unknown, not quiet, and is left out. The running
    minute is not yet part of it. Memory: a number for each minute of ``days``, twice.
    """

    def __init__(self, days: int) -> None:
        most = days * _DAY_MINUTES
        self._past = RankedPast(span_ns=most * MINUTE_NS, most=most)
        self._minute: int | None = None
        self._usd = 0.0

    def __len__(self) -> int:
        return len(self._past)

    def heard(self, at_ns: int, usd: float = 0.0) -> None:
        """Something was heard at a moment: a forced close, or only that the venue still speaks.

        What belongs to a minute that is already closed is left out.
        """
        minute = at_ns // MINUTE_NS
        if self._minute is None:
            self._minute = minute
        if minute > self._minute:
            self._past.take(self._minute * MINUTE_NS, self._usd)
            self._minute, self._usd = minute, 0.0
        if minute == self._minute:
            self._usd += usd

    def rank(self, usd: float) -> float:
        """Share of the closed minutes with less, equal ones by half; 0.5 before the first."""
        return self._past.rank(usd)

    def quantile(self, share: float) -> float | None:
        """What so great a share of the closed minutes does not exceed; None before the first."""
        return self._past.quantile(share)
