"""Funding that is extreme, and funding that turns."""

from dataclasses import dataclass

from core.detection import Detection, DetectionId, Move
from core.market import Funding, Ticker
from core.online.ranked import RankedPast
from core.time_units import DAY_NS
from engine.stress.extremes import ExtremeOptions, Extremes
from engine.stress.flips import Flips
from engine.stress.telling import find, moved

_BPS = 10_000
_DAYS_MOST = 24  # payments: some instruments pay every hour

_EXTREME = ExtremeOptions(floor_bps=1.5, always_bps=10.0, percentile=0.97, least=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingOptions:
    """When funding is worth a word.

    Parameters
    ----------
    extreme
        Rates are basis points of one payment. From 1.5, because 1 is the usual rate by the venue's
        own rule (its interest) and half of all payments are just that; 10 is an eighth of a per
        cent and more a day and a crowd whatever the past. Thirty payments are ten days. On ether
        from January 2025 to March 2026 (1 364 payments) that made nine extremes, seven a year,
        eight of them with shorts paying.
    history_days
        Of own payments.
    flip_bps
        So far beyond zero a rate must be to count as turned: 110 turns in the same payments; 0.1
        would make 280 of them, 1 only 22.
    """

    extreme: ExtremeOptions = _EXTREME
    history_days: int = 30
    flip_bps: float = 0.5

    def __post_init__(self) -> None:
        """Refuse what nothing can be found with."""
        if self.history_days < 1:
            raise ValueError(f"history_days {self.history_days}: take 1 or more")


_USUAL = FundingOptions()


class FundingRates:
    """Who pays whom for holding a perpetual, and how much.

    Reads payments, and the running rate of the ticker (what the interval would pay if it ended
    now). ``funding_extreme``: the rate reaches the bound of ``ExtremeOptions``, against the
    payments of the last ``history_days``; ``funding_extreme_ended`` is ``of`` it. ``funding_flip``:
    the sign changed, by ``Flips``. Moves: ``funding_rate``, a fraction (0.0001 is 1 bp).
    ``texts["payer"]`` is ``longs`` at a positive rate, else ``shorts``; no side is told, because
    funding predicts funding and hardly the price.

    The past holds one rate a payment: the payment itself, or the last running rate before the time
    of the next payment moved on. Fractions and times: Bybit, Get Funding Rate History, and Ticker
    (linear). A fact older than the last changes nothing.

    Cost: O(1) and a binary search. Memory: 24 payments a day of history (720), twice.
    """

    def __init__(self, options: FundingOptions = _USUAL) -> None:
        self._past = RankedPast(
            span_ns=options.history_days * DAY_NS, most=options.history_days * _DAYS_MOST
        )
        self._extremes = Extremes(options.extreme)
        self._flips = Flips(beyond=options.flip_bps)
        self._at_ns = self._due_ns = 0
        self._rate: float | None = None
        self._of: DetectionId | None = None

    def update(self, fact: Ticker | Funding) -> list[Detection | Move]:
        """What this rate leads to."""
        rate = fact.rate if isinstance(fact, Funding) else fact.funding_rate
        if rate is None or fact.at_ns < self._at_ns:
            return []
        self._at_ns, before = fact.at_ns, self._rate
        if isinstance(fact, Ticker):
            self._settle(fact)
        self._rate = rate
        found: list[Detection | Move] = []
        if before is not None and rate != before:
            found.append(moved("funding_rate", fact, before, rate))
        found += self._judge(fact, rate)
        if isinstance(fact, Funding):
            self._past.take(fact.at_ns, rate * _BPS)
            self._rate, self._due_ns = rate, max(self._due_ns, fact.at_ns)
        return found

    def _settle(self, fact: Ticker) -> None:
        """Take in the last rate of an interval that is over."""
        due = fact.next_funding_ns
        if due is None or due <= self._due_ns:
            return
        if self._due_ns and self._rate is not None and fact.at_ns >= self._due_ns:
            self._past.take(self._due_ns, self._rate * _BPS)
        self._due_ns = due

    def _judge(self, fact: Ticker | Funding, rate: float) -> list[Detection]:
        bps, payer = rate * _BPS, "longs" if rate > 0 else "shorts"
        numbers = {"rate": rate, "bps": bps, "percentile": self._past.rank(bps)}
        numbers["payments"] = float(len(self._past))
        texts = {"payer": payer}
        found = []
        edge = self._extremes.judge(bps, self._past)
        if edge == "begun":
            found.append(find("funding_extreme", fact, numbers=numbers, texts=texts))
            self._of = found[-1].id
        elif edge == "over":
            found.append(find("funding_extreme_ended", fact, of=self._of, numbers=numbers))
        if self._flips.judge(bps):
            found.append(find("funding_flip", fact, numbers=numbers, texts=texts))
        return found
