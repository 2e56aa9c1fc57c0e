"""Funding payments and open interest: what was, and what comes every few minutes or hours."""

from collections.abc import Callable

from core.conversation import Step
from core.market import Funding, OpenInterest
from core.time_units import DAY_NS, HOUR_NS, SECOND_NS
from engine.feeds.bybit.past.listed import Desk
from engine.feeds.bybit.past.rows import MS, Page, read_funding, read_interest
from engine.feeds.bybit.rest import Result, requests
from engine.feeds.bybit.topics import Category

_INTEREST_STEP_NS = 300 * SECOND_NS
# The venue's own work takes a moment; asked too early it answers with what is known already.
_SETTLES_NS = 20 * SECOND_NS
_SOONEST_NS = 30 * SECOND_NS
_MOST_PAGES = 100


class RateHistory:
    """Funding, or open interest, of one symbol: each value told once, oldest first.

    The first answer is the newest page of 200, and as many before it as cover ``days``. Afterwards
    it asks when the next value is due, and pages back to the last one that was told. Nothing of
    this can be lost: the venue remembers all of it, so an answer that comes late is only late.

    Parameters
    ----------
    purpose
        The name of its questions.
    path
        The request for the page that a cursor names; "" is the newest.
    read
        A page of an answer.
    step_ns
        How far the values lie apart, in nanoseconds; asked anew each time, None when not known.
    days
        How far back it begins; None for one page.
    """

    def __init__(
        self,
        desk: Desk,
        purpose: str,
        *,
        path: Callable[[str], str],
        read: Callable[[Result, int], Page],
        step_ns: Callable[[], int | None],
        days: float | None = None,
    ) -> None:
        self.purpose = purpose
        self._desk = desk
        self._path = path
        self._read = read
        self._step_ns = step_ns
        self._reach_ns = 0 if days is None else int(days * DAY_NS)
        self._told_ns = -1
        self._due_ns = 0
        self._idle = 0
        self._pages: list[list[Funding | OpenInterest]] = []

    def tick(self, now_ns: int) -> list[Step]:
        """Ask when the next value is due."""
        if now_ns >= self._due_ns:
            # While the question stands, to ask it again is no second question.
            self._due_ns = now_ns + HOUR_NS
            self._pages = []
            self._desk.ask(self.purpose, self._path(""))
        return []

    def answered(self, result: Result, now_ns: int) -> list[Step]:
        """Take a page in; with the last one tell all, oldest first."""
        page = self._read(result, now_ns)
        fresh = [fact for fact in page.facts if fact.at_ns > self._told_ns]
        self._pages.append(fresh)
        if self._goes_on(page, fresh):
            self._desk.ask(self.purpose, self._path(page.cursor))
            return []
        told = [fact for older in reversed(self._pages) for fact in older]
        self._pages = []
        self._idle = 0 if told else self._idle + 1
        if told:
            self._told_ns = told[-1].at_ns
        self._due_ns = now_ns + self._wait_ns(result.time_ms * MS)
        return [*told]

    def refused(self, reason: str, now_ns: int) -> list[Step]:
        """The venue will not tell; it is asked again in an hour."""
        del reason
        self._due_ns = now_ns + HOUR_NS
        return []

    def _goes_on(self, page: Page, fresh: list[Funding | OpenInterest]) -> bool:
        if not page.cursor or not fresh or len(self._pages) >= _MOST_PAGES:
            return False
        if self._told_ns >= 0:
            return len(fresh) == len(page.facts)
        newest_ns = self._pages[0][-1].at_ns
        return newest_ns - fresh[0].at_ns < self._reach_ns

    def _wait_ns(self, venue_ns: int) -> int:
        step_ns = self._step_ns()
        if step_ns is None or self._told_ns < 0:
            return HOUR_NS
        # What should have come and did not is asked for at 30 s, a minute, two …
        soonest_ns = min(_SOONEST_NS << min(self._idle, 7), step_ns)
        due_ns = self._told_ns + step_ns + _SETTLES_NS
        return min(max(due_ns - venue_ns, soonest_ns), HOUR_NS)


def funding_history(
    desk: Desk,
    *,
    category: Category,
    symbol: str,
    step_ns: Callable[[], int | None],
    days: float | None = None,
) -> RateHistory:
    """Funding payments of a perpetual; ``step_ns`` is its funding interval."""
    return RateHistory(
        desk,
        f"funding.{symbol}",
        path=lambda cursor: requests.funding(category, symbol, cursor),
        read=read_funding,
        step_ns=step_ns,
        days=days,
    )


def interest_history(
    desk: Desk, *, category: Category, symbol: str, days: float | None = None
) -> RateHistory:
    """Open interest of a contract every five minutes."""
    return RateHistory(
        desk,
        f"interest.{symbol}",
        path=lambda cursor: requests.open_interest(category, symbol, cursor),
        read=read_interest,
        step_ns=lambda: _INTEREST_STEP_NS,
        days=days,
    )
