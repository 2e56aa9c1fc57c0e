"""One candle series: its history, and what of it went missing."""

from core.conversation import Step
from core.market import TIMEFRAME_NS, Candle, Timeframe
from core.time_units import SECOND_NS
from engine.feeds.bybit.past.candle_hole import CandleHole
from engine.feeds.bybit.past.listed import Desk
from engine.feeds.bybit.past.rows import MS, read_candles
from engine.feeds.bybit.rest import Result, requests
from engine.feeds.bybit.topics import INTERVALS, Category

# How long a candle that closes live waits for the ones before it.
_PATIENCE_NS = 5 * SECOND_NS
# The venue tells a close within a second or two of it; later than this it was lost.
_CLOSE_IS_TOLD_NS = 5 * SECOND_NS
_REFUSAL_STANDS_NS = 3_600 * SECOND_NS
_PAGE = requests.CANDLES_A_PAGE


class CandleSeries:
    """Candles of one symbol and timeframe, each told as closed once, in the order of time.

    When the series begins the last ``wanted`` candles are fetched; after a reconnect, and where a
    close was not told live, those since the last one. History is read forwards, a page of 1,000 at
    a time, so that every page can be told as it comes. Candles that close live meanwhile wait for
    it, for 5 s at most.

    When history takes longer (the venue may ban an address for ten minutes), live candles go first
    and the missing ones follow when they can be had. **Only then is a candle told that is older
    than one told before it**: once, as closed, with its ``late_ns``, between two rows of the ledger
    that open and close the hole. A detector that wants ascending order passes it over (all of ours
    do); a store takes it in by its opening time.

    Parameters
    ----------
    desk
        Where requests are put.
    wanted
        How many candles the series begins with, the running one included.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        category: Category,
        symbol: str,
        timeframe: Timeframe,
        wanted: int = _PAGE,
    ) -> None:
        self._interval = INTERVALS[timeframe]
        self.purpose = f"candles.{self._interval}.{symbol}"
        self._desk = desk
        self._category = category
        self._symbol = symbol
        self._timeframe = timeframe
        self._step_ns = TIMEFRAME_NS[timeframe]
        self._wanted = wanted
        self._told_ns = -1
        self._hole: CandleHole | None = None
        self._held: list[Candle] = []
        self._doubted_ns = -1

    def connected(self, now_ns: int) -> None:
        """Ask for what may have closed while nobody listened."""
        if self._hole is None and self._is_current(now_ns):
            return
        self._miss("the connection was away", now_ns)

    def lost(self) -> list[Step]:
        """The connection ended: who waits for history need not wait for another connection."""
        if self._hole is None:
            return []
        self._hole.patient = False
        return self._let_go("the connection was lost")

    def live(self, candle: Candle, now_ns: int) -> list[Step]:
        """Take a candle in that came live, running or closed."""
        if self._hole is None and self._comes_after_a_hole(candle):
            self._doubted_ns = candle.open_ns
            self._miss("the close of a candle was not told", now_ns)
        if self._hole is None or not self._hole.patient:
            return self._tell(candle)
        if candle.closed:
            self._held.append(candle)
        return []

    def tick(self, now_ns: int) -> list[Step]:
        """Let waiting candles go when they waited long enough."""
        hole = self._hole
        if hole is None:
            return []
        if hole.refused_ns is not None and now_ns - hole.refused_ns >= _REFUSAL_STANDS_NS:
            hole.refused_ns = None
            self._ask(hole)
        if not hole.patient or now_ns - hole.waiting_since_ns < _PATIENCE_NS:
            return []
        hole.patient = False
        return self._let_go(self._desk.trouble(self.purpose, now_ns))

    def answered(self, result: Result, now_ns: int) -> list[Step]:
        """Tell a page of the past; after the last page, what waited for it."""
        candles = read_candles(result, self._timeframe, now_ns)
        hole = self._hole
        if hole is None:
            return []
        if hole.front_ns is None and self._wanted > _PAGE and candles:
            # The newest candle only told what time it is there.
            first_ns = candles[-1].open_ns - (self._wanted - 1) * self._step_ns
            hole.since_ns = hole.front_ns = first_ns
            self._ask(hole)
            return []
        steps = self._refill(hole, candles)
        if hole.front_ns is not None:
            hole.front_ns += _PAGE * self._step_ns
            if hole.front_ns <= result.time_ms * MS:
                self._ask(hole)
                return steps
        return [*steps, *self._healed(hole, now_ns)]

    def refused(self, reason: str, now_ns: int) -> list[Step]:
        """The venue will not tell: live candles go on without their past."""
        if self._hole is None:
            return []
        self._hole.patient = False
        self._hole.refused_ns = now_ns
        return self._let_go(f"the venue refuses its history: {reason}")

    def _is_current(self, now_ns: int) -> bool:
        # The candle after the last told one closes two steps after that one's opening.
        closes_ns = self._told_ns + 2 * self._step_ns
        return self._told_ns >= 0 and closes_ns > now_ns + _CLOSE_IS_TOLD_NS

    def _comes_after_a_hole(self, candle: Candle) -> bool:
        if self._told_ns < 0 or candle.open_ns <= self._told_ns + self._step_ns:
            return False
        if candle.closed:
            return True
        overdue = candle.at_ns - candle.open_ns >= _CLOSE_IS_TOLD_NS
        # Once a candle: where the venue has no candle for a quiet interval, it never will.
        return overdue and candle.open_ns != self._doubted_ns

    def _miss(self, reason: str, now_ns: int) -> None:
        hole = self._hole
        if hole is None:
            since_ns = None if self._told_ns < 0 else self._told_ns + self._step_ns
            hole = self._hole = CandleHole(
                topic=f"kline.{self._interval}.{self._symbol}",
                step_ns=self._step_ns,
                reason=reason,
                since_ns=since_ns,
                front_ns=since_ns,
                waiting_since_ns=now_ns,
            )
        hole.patient, hole.waiting_since_ns, hole.refused_ns = True, now_ns, None
        self._ask(hole)

    def _ask(self, hole: CandleHole) -> None:
        window, limit = None, _PAGE
        if hole.front_ns is not None:
            last_ns = hole.front_ns + (_PAGE - 1) * self._step_ns
            window = (hole.front_ns // MS, last_ns // MS)
        else:
            limit = self._wanted if self._wanted <= _PAGE else 1
        path = requests.candles(
            self._category, self._symbol, self._interval, limit=limit, window_ms=window
        )
        self._desk.ask(self.purpose, path)

    def _tell(self, candle: Candle, trouble: str = "") -> list[Step]:
        if candle.open_ns <= self._told_ns:
            return []
        if not candle.closed:
            return [candle]
        steps: list[Step] = []
        if self._hole is not None:
            steps += self._hole.opened(candle, wanted=self._wanted, trouble=trouble)
            self._hole.pass_over(candle.open_ns)
        self._told_ns = candle.open_ns
        return [*steps, candle]

    def _let_go(self, trouble: str) -> list[Step]:
        held, self._held = self._held, []
        return [step for candle in held for step in self._tell(candle, trouble)]

    def _refill(self, hole: CandleHole, candles: list[Candle]) -> list[Step]:
        steps: list[Step] = []
        for candle in candles:
            if candle.closed and hole.misses(candle.open_ns):
                hole.refilled += 1
                self._told_ns = max(self._told_ns, candle.open_ns)
                steps.append(candle)
            elif not candle.closed and candle.open_ns > self._told_ns:
                steps.append(candle)
        return steps

    def _healed(self, hole: CandleHole, now_ns: int) -> list[Step]:
        self._hole = None
        stands_ns = self._told_ns + self._step_ns
        return [*hole.closed(until_ns=stands_ns, now_ns=now_ns), *self._let_go("")]
