"""Open interest that jumps, and what the price did meanwhile."""

from dataclasses import dataclass

from core.detection import Detection, Move
from core.market import OpenInterest, Ticker
from core.online.ago import Ago
from core.online.ranked import RankedPast
from core.time_units import MINUTE_NS
from engine.stress.interest import quadrant
from engine.stress.telling import find, moved

_DAY_MINUTES = 1_440
_AGAIN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInterestOptions:
    """When a change of open interest is worth a word.

    Parameters
    ----------
    window_minutes
        Over how long it is measured. A quarter of an hour: longer than one hedge, shorter than a
        session.
    percentile
        Of its own windows this share must have changed less, from 0.5 to 1.
    floor_percent
        Nothing smaller is a jump.
    cold_percent
        What it takes while fewer than ``least`` windows are known.
    history_days, least
        Over how many days of own windows, and how many of them must be known (a day has 96).
    """

    window_minutes: int = 15
    percentile: float = 0.99
    floor_percent: float = 1.0
    cold_percent: float = 3.0
    history_days: int = 30
    least: int = 192

    def __post_init__(self) -> None:
        """Refuse what nothing can be found with."""
        for name in ("window_minutes", "history_days", "least"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} {getattr(self, name)}: take 1 or more")
        if not 0.5 <= self.percentile <= 1:  # noqa: PLR2004 - the bounds stand in the docstring
            raise ValueError(f"percentile {self.percentile}: take 0.5 to 1")
        if not 0 < self.floor_percent <= self.cold_percent:
            raise ValueError(
                f"floor_percent {self.floor_percent}, cold_percent {self.cold_percent}: "
                "take more than 0, and cold_percent no less than floor_percent"
            )


_USUAL = OpenInterestOptions()


class OpenInterestJumps:
    """Open positions of one instrument that become many more, or many fewer, within a window.

    ``open_interest_jump``: the change since ``window_minutes`` ago, in per cent of what was open
    then, reaches (at equality too) ``floor_percent`` and the percentile of the sizes of own
    windows, which stand side by side and do not overlap. Then nothing more is told until the change
    is below half of what it took, or has turned round. ``texts["quadrant"]`` names it by the price
    (``quadrant``), where tickers gave one; the side is that of the price.
    Moves: ``open_interest``, in the venue's unit.

    After a silence longer than two windows the first window is only watched. A fact older than the
    last changes nothing.

    Cost: O(1) amortised. Memory: two numbers a minute of two windows, and one a window of
    ``history_days`` (2 880), twice.
    """

    def __init__(self, options: OpenInterestOptions = _USUAL) -> None:
        self._options = options
        self._window_ns = options.window_minutes * MINUTE_NS
        days_ns = options.history_days * _DAY_MINUTES * MINUTE_NS
        self._past = RankedPast(span_ns=days_ns, most=max(1, days_ns // self._window_ns))
        self._ago = Ago(span_ns=self._window_ns, step_ns=MINUTE_NS)
        self._prices = Ago(span_ns=self._window_ns, step_ns=MINUTE_NS)
        self._at_ns = 0
        self._open: float | None = None
        self._price: float | None = None
        self._told = 0.0
        """The bound of the jump that was told last, with its sign; 0 when the next may be told."""

    def update(self, fact: Ticker | OpenInterest) -> list[Detection | Move]:
        """What this state leads to."""
        contracts = fact.contracts if isinstance(fact, OpenInterest) else fact.open_interest
        if fact.at_ns < self._at_ns:
            return []
        window = self._at_ns // self._window_ns
        self._at_ns, before = fact.at_ns, self._open
        if isinstance(fact, Ticker):
            self._price = fact.last
            self._prices.take(fact.at_ns, fact.last)
        if contracts is None or contracts <= 0:
            return []
        self._open = contracts
        self._ago.take(fact.at_ns, contracts)
        found: list[Detection | Move] = []
        if before is not None and contracts != before:
            found.append(moved("open_interest", fact, before, contracts))
        return found + self._judge(
            fact, contracts, new_window=fact.at_ns // self._window_ns != window
        )

    def _judge(
        self, fact: Ticker | OpenInterest, contracts: float, *, new_window: bool
    ) -> list[Detection]:
        then = self._ago.then
        if then is None:
            return []
        percent, bound = (contracts / then - 1) * 100, self._bound()
        if percent * self._told <= 0 or abs(percent) < abs(self._told) * _AGAIN:
            self._told = 0.0
        found = []
        if not self._told and abs(percent) >= bound:
            self._told = bound if percent > 0 else -bound
            found.append(self._jump(fact, then, contracts, bound))
        if new_window:
            self._past.take(fact.at_ns, abs(percent))
        return found

    def _bound(self) -> float:
        options = self._options
        if len(self._past) < options.least:
            return options.cold_percent
        return max(options.floor_percent, self._past.quantile(options.percentile) or 0.0)

    def _jump(
        self, fact: Ticker | OpenInterest, then: float, contracts: float, bound: float
    ) -> Detection:
        percent = (contracts / then - 1) * 100
        numbers = {
            "before": then,
            "after": contracts,
            "percent": percent,
            "bound_percent": bound,
            "percentile": self._past.rank(abs(percent)),
            "minutes": float(self._options.window_minutes),
        }
        named = None
        if self._price is not None and (price_then := self._prices.then) is not None:
            numbers["price_percent"] = (self._price / price_then - 1) * 100
            named = quadrant(percent, numbers["price_percent"])
        texts = {} if named is None else {"quadrant": named[0]}
        side = None if named is None else named[1]
        return find("open_interest_jump", fact, side=side, numbers=numbers, texts=texts)
