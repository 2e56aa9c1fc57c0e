"""How fast the venue's REST side may be asked, and when it may not be asked at all."""

from collections import deque
from dataclasses import dataclass

from core.time_units import SECOND_NS

_WINDOW_NS = 5 * SECOND_NS
# The venue allows an address 600 requests in 5 s and punishes the 601st with ten minutes. Four
# fifths leave room for another process behind the same address, and for clocks that differ.
_MOST = 480


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time in which nothing is asked, and why, in words that can be shown."""

    reason: str
    since_ns: int
    until_ns: int


class Pace:
    """The request budget of one IP address: one object for all feeds of a process.

    At most ``most`` requests in any 5 s. After a pause it feels its way: one request a second until
    one of them is served, so that a ban that still stands is met by one request and not by all that
    have waited.

    Source: the venue's "Rate Limit Rules" (HTTP IP limit), 2026-07.

    >>> pace = Pace(most=1)
    >>> pace.take(0), pace.take(1), pace.take(6_000_000_000)
    (True, False, True)
    """

    def __init__(self, *, most: int = _MOST) -> None:
        self._most = most
        self._taken: deque[int] = deque()
        self._pause: Pause | None = None
        self._wary = False

    def take(self, now_ns: int) -> bool:
        """Whether one more request may go out now; if so it is counted."""
        if self.paused(now_ns) is not None:
            return False
        taken = self._taken
        # A clock that was set back would otherwise leave requests of the future in the window.
        while taken and not now_ns - _WINDOW_NS < taken[0] <= now_ns:
            taken.popleft()
        if len(taken) >= self._most:
            return False
        if self._wary and taken and now_ns - taken[-1] < SECOND_NS:
            return False
        taken.append(now_ns)
        return True

    def pause(self, reason: str, *, now_ns: int, for_ns: int) -> None:
        """Ask nothing for so long. Of two pauses the one that ends later stands."""
        until_ns = now_ns + for_ns
        standing = self.paused(now_ns)
        self._wary = True
        if standing is None:
            self._pause = Pause(reason=reason, since_ns=now_ns, until_ns=until_ns)
        elif until_ns > standing.until_ns:
            self._pause = Pause(reason=reason, since_ns=standing.since_ns, until_ns=until_ns)

    def paused(self, now_ns: int) -> Pause | None:
        """The pause that stands now, if one does."""
        if self._pause is not None and now_ns >= self._pause.until_ns:
            self._pause = None
        return self._pause

    def served(self) -> None:
        """The venue answered a request: the way is free again."""
        self._wary = False
