"""One sum in many parts of nearly the same size."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from core.chain import Retraction
from core.detection import Detection
from core.time_units import HOUR_NS
from engine.flows.campaigns import Campaigns
from engine.flows.movement import Movement, movement_of
from engine.flows.series import Series

_FEWEST, _MOST_PARTS = 3, 32

_Pair = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StructuringOptions:
    """What counts as a series of parts.

    Parameters
    ----------
    least
        Parts, 5 by custom: fewer equal payments are everyday life.
    hours
        Window in hours of block time. 6 by custom.
    threshold
        The size in whole coins at which people look. Parts of at least half of it, all below it,
        make a series whatever their sizes are. 100 ether is what this tracker looks at by default.
    alike
        Without regard to the threshold: the largest coefficient of variation (standard deviation by
        mean) of parts that are of one size; below it, not at it. 0.05 by custom.
    """

    least: int = 5
    hours: float = 6.0
    threshold: float = 100.0
    alike: float = 0.05

    def __post_init__(self) -> None:
        """Refuse what would find a series in everything or in nothing."""
        if not _FEWEST <= self.least <= _MOST_PARTS:
            raise ValueError(f"least {self.least}: take {_FEWEST} to {_MOST_PARTS} parts")
        for name in ("hours", "threshold", "alike"):
            if not 0 < getattr(self, name) < float("inf"):
                raise ValueError(f"{name} {getattr(self, name)}: take more than 0")


class Structuring:
    """Finds ``structuring``: one payer sends one payee many parts that look chosen.

    At least ``least`` transfers of one asset from one payer to one payee (entities where labels
    know them) within ``hours``, all of them in [threshold / 2, threshold), or of a coefficient of
    variation below ``alike``. What a service (an exchange, a bridge) pays is left out: many
    customers share its purse. Whether anything is hidden by it nobody can see from outside: wages
    look the same. The shape is that of smurfing as an integer partition (Kölbing and others, 2024).

    Each campaign is told once and again when it has doubled (``engine.flows.campaigns``). A step
    looks at 64 transfers of the pair at most; 50,000 transfers are remembered at most.
    """

    def __init__(self, options: StructuringOptions | None = None) -> None:
        self._options = options or StructuringOptions()
        window_ns = round(self._options.hours * HOUR_NS)
        self._series: Series[_Pair] = Series(window_ns=window_ns)
        self._campaigns: Campaigns[_Pair] = Campaigns(
            "structuring", least=self._options.least, window_ns=window_ns
        )

    def update(self, fact: Detection | Retraction) -> list[Detection]:
        """The series that this transfer completes, or that a retracted block undoes."""
        if isinstance(fact, Retraction):
            return [
                said
                for pair in self._series.retract(fact.block_hash)
                for said in self._campaigns.withdraw(pair, len(self._series.of(pair)), fact)
            ]
        move = movement_of(fact)
        if move is None or move.paid_by_service:
            return []
        pair = (move.payer, move.payee, move.asset)
        parts = self._series.take(pair, move)
        if len(parts) < self._options.least:
            return []
        return self._tell(pair, parts)

    def _tell(self, pair: _Pair, parts: Sequence[Movement]) -> list[Detection]:
        sizes = [part.size for part in parts]
        spread = pstdev(sizes) / fmean(sizes)
        limit = self._options.threshold
        below = all(limit / 2 <= size < limit for size in sizes)
        if not below and spread >= self._options.alike:
            return []
        return self._campaigns.tell(
            pair,
            parts,
            numbers={"cv": spread, "smallest": min(sizes), "largest": max(sizes)},
            texts={"from": pair[0], "to": pair[1]},
        )
