"""The last trades of a symbol, remembered by id."""

from collections.abc import Iterable

from core.market import Trade

_MOST = 2_000
_LONGEST_NS = 300 * 1_000_000_000


class RecentTrades:
    """Ids of the trades that were told last: 2,000 at most, and of the last five minutes.

    Times are the venue's.

    Attributes
    ----------
    newest_ns
        The time of the newest trade that was told; 0 before the first.
    forgotten_ns
        Every trade later than this that was told is remembered. A later one that is not known here
        was missed.
    count
        How many were told in all.
    """

    def __init__(self) -> None:
        self._at_ns: dict[str, int] = {}
        self.newest_ns = 0
        self.forgotten_ns = 0
        self.count = 0

    def __contains__(self, name: str) -> bool:
        """Whether a trade of this id was told lately."""
        return name in self._at_ns

    def ids(self) -> set[str]:
        """All ids that are remembered."""
        return set(self._at_ns)

    def fresh(self, trades: Iterable[Trade]) -> list[Trade]:
        """Those of the trades that are not known yet; they are known from here on."""
        known, fresh = self._at_ns, []
        for trade in trades:
            if trade.id not in known:
                known[trade.id] = trade.at_ns
                fresh.append(trade)
                self.newest_ns = max(self.newest_ns, trade.at_ns)
        if fresh and not self.count:
            # What was before the first trade of all, nobody listened to.
            self.forgotten_ns = fresh[0].at_ns - 1
        self.count += len(fresh)
        self._forget()
        return fresh

    def _forget(self) -> None:
        known, horizon_ns = self._at_ns, self.newest_ns - _LONGEST_NS
        while known:
            oldest = next(iter(known))
            if len(known) <= _MOST and known[oldest] >= horizon_ns:
                return
            self.forgotten_ns = max(self.forgotten_ns, known.pop(oldest))
