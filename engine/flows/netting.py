"""Net flows by the clock: what came in less what went out, hour by hour or day by day."""

from collections import deque
from dataclasses import dataclass
from statistics import median

_TO_DEVIATION = 1.4826
"""A normal distribution's standard deviation in median absolute deviations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What is usual: the middle, and the spread as a standard deviation; of so many windows."""

    middle: float
    spread: float
    windows: int

    def distance(self, net: float) -> float:
        """How many deviations from the middle; 0 where nothing ever spread."""
        return (net - self.middle) / self.spread if self.spread else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A window that is over. ``usual`` is what those before it say; None while they are few."""

    begin_ns: int
    end_ns: int
    net: float
    before: float
    usual: Usual | None


class Netting:
    """Adds up what flows, window after window, beginning with the first flow.

    Windows begin at whole multiples of their length since 1970 and hold their first nanosecond, not
    their last. One in which nothing flowed counts as zero. What comes for a window that is closed
    is left out: nothing that was told changes.

    Parameters
    ----------
    window_ns
        Length of a window.
    keep
        Windows that say what is usual; the memory.
    least
        Fewer of them say nothing.
    """

    def __init__(self, *, window_ns: int, keep: int, least: int) -> None:
        if window_ns <= 0 or not 1 < least <= keep:
            raise ValueError("a window has a length, and 2 or more windows say what is usual")
        self._window_ns, self._least = window_ns, least
        self._nets: deque[float] = deque(maxlen=keep)
        self._open: dict[int, float] = {}
        self._next: int | None = None

    def take(self, at_ns: int, amount: float) -> None:
        """Something flowed in, or out where it is negative."""
        window = at_ns // self._window_ns
        if self._next is None:
            self._next = window
        if window >= self._next:
            self._open[window] = self._open.get(window, 0.0) + amount

    def correct(self, at_ns: int, amount: float) -> None:
        """As ``take``, and a window that is closed and not yet forgotten is put right too."""
        closed = 0 if self._next is None else self._next - at_ns // self._window_ns
        if closed <= 0:
            self.take(at_ns, amount)
        elif closed <= len(self._nets):
            self._nets[-closed] += amount

    def net_of(self, begin_ns: int) -> float | None:
        """The sum of a window that is closed, as it is known by now; None if it is forgotten."""
        closed = 0 if self._next is None else self._next - begin_ns // self._window_ns
        return self._nets[-closed] if 0 < closed <= len(self._nets) else None

    def close(self, now_ns: int) -> list[Closed]:
        """The windows that ended by now and were not closed before, oldest first."""
        closed: list[Closed] = []
        if self._next is None:
            return closed
        end = now_ns // self._window_ns
        # After a long silence no more than can be remembered: the others are all zero.
        self._next = max(self._next, min([end - (self._nets.maxlen or 0), *self._open]))
        while self._next < end:
            closed.append(self._closed(self._next))
            self._next += 1
        return closed

    def _closed(self, window: int) -> Closed:
        net = self._open.pop(window, 0.0)
        before = self._nets[-1] if self._nets else 0.0
        usual = self._usual()
        self._nets.append(net)
        begin_ns = window * self._window_ns
        end_ns = begin_ns + self._window_ns
        return Closed(begin_ns=begin_ns, end_ns=end_ns, net=net, before=before, usual=usual)

    def _usual(self) -> Usual | None:
        if len(self._nets) < self._least:
            return None
        middle = median(self._nets)
        spread = median(abs(net - middle) for net in self._nets) * _TO_DEVIATION
        return Usual(middle=middle, spread=spread, windows=len(self._nets))
