"""A perpetual that trades far from its index, and one that goes to the other side of it."""

from dataclasses import dataclass
from typing import Literal

from core.detection import Detection, DetectionId, Move
from core.market import Ticker
from core.online.ranked import RankedPast
from core.time_units import MINUTE_NS
from engine.stress.extremes import ExtremeOptions, Extremes
from engine.stress.flips import Flips
from engine.stress.telling import find, moved

_BPS = 10_000
_DAY_MINUTES = 1_440

_EXTREME = ExtremeOptions(floor_bps=8.0, always_bps=50.0, percentile=0.999, least=_DAY_MINUTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisOptions:
    """When a basis is worth a word.

    Parameters
    ----------
    price
        What is compared with the index. The ``mark`` is damped by the venue and is what positions
        are liquidated by; the ``last`` trade shows a moment's rush too.
    extreme
        Against own minutes. Ether's last price closed an hour further than 3 from the mark once
        in a hundred, further than 9 once in a thousand, at most 24 (10 920 hours to March 2026):
        eight are rare, fifty a market out of joint. A day of minutes must be known for the
        percentile.
    history_days
        Of own minutes.
    flip_bps
        So far beyond zero a basis must be to count as turned.
    """

    price: Literal["mark", "last"] = "mark"
    extreme: ExtremeOptions = _EXTREME
    history_days: int = 7
    flip_bps: float = 3.0

    def __post_init__(self) -> None:
        """Refuse what nothing can be found with."""
        if self.history_days < 1:
            raise ValueError(f"history_days {self.history_days}: take 1 or more")


_USUAL = BasisOptions()


class Basis:
    """The distance between a contract and its index, in basis points of the index.

    ``basis_extreme``: it reaches the bound of ``ExtremeOptions``; ``basis_extreme_ended`` is ``of``
    it. ``basis_flip``: its sign changed, by ``Flips``. Moves: ``basis_bps``. Positive is a premium
    (``texts["market"]`` ``premium``, else ``discount``).

    Its own past is the last basis of each minute that had one. A ticker without index or mark says
    nothing; one older than the last changes nothing.

    Cost: O(1), a binary search a minute. Memory: a number a minute of ``history_days`` (10 080),
    twice.
    """

    def __init__(self, options: BasisOptions = _USUAL) -> None:
        most = options.history_days * _DAY_MINUTES
        self._price = options.price
        self._past = RankedPast(span_ns=most * MINUTE_NS, most=most)
        self._extremes = Extremes(options.extreme)
        self._flips = Flips(beyond=options.flip_bps)
        self._at_ns = 0
        self._bps: float | None = None
        self._of: DetectionId | None = None

    def update(self, fact: Ticker) -> list[Detection | Move]:
        """What this state leads to."""
        price = fact.mark if self._price == "mark" else fact.last
        if fact.at_ns < self._at_ns or price is None or not fact.index:
            return []
        before, bps = self._bps, (price / fact.index - 1) * _BPS
        minute = self._at_ns // MINUTE_NS
        if before is not None and fact.at_ns // MINUTE_NS != minute:
            self._past.take(minute * MINUTE_NS, before)
        self._at_ns, self._bps = fact.at_ns, bps
        found: list[Detection | Move] = []
        if before is not None and bps != before:
            found.append(moved("basis_bps", fact, before, bps))
        return found + self._judge(fact, bps, price, fact.index)

    def _judge(self, fact: Ticker, bps: float, price: float, index: float) -> list[Detection]:
        edge, flipped = self._extremes.judge(bps, self._past), self._flips.judge(bps)
        if edge is None and not flipped:
            return []
        numbers = {"bps": bps, "price": price, "index": index}
        numbers |= {"percentile": self._past.rank(bps), "minutes": float(len(self._past))}
        texts = {"market": "premium" if bps > 0 else "discount"}
        found = []
        if edge == "begun":
            found.append(find("basis_extreme", fact, numbers=numbers, texts=texts))
            self._of = found[-1].id
        elif edge == "over":
            found.append(find("basis_extreme_ended", fact, of=self._of, numbers=numbers))
        if flipped:
            found.append(find("basis_flip", fact, numbers=numbers, texts=texts))
        return found
