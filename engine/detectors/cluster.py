"""Several wallets of one origin do the same at one exchange at the same time."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.chain import Retraction
from core.detection import Detection
from core.time_units import HOUR_NS
from engine.flows.campaigns import Campaigns
from engine.flows.movement import Movement, movement_of
from engine.flows.newcomers import Newcomers
from engine.flows.series import Series

_FEWEST, _MOST_WALLETS = 2, 32

_Group = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterOptions:
    """What counts as acting together.

    Parameters
    ----------
    least
        Different wallets; 3 by custom.
    hours
        The window in hours of block time.
    smallest
        Smallest withdrawal or deposit that counts, in whole coins: smaller ones tie wallets to
        their origin, but are everybody's everyday life.
    """

    least: int = 3
    hours: float = 1.0
    smallest: float = 100.0

    def __post_init__(self) -> None:
        """Refuse what is nobody's or everybody's doing."""
        if not _FEWEST <= self.least <= _MOST_WALLETS:
            raise ValueError(f"least {self.least}: take {_FEWEST} to {_MOST_WALLETS} wallets")
        if not 0 < self.hours < float("inf"):
            raise ValueError(f"hours {self.hours}: take more than 0")
        if not 0 <= self.smallest < float("inf"):
            raise ValueError(f"smallest {self.smallest}: take 0 or more")


class Clusters:
    """Finds ``cluster``: wallets that were first paid by the same address go one way together.

    At least ``least`` different wallets withdraw one asset from one exchange, or pay it in there,
    within ``hours``, and the first transfer seen of each came from one and the same payer, who is
    no service, at most ``hours`` before or after that of the wallet that completes the pattern.
    Without such a tie there is nothing: any busy exchange pays three strangers an hour.
    The tie is often a small payment for fees: whoever reads large transfers alone will not see it.

    Each campaign is told once and again when it has doubled (``engine.flows.campaigns``).
    Memory: 50,000 transfers and 200,000 addresses.
    """

    def __init__(self, options: ClusterOptions | None = None) -> None:
        self._options = options or ClusterOptions()
        self._window_ns = window_ns = round(self._options.hours * HOUR_NS)
        self._newcomers = Newcomers()
        self._series: Series[_Group] = Series(window_ns=window_ns)
        self._campaigns: Campaigns[_Group] = Campaigns(
            "cluster", least=self._options.least, window_ns=window_ns
        )

    def update(self, fact: Detection | Retraction) -> list[Detection]:
        """The wallets that this transfer shows to act together, or a retracted block does not."""
        if isinstance(fact, Retraction):
            return self._undo(fact)
        move = movement_of(fact)
        if move is None:
            return []
        if not move.paid_by_service:
            self._newcomers.meet(move)
        group = self._group_of(move)
        if group is None:
            return []
        members = self._together(self._series.take(group, move), move)
        if len(members) < self._options.least or members[-1] != move:
            return []
        flow, exchange, _, origin = group
        texts = {"flow": flow, "exchange": exchange, "origin": origin}
        return self._campaigns.tell(group, members, numbers={}, texts=texts)

    def _group_of(self, move: Movement) -> _Group | None:
        if move.flow not in {"withdrawal", "deposit"} or move.size < self._options.smallest:
            return None
        met = self._newcomers.first(_wallet_of(move))
        exchange = move.payer if move.flow == "withdrawal" else move.payee
        return (move.flow, exchange, move.asset, met.payer) if met and met.payer else None

    def _together(self, moves: Sequence[Movement], move: Movement) -> list[Movement]:
        """Those whose wallets were first paid at the same time as the wallet of ``move``."""
        begun = self._begun_ns(move)
        near = [each for each in moves if abs(self._begun_ns(each) - begun) <= self._window_ns]
        return _one_a_wallet(near)

    def _begun_ns(self, move: Movement) -> int:
        met = self._newcomers.first(_wallet_of(move))
        return met.at_ns if met else 0

    def _undo(self, fact: Retraction) -> list[Detection]:
        self._newcomers.retract(fact.block_hash)
        said: list[Detection] = []
        for group in self._series.retract(fact.block_hash):
            left = len(_one_a_wallet(self._series.of(group)))
            said += self._campaigns.withdraw(group, left, fact)
        return said


def _wallet_of(move: Movement) -> str:
    return move.recipient if move.flow == "withdrawal" else move.sender


def _one_a_wallet(moves: Sequence[Movement]) -> list[Movement]:
    """The first move of each wallet; they alone are counted."""
    firsts: dict[str, Movement] = {}
    for move in moves:
        firsts.setdefault(_wallet_of(move), move)
    return list(firsts.values())
