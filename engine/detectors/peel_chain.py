"""A sum that wanders from one fresh address to the next and loses a piece at each."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.chain import Retraction
from core.detection import Detection
from core.time_units import HOUR_NS
from engine.flows.campaigns import Campaigns
from engine.flows.movement import Movement, movement_of
from engine.flows.newcomers import Newcomers
from engine.flows.recent import Recent

_MOST = 50_000
_FEWEST, _MOST_HOPS = 3, 32


@dataclass(frozen=True, slots=True, kw_only=True)
class PeelOptions:
    """What counts as a chain.

    Parameters
    ----------
    least
        Hops, 4 by custom: three are a detour.
    hours
        The longest rest at one address, in hours of block time.
    smallest_share, largest_share
        The part of what came that a hop forwards, both included. Below 0.80 it is a split; above
        0.99 nothing is peeled off and it is a plain pass-through.
    """

    least: int = 4
    hours: float = 24.0
    smallest_share: float = 0.80
    largest_share: float = 0.99

    def __post_init__(self) -> None:
        """Refuse what is no chain."""
        if not _FEWEST <= self.least <= _MOST_HOPS:
            raise ValueError(f"least {self.least}: take {_FEWEST} to {_MOST_HOPS} hops")
        if not 0 < self.hours < float("inf"):
            raise ValueError(f"hours {self.hours}: take more than 0")
        if not 0 < self.smallest_share < self.largest_share < 1:
            raise ValueError("shares of a hop: take 0 < smallest_share < largest_share < 1")


@dataclass(slots=True, eq=False, kw_only=True)
class _Arrival:
    """What came to a fresh address; ``hops`` brought it, the newest last; ``first`` began it."""

    move: Movement
    first: str
    hops: tuple[Movement, ...] = ()
    before: "_Arrival | None" = None
    spent: bool = False


class PeelChains:
    """Finds ``peel_chain``: A1 pays A2, A2 pays A3, each to an address nobody had seen before.

    A hop forwards at least ``smallest_share`` and at most ``largest_share`` of what its sender got
    as their very first transfer, within ``hours``, to an address that never took part in a transfer
    this tracker remembers. ``least`` hops make a chain; where the pieces go does not matter.
    What is fresh depends on how far down transfers are read. The shape is described for stolen
    funds (Fu and others, 2303.15841); people who pay bills from change addresses make it too.

    Each chain is told once, and again when it is twice as long (``engine.flows.campaigns``).
    Memory: 50,000 transfers, 200,000 addresses; a chain shows its newest 32 hops.
    """

    def __init__(self, options: PeelOptions | None = None) -> None:
        self._options = options or PeelOptions()
        self._window_ns = round(self._options.hours * HOUR_NS)
        self._newcomers = Newcomers()
        self._recent: Recent[_Arrival] = Recent(window_ns=self._window_ns, most=_MOST)
        self._arrivals: dict[str, _Arrival] = {}
        self._campaigns: Campaigns[str] = Campaigns(
            "peel_chain", least=self._options.least, window_ns=self._window_ns
        )

    def update(self, fact: Detection | Retraction) -> list[Detection]:
        """The chain that this transfer completes, or that a retracted block breaks."""
        if isinstance(fact, Retraction):
            return list(self._retract(fact))
        move = movement_of(fact)
        if move is None or self._recent.has(move):
            return []
        for old in self._recent.outgrown(move):
            self._leave(old)
        moved = self._recent.moved(move)
        if moved is not None:
            self._leave(moved)
            self._newcomers.forget(moved.move)
        _, fresh = self._newcomers.meet(move)
        if not fresh:
            return []
        arrival = self._follow(move)
        self._arrivals[move.recipient] = arrival
        self._recent.put(move, arrival)
        return self._tell(arrival)

    def _follow(self, move: Movement) -> _Arrival:
        source = self._arrivals.get(move.sender)
        if source is None or source.spent or not self._peels(source.move, move):
            return _Arrival(move=move, first=move.told)
        source.spent = True
        hops = (*source.hops, move)[-_MOST_HOPS:]
        return _Arrival(move=move, hops=hops, first=source.first, before=source)

    def _peels(self, came: Movement, sent: Movement) -> bool:
        within = 0 <= sent.at_ns - came.at_ns <= self._window_ns
        share = sent.units / came.units if came.units else 0.0
        fits = self._options.smallest_share <= share <= self._options.largest_share
        return within and fits and sent.asset == came.asset

    def _tell(self, arrival: _Arrival) -> list[Detection]:
        hops = arrival.hops
        if len(hops) < self._options.least:
            return []
        kept = hops[-1].units / hops[0].units
        return self._campaigns.tell(
            arrival.first,
            hops,
            numbers={"total": hops[0].size, "kept": kept},
            texts={"from": hops[0].sender, "to": hops[-1].recipient},
        )

    def _retract(self, fact: Retraction) -> Iterator[Detection]:
        for arrival in self._recent.retracted(fact.block_hash):
            self._leave(arrival)
            if arrival.before is not None:
                left = len(arrival.before.hops)
                yield from self._campaigns.withdraw(arrival.first, left, fact)
        self._newcomers.retract(fact.block_hash)

    def _leave(self, arrival: _Arrival) -> None:
        if self._arrivals.get(arrival.move.recipient) is arrival:
            del self._arrivals[arrival.move.recipient]
        if arrival.before is not None:
            arrival.before.spent = False
