"""Trades held against the venue's own list, again and again: lost ones are found, others proven."""

from hashlib import blake2s

from core.conversation import Step
from core.gaps import Gap
from core.market import Trade
from core.time_units import SECOND_NS
from engine.feeds.bybit.past.recent import RecentTrades
from engine.feeds.bybit.past.rows import MS, read_trades
from engine.feeds.bybit.past.trades import TradeRefill
from engine.feeds.bybit.past.words import counted
from engine.feeds.bybit.rest import RestDesk, Result, requests
from engine.feeds.bybit.topics import VENUE, Category

_EVERY_NS = 60 * SECOND_NS
# Older than the newest trade that came by this much, a trade should have come too.
_ORDER_NS = 2 * SECOND_NS
# And where none comes at all, this is how long the stream may lag before it counts as withheld.
_LAG_NS = 30 * SECOND_NS
_SPARE_ROWS = 50
_NOT_SENT = "trades that the venue lists were not sent"


class TradeAudit:
    """The only way to notice that a single frame of trades was lost: they carry no numbers.

    Once a minute the venue's last trades are asked for, about as many as came since. One of them
    that should have come and did not is told late, and the ledger gets a row; a list of which
    nothing came at all is a hole for the `TradeRefill`. Else the topic is proven: every trade that
    the list names was told.

    Not compared: what is older than our own memory (2,000 trades, five minutes) or than the list
    (1,000 trades; 60 on spot); a minute with more trades than that is proven for its end only.

    Attributes
    ----------
    proven_ns
        When the list was last compared, in our time; 0 before.
    """

    def __init__(
        self,
        desk: RestDesk,
        *,
        category: Category,
        symbol: str,
        recent: RecentTrades,
        refill: TradeRefill,
    ) -> None:
        self.purpose = f"audit.{symbol}"
        self.proven_ns = 0
        self._desk = desk
        self._category = category
        self._symbol = symbol
        self._recent = recent
        self._refill = refill
        self._due_ns: int | None = None
        # How many trades had been told when a list was compared, and when one was asked for.
        self._compared = 0
        self._asked = 0

    def tick(self, now_ns: int) -> list[Step]:
        """Ask when it is time, unless a hole that is known waits for its own refill."""
        if self._due_ns is None:
            self._due_ns = now_ns + _part_of_a_minute(self._symbol)
        if now_ns >= self._due_ns and self._recent.count and self._refill.is_whole:
            self._due_ns = now_ns + _EVERY_NS
            rows = self._recent.count - self._compared + _SPARE_ROWS
            self._asked = self._recent.count
            self._desk.ask(self.purpose, requests.trades(self._category, self._symbol, rows))
        return []

    def answered(self, result: Result, now_ns: int) -> list[Step]:
        """Compare; tell what was missed."""
        rows = read_trades(result, now_ns)
        if not rows or not self._refill.is_whole:
            return []
        newest_ns, lag_ns = self._recent.newest_ns, result.time_ms * MS - _LAG_NS
        if rows[0].at_ns > newest_ns:
            # Nothing of the list came: it may be on its way; if not, a longer list is needed.
            late = rows[0].at_ns < lag_ns
            return self._refill.missed(newest_ns, _NOT_SENT, now_ns) if late else []
        due_ns = max(newest_ns - _ORDER_NS, lag_ns)
        missed = self._recent.fresh(
            row for row in rows if self._recent.forgotten_ns < row.at_ns < due_ns
        )
        self.proven_ns = now_ns
        self._compared = self._asked
        return [*missed, self._row(missed, now_ns)] if missed else []

    def refused(self, reason: str, now_ns: int) -> list[Step]:
        """The venue will not tell: nothing is proven."""
        del reason, now_ns
        return []

    def _row(self, missed: list[Trade], now_ns: int) -> Gap:
        return Gap(
            source=VENUE,
            subject=f"{VENUE}:{self._symbol}",
            topic=f"publicTrade.{self._symbol}",
            reason=_NOT_SENT,
            healing=f"{counted(len(missed), 'trade')} refilled",
            since_ns=missed[0].at_ns,
            until_ns=missed[-1].at_ns,
            seen_ns=now_ns,
        )


def _part_of_a_minute(symbol: str) -> int:
    """A moment of the minute that is the symbol's own, so that not all ask at once."""
    digest = blake2s(symbol.encode(), digest_size=2).digest()
    return int.from_bytes(digest) * _EVERY_NS // 2**16
