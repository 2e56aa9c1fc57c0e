"""Facts that wait for a slow stream: which of them a newer one may replace."""

from collections import Counter, OrderedDict, deque
from collections.abc import Hashable

import msgspec

from core.facts import Fact
from core.market import BookSample, Candle, Ticker


def state_of(fact: Fact) -> Hashable:
    """What a fact is the state of, where only the newest state counts; None where each fact counts.

    A book sample, a ticker and a candle that still runs say how something stands: the next one says
    it better. A trade, a liquidation, a transfer, a block, a gap and a closed candle say what
    happened, and nothing repeats them.
    """
    match fact:
        case BookSample() | Ticker():
            return type(fact).__name__, fact.subject
        case Candle(closed=False):
            return type(fact).__name__, fact.subject, fact.timeframe
        case _:
            return None


def replaced(old: Fact, new: Fact) -> Fact:
    """The newer state, which answers for the time of the older one too.

    A book sample says whether the interval before it was seen whole; with the older one gone, that
    interval is longer.
    """
    if isinstance(old, BookSample) and isinstance(new, BookSample):
        return msgspec.structs.replace(new, complete=old.complete and new.complete)
    return new


class Waiting:
    """Facts in the order in which they came, and no more of them than ``most``.

    While fewer than half of ``most`` wait, every fact waits. From there on a new state takes the
    place of the newest older one of its kind, at the end of the line, so that the facts of a
    subject keep their order; the oldest that waits stays, so that each state gets out in its turn
    however long the pressure lasts. Facts that are no states are never dropped: when the line is
    ``full``, whoever brings them has to wait.

    Parameters
    ----------
    most
        Facts that may wait.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._facts: OrderedDict[int, tuple[int, Fact]] = OrderedDict()
        self._states: dict[Hashable, deque[int]] = {}
        self._next = 0
        self.conflated: Counter[str] = Counter()
        """Facts that gave way to a newer one, by kind."""

    def __len__(self) -> int:
        return len(self._facts)

    @property
    def full(self) -> bool:
        """Whether nothing more may be added."""
        return len(self._facts) >= self._most

    @property
    def oldest_ns(self) -> int | None:
        """When the first of the line joined it."""
        return next(iter(self._facts.values()))[0] if self._facts else None

    def add(self, fact: Fact, now_ns: int) -> None:
        """Join the end of the line."""
        state = state_of(fact)
        if state is not None:
            fact = self._conflate(state, fact)
            self._states.setdefault(state, deque()).append(self._next)
        self._facts[self._next] = (now_ns, fact)
        self._next += 1

    def take(self, count: int) -> list[Fact]:
        """The first ``count`` of the line; they wait no more."""
        return [self._first() for _ in range(min(count, len(self._facts)))]

    def _conflate(self, state: Hashable, fact: Fact) -> Fact:
        before = self._states.get(state)
        if before is None or len(before) == 1 or len(self._facts) * 2 < self._most:
            return fact
        _, old = self._facts.pop(before.pop())
        self.conflated[type(old).__name__] += 1
        return replaced(old, fact)

    def _first(self) -> Fact:
        _, (_, fact) = self._facts.popitem(last=False)
        state = state_of(fact)
        if state is not None:
            before = self._states[state]
            before.popleft()
            if not before:
                del self._states[state]
        return fact
