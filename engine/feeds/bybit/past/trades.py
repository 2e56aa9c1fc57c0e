"""The trades of one symbol: each told once, and those refilled that came while nobody listened."""

import msgspec

from core.conversation import Step
from core.gaps import Gap
from core.market import Trade
from core.time_units import SECOND_NS
from engine.feeds.bybit.past.recent import RecentTrades
from engine.feeds.bybit.past.rows import MS, read_trades
from engine.feeds.bybit.past.trade_hole import TradeHole
from engine.feeds.bybit.rest import RestDesk, Result, requests
from engine.feeds.bybit.topics import VENUE, Category

# How long live trades wait for the ones before them, and how many of them.
_PATIENCE_NS = 3 * SECOND_NS
_MOST_HELD = 5_000
# A symbol that is silent after a reconnect is asked for after a second, so that what it missed is
# not told only with its next trade; and asked again then.
_SILENT_NS = SECOND_NS
_LONGEST_WAIT_NS = 60 * SECOND_NS
_MOST_HOLES = 8


class TradeRefill:
    """Live trades without repetition, and the missed ones before them.

    Trades have no number that would show a loss, so a hole is known from outside: the connection
    ended, the topic was withheld, or the symbol's order book lost frames. The venue is then asked
    for its last trades (1,000; 60 on spot), **after** a live one came: the list reaches from before
    the hole to after it, or says by its own first row that trades were lost. Refilled trades carry
    ``late_ns`` and come before the live ones, which wait for them up to 3 s; after that they follow
    when they can be had.

    What cannot be had: trades of the hole that are older than the venue's memory. The ledger then
    says how many came and from when on it is whole. A single frame of trades that is lost alone on
    a connection that lives is noticed by the `TradeAudit`, a minute later at most.

    Parameters
    ----------
    desk
        Where requests are put.
    recent
        What was told lately.
    """

    def __init__(
        self, desk: RestDesk, *, category: Category, symbol: str, recent: RecentTrades
    ) -> None:
        self.purpose = f"trades.{symbol}"
        self._desk = desk
        self._path = requests.trades(category, symbol)
        self._remembered = requests.TRADES_REMEMBERED[category]
        self._symbol = symbol
        self._recent = recent
        self._holes: list[TradeHole] = []
        self._held: list[Trade] = []
        self._patient_until_ns = 0
        self._ask_ns: int | None = None
        self._lagging = 0

    @property
    def is_whole(self) -> bool:
        """Whether no trade is known to be missing."""
        return not self._holes

    def lost(self, now_ns: int) -> list[Step]:
        """The connection ended; trades that wait for a refill are told now."""
        missed = self.missed(self._recent.newest_ns, "the connection was lost", now_ns)
        self._ask_ns = None
        return [*self._let_go(), *missed]

    def connected(self, now_ns: int) -> None:
        """Trades may come again."""
        if self._holes:
            self._ask_ns = now_ns + _SILENT_NS

    def missed(self, since_ns: int, reason: str, now_ns: int) -> list[Step]:
        """Trades since a moment may not have come: a row of the ledger, to be closed by a refill.

        The hole begins with the last trade that was told, or before it where ``since_ns`` is
        earlier. Nothing is known to be missing before the first trade of all.
        """
        recent = self._recent
        if not recent.count:
            return []
        if self._holes and self._holes[-1].first_live is None:
            return []
        gap = Gap(
            source=VENUE,
            subject=f"{VENUE}:{self._symbol}",
            topic=f"publicTrade.{self._symbol}",
            reason=reason,
            healing="the venue's last trades are asked for",
            since_ns=max(min(since_ns, recent.newest_ns), recent.forgotten_ns + 1),
            until_ns=None,
            seen_ns=now_ns,
        )
        self._holes.append(TradeHole(gap=gap, known=recent.ids()))
        self._ask_ns = now_ns + _SILENT_NS
        if len(self._holes) <= _MOST_HOLES:
            return [gap]
        return [*self._give_up([self._holes.pop(0)], "none, too many came after it", now_ns), gap]

    def live(self, trades: list[Trade], now_ns: int) -> list[Step]:
        """Take a frame's trades in; those that were told already are passed over."""
        fresh = self._recent.fresh(trades)
        if fresh and self._holes and self._holes[-1].first_live is None:
            self._holes[-1].first_live = fresh[0]
            self._patient_until_ns = now_ns + _PATIENCE_NS
            self._ask()
        if now_ns >= self._patient_until_ns or len(self._held) + len(fresh) > _MOST_HELD:
            return [*self._let_go(), *fresh]
        self._held += fresh
        return []

    def tick(self, now_ns: int) -> list[Step]:
        """Ask when it is time, and let waiting trades go when they waited long enough."""
        if self._ask_ns is not None and now_ns >= self._ask_ns:
            self._ask()
        return self._let_go() if self._held and now_ns >= self._patient_until_ns else []

    def answered(self, result: Result, now_ns: int) -> list[Step]:
        """Tell what was missed, close what is whole, and let go what waited."""
        rows = read_trades(result, now_ns)
        steps: list[Step] = []
        for hole in self._holes:
            steps += self._recent.fresh(hole.take(rows))
            row = hole.closed(
                remembered=self._remembered, venue_ns=result.time_ms * MS, now_ns=now_ns
            )
            if row.healing != hole.gap.healing:
                hole.gap = row
                steps.append(row)
        self._holes = [hole for hole in self._holes if not hole.is_reached(rows)]
        return [*steps, *self._after(now_ns)]

    def refused(self, reason: str, now_ns: int) -> list[Step]:
        """The venue will not tell: the holes stay, and are said to."""
        holes, self._holes = self._holes, []
        why = f"none, the venue refuses its last trades: {reason}"
        return [*self._give_up(holes, why, now_ns), *self._let_go()]

    def _ask(self) -> None:
        self._ask_ns = None
        self._desk.ask(self.purpose, self._path)

    def _after(self, now_ns: int) -> list[Step]:
        if any(hole.first_live for hole in self._holes):
            # The answer is older than the trade that ends the hole: something may lie between.
            self._ask_ns = now_ns + min(SECOND_NS << min(self._lagging, 6), _LONGEST_WAIT_NS)
            self._lagging += 1
            return []
        self._lagging = 0
        if self._holes:
            # Nothing came live yet: as long as that lasts, the list is all we have.
            self._ask_ns = now_ns + _LONGEST_WAIT_NS
        return self._let_go()

    def _let_go(self) -> list[Step]:
        held, self._held = self._held, []
        self._patient_until_ns = 0
        return [*held]

    def _give_up(self, holes: list[TradeHole], why: str, now_ns: int) -> list[Gap]:
        return [
            msgspec.structs.replace(
                hole.gap,
                healing=why,
                until_ns=max(hole.first_live.at_ns if hole.first_live else 0, hole.since_ns),
                seen_ns=now_ns,
                lost="trades",
            )
            for hole in holes
            if hole.gap.until_ns is None
        ]
