"""How large a transfer is among the transfers of the last 30 days."""

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field

from core.chain import Retraction, Transfer
from core.time_units import DAY_NS
from engine.flows.recent import Recent

_REORGANISED_NS = 30 * 60 * 1_000_000_000
_MOST_NOTES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A transfer is the ``place``-th largest (1 is the largest) ``of`` so many, itself among them.

    Equal ones share the better place. ``days`` is how far back they go, 0 and more: less than the
    window where the tracker has not watched for so long.
    """

    place: int
    of: int
    days: float


@dataclass(slots=True)
class _Day:
    """The transfers of a day: how many, the largest of them, and the largest that was let go."""

    count: int = 0
    largest: list[int] = field(default_factory=list)
    let_go: int = 0

    def take(self, units: int, keep: int) -> None:
        self.count += 1
        insort(self.largest, units)
        if len(self.largest) > keep:
            self.let_go = max(self.let_go, self.largest.pop(0))

    def leave(self, units: int) -> None:
        self.count -= 1
        place = bisect_left(self.largest, units)
        if self.largest[place : place + 1] == [units]:
            del self.largest[place]

    def above(self, units: int) -> int:
        return len(self.largest) - bisect_right(self.largest, units)


class Ranks:
    """Ranks transfers of one coin by size among those of today and the ``days`` days before (UTC).

    Of each day the largest ``keep`` sizes are remembered and how many there were. So a rank is
    exact, and where it would need a size that was let go there is none: nobody asks for the
    30,000th largest. There is none either for a transfer older than the newest (a filled gap),
    which others followed that could not be known at its time, and none among fewer than ``least``.

    A transfer counts once, in the block that holds it now, and no more when that block is retracted
    within half an hour of block time. Cost: a binary search a day. Memory: ``days`` + 1 times
    ``keep`` sizes (31,000 by default), and a note for each transfer of half an hour, 100,000 at
    most.

    Parameters
    ----------
    days
        Whole days before today that count, 1 or more.
    keep
        Sizes that are remembered of a day, 1 or more. 1,000: on Ethereum all above 100 ether.
    least
        Transfers that make a rank worth telling, 1 or more.
    """

    def __init__(self, *, days: int = 30, keep: int = 1_000, least: int = 100) -> None:
        if min(days, keep, least) < 1:
            raise ValueError(f"days {days}, keep {keep}, least {least}: take 1 or more of each")
        self._span, self._keep, self._least = days, keep, least
        self._recent: Recent[tuple[int, int]] = Recent(window_ns=_REORGANISED_NS, most=_MOST_NOTES)
        self._days: dict[int, _Day] = {}
        self._first_ns: int | None = None
        self._newest_ns = 0

    def __len__(self) -> int:
        """How many sizes are remembered."""
        return sum(len(day.largest) for day in self._days.values())

    def take(self, transfer: Transfer) -> Rank | None:
        """Count a transfer, and say its rank where it is known."""
        day = transfer.at_ns // DAY_NS
        if self._recent.has(transfer) or day < self._newest_ns // DAY_NS - self._span:
            return None
        self._recent.outgrown(transfer)
        self._leave(self._recent.moved(transfer))
        self._recent.put(transfer, (day, transfer.units))
        self._days.setdefault(day, _Day()).take(transfer.units, self._keep)
        if transfer.at_ns < self._newest_ns:
            return None
        self._go_on(transfer.at_ns)
        return self._rank(transfer)

    def retract(self, fact: Retraction) -> None:
        """The block left the chain: what it held counts no more."""
        notes = self._recent.retracted(fact.block_hash)
        for note in notes:
            self._leave(note)
        if notes:
            # Whatever replaces the block may be a little older than it and is the newest again.
            self._newest_ns = min(self._newest_ns, fact.at_ns - 1)

    def _go_on(self, now_ns: int) -> None:
        if self._first_ns is None:
            self._first_ns = now_ns
        self._newest_ns = now_ns
        for day in [day for day in self._days if day < now_ns // DAY_NS - self._span]:
            del self._days[day]

    def _rank(self, transfer: Transfer) -> Rank | None:
        days = self._days.values()
        count = sum(day.count for day in days)
        if count < self._least or any(transfer.units < day.let_go for day in days):
            return None
        above = sum(day.above(transfer.units) for day in days)
        begin_ns = max(self._first_ns or 0, (transfer.at_ns // DAY_NS - self._span) * DAY_NS)
        return Rank(place=above + 1, of=count, days=max(0, transfer.at_ns - begin_ns) / DAY_NS)

    def _leave(self, note: tuple[int, int] | None) -> None:
        if note is not None and note[0] in self._days:
            self._days[note[0]].leave(note[1])
