"""A hole in a candle series: what is asked for, what came over it, and its row of the ledger."""

from dataclasses import dataclass, field

import msgspec

from core.gaps import Gap
from core.market import Candle
from engine.feeds.bybit.past.words import clock, counted
from engine.feeds.bybit.topics import VENUE, symbol_of


@dataclass(slots=True, kw_only=True)
class CandleHole:
    """Candles that are missing from ``since_ns`` on, and asked for.

    Times are opening times. ``front_ns`` is the first candle that the next request asks for; it and
    ``since_ns`` are None before anything is known of the series. While the hole is ``patient`` live
    candles wait for it. ``refused_ns`` is when the venue said no.
    """

    topic: str
    step_ns: int
    reason: str
    since_ns: int | None
    front_ns: int | None
    waiting_since_ns: int
    patient: bool = True
    refused_ns: int | None = None
    refilled: int = 0
    gap: Gap | None = None
    _told: list[tuple[int, int]] = field(default_factory=list)

    def pass_over(self, open_ns: int) -> None:
        """A live candle was told although the hole before it is not filled."""
        if self._told and self._told[-1][1] + self.step_ns == open_ns:
            # Live candles follow one another: a stretch is kept by its ends, however long it grows.
            self._told[-1] = (self._told[-1][0], open_ns)
        else:
            self._told.append((open_ns, open_ns))

    def misses(self, open_ns: int) -> bool:
        """Whether a candle belongs into the hole and was not told over it."""
        if self.since_ns is not None and open_ns < self.since_ns:
            return False
        return not any(first <= open_ns <= last for first, last in self._told)

    def opened(self, over: Candle, *, wanted: int, trouble: str) -> list[Gap]:
        """The row that says that ``over`` is told before older ones; once."""
        since_ns = self.since_ns
        if since_ns is None:
            since_ns = over.open_ns - (wanted - 1) * self.step_ns
        if self.gap is not None or since_ns >= over.open_ns:
            return []
        self.gap = self._row(since_ns, over.seen_ns, trouble)
        return [self.gap]

    def closed(self, *, until_ns: int, now_ns: int) -> list[Gap]:
        """The row that says how it was healed; none where nothing was missing.

        ``until_ns`` is where the series stands, for a hole over which nothing was told.
        """
        gap = self.gap
        if gap is None and self.since_ns is not None and self.refilled:
            gap = self._row(self.since_ns, now_ns, "")
        if gap is None:
            return []
        if self._told:
            until_ns = self._told[0][0]
        return [
            msgspec.structs.replace(
                gap,
                healing=f"{counted(self.refilled, 'candle')} from history",
                until_ns=max(until_ns, gap.since_ns),
                seen_ns=now_ns,
            )
        ]

    def _row(self, since_ns: int, seen_ns: int, trouble: str) -> Gap:
        why = f"candles since {clock(since_ns)} are missing: {self.reason}"
        return Gap(
            source=VENUE,
            subject=f"{VENUE}:{symbol_of(self.topic)}",
            topic=self.topic,
            reason=f"{why}; {trouble}" if trouble else why,
            healing="asked from history, again and again",
            since_ns=since_ns,
            until_ns=None,
            seen_ns=seen_ns,
        )
