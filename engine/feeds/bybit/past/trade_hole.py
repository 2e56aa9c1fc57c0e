"""A hole in the trades of one symbol: what belongs into it, and whether it is whole again."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from core.gaps import Gap
from core.market import Trade
from engine.feeds.bybit.past.words import clock, counted


@dataclass(slots=True, kw_only=True)
class TradeHole:
    """Trades between the last one that was told and the first that came live afterwards.

    ``known`` are ids that were told before it or taken out of it; ``first_live`` is the trade that
    ends it: until one came, nobody knows that the venue really sends again. All of it is in the
    venue's own time and order, so no clock plays a part.

    ``lost_until_ns`` is the time up to which trades cannot be had any more; 0 while none is lost.
    """

    gap: Gap
    known: set[str]
    first_live: Trade | None = None
    refilled: int = 0
    lost_until_ns: int = 0

    @property
    def since_ns(self) -> int:
        """The time of the last trade before it."""
        return self.gap.since_ns

    def take(self, rows: Sequence[Trade]) -> list[Trade]:
        """What the venue remembers of it and was not taken yet; all rows are oldest first."""
        if not any(row.at_ns < self.since_ns or row.id in self.known for row in rows):
            # The venue's memory begins after what is known: between them lies what it forgot.
            self.lost_until_ns = self._end(rows[0].at_ns if rows else self.since_ns)
        found = [
            row
            for row in self._before_the_end(rows)
            if row.at_ns >= self.since_ns and row.id not in self.known
        ]
        self.known |= {row.id for row in found}
        self.refilled += len(found)
        return found

    def is_reached(self, rows: Sequence[Trade]) -> bool:
        """Whether the rows reach up to the trade that ends the hole; an answer may lag behind."""
        live = self.first_live
        if live is None or not rows:
            return False
        return rows[-1].at_ns > live.at_ns or any(row.id == live.id for row in rows)

    def closed(self, *, remembered: int, venue_ns: int, now_ns: int) -> Gap:
        """The hole as a healed row of the ledger, which says what cannot be had.

        Parameters
        ----------
        remembered
            How many trades the venue remembers of a symbol.
        venue_ns, now_ns
            The venue's time of its answer, and ours.
        """
        until_ns = self.lost_until_ns or self._end(venue_ns)
        healing = f"{counted(self.refilled, 'trade')} refilled"
        if self.lost_until_ns:
            healing += (
                f", whole again from {clock(until_ns)}: those before are beyond the venue's memory"
                f" of its last {remembered:,} trades"
            )
        elif self.refilled == 0:
            healing = "no trade was missed"
        return msgspec.structs.replace(
            self.gap,
            healing=healing,
            until_ns=max(until_ns, self.since_ns),
            seen_ns=now_ns,
            lost="trades" if self.lost_until_ns else "nothing",
        )

    def _end(self, at_ns: int) -> int:
        return at_ns if self.first_live is None else min(at_ns, self.first_live.at_ns)

    def _before_the_end(self, rows: Sequence[Trade]) -> Sequence[Trade]:
        live = self.first_live
        if live is None:
            return rows
        for place, row in enumerate(rows):
            if row.id == live.id:
                return rows[:place]
        # The trade that ends it is not among them. Those of its own millisecond may come live.
        return [row for row in rows if row.at_ns < live.at_ns]
