"""Somebody takes coins off exchanges, or brings them there, again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from core.chain import Retraction
from core.detection import Detection
from core.time_units import DAY_NS
from engine.flows.campaigns import Campaigns
from engine.flows.movement import Movement, movement_of
from engine.flows.series import Series

_HISTORY_DAYS = 30
_LONGEST = 128
_LEAST_DAYS = 7
_FEWEST = 3

_Holder = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccumulationOptions:
    """What counts as going one way.

    Parameters
    ----------
    least
        Transfers to or from exchanges within the window; 5 by custom.
    days
        The window in days of block time; what a holder did before it, up to 30 days ago, is the
        history. 7 by custom.
    share
        The part of the transfers, and of the amount, that must go one way; exactly so much will do.
    least_z
        For a holder with a history of at least 7 days: how many standard errors the mean daily net
        flow of the window must lie beyond that of the history. 2 leaves one in forty by chance.
    """

    least: int = 5
    days: int = 7
    share: float = 0.8
    least_z: float = 2.0

    def __post_init__(self) -> None:
        """Refuse what would find everybody or nobody."""
        if not _FEWEST <= self.least <= _LONGEST // 2:
            raise ValueError(f"least {self.least}: take {_FEWEST} to {_LONGEST // 2} transfers")
        if not 1 <= self.days <= _HISTORY_DAYS - _LEAST_DAYS:
            raise ValueError(f"days {self.days}: take 1 to {_HISTORY_DAYS - _LEAST_DAYS}")
        if not 0.5 < self.share <= 1:  # noqa: PLR2004 - half is both ways
            raise ValueError(f"share {self.share}: take more than 0.5, and 1 at most")
        if not 0 <= self.least_z < float("inf"):
            raise ValueError(f"least_z {self.least_z}: take 0 or more")


class Accumulation:
    """Finds ``accumulation`` (off exchanges) and ``distribution`` (onto exchanges).

    Of one holder (an entity where labels know it, else an address) and one asset: at least
    ``least`` transfers with exchanges within ``days``, at least ``share`` of them and of their
    amount one way, and, where the holder was seen 7 days and longer before the window, beyond their
    own history (``numbers["z"]``; absent without one). Only transfers with exchanges count, so
    paying many people is no distribution. Descriptive: what the holder means by it is not known.

    Each campaign is told once and again when it has doubled. A step looks at the newest 128
    transfers of the holder; 50,000 transfers are remembered at most.
    """

    def __init__(self, options: AccumulationOptions | None = None) -> None:
        self._options = options or AccumulationOptions()
        self._window_ns = self._options.days * DAY_NS
        self._series: Series[_Holder] = Series(window_ns=_HISTORY_DAYS * DAY_NS, longest=_LONGEST)
        self._ways: dict[str, Campaigns[_Holder]] = {
            kind: Campaigns(kind, least=self._options.least, window_ns=self._window_ns)
            for kind in ("accumulation", "distribution")
        }

    def update(self, fact: Detection | Retraction) -> list[Detection]:
        """What this transfer completes, or a retracted block undoes."""
        if isinstance(fact, Retraction):
            return self._undo(fact)
        move = movement_of(fact)
        holder = None if move is None else _holder_of(move)
        if move is None or holder is None:
            return []
        known = self._series.take(holder, move)
        lately = [each for each in known if each.at_ns > move.at_ns - self._window_ns]
        kind = "accumulation" if move.flow == "withdrawal" else "distribution"
        one_way = [each for each in lately if each.flow == move.flow]
        if len(one_way) < self._options.least or self._mixed(one_way, lately):
            return []
        z = self._beyond_history(known, move)
        if z is not None and (z if kind == "accumulation" else -z) < self._options.least_z:
            return []
        numbers = {"net": _net(lately), "share": len(one_way) / len(lately)}
        return self._ways[kind].tell(
            holder,
            one_way,
            numbers=numbers if z is None else numbers | {"z": z},
            texts={"who": holder[0]},
        )

    def _mixed(self, one_way: Sequence[Movement], lately: Sequence[Movement]) -> bool:
        amount = sum(each.size for each in one_way) / sum(each.size for each in lately)
        return min(len(one_way) / len(lately), amount) < self._options.share

    def _beyond_history(self, known: Sequence[Movement], move: Movement) -> float | None:
        """Standard errors between the window's mean daily net flow and the history's."""
        begin_ns = move.at_ns - self._window_ns
        before = [each for each in known if each.at_ns <= begin_ns]
        days = (begin_ns - min(each.at_ns for each in known)) // DAY_NS
        if days < _LEAST_DAYS:
            return None
        daily = [0.0] * (days + 1)
        for each in before:
            daily[(begin_ns - each.at_ns) // DAY_NS] += _signed(each)
        error = stdev(daily) / self._options.days**0.5
        now = _net([each for each in known if each.at_ns > begin_ns]) / self._options.days
        return (now - fmean(daily)) / error if error else None

    def _undo(self, fact: Retraction) -> list[Detection]:
        said: list[Detection] = []
        for holder in self._series.retract(fact.block_hash):
            known = self._series.of(holder)
            left = [each for each in known if each.at_ns > fact.at_ns - self._window_ns]
            for kind, flow in (("accumulation", "withdrawal"), ("distribution", "deposit")):
                still = sum(each.flow == flow for each in left)
                said += self._ways[kind].withdraw(holder, still, fact)
        return said


def _holder_of(move: Movement) -> _Holder | None:
    if move.flow == "withdrawal" and not move.paid_to_service:
        return move.payee, move.asset
    if move.flow == "deposit" and not move.paid_by_service:
        return move.payer, move.asset
    return None


def _signed(move: Movement) -> float:
    return move.size if move.flow == "withdrawal" else -move.size


def _net(moves: Sequence[Movement]) -> float:
    return sum(map(_signed, moves))
