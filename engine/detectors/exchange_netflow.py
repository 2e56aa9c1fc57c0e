"""What flows into exchanges less what flows out of them, and when that is unusual."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose

from core.chain import Block, Retraction
from core.detection import Detection, DetectionId, Move
from core.time_units import HOUR_NS
from engine.flows.movement import Movement, movement_of
from engine.flows.netflows import Key, moved, numbers_of, texts_of, unusual
from engine.flows.netting import Closed, Netting
from engine.flows.recent import Recent
from engine.flows.taken_back import taken_back

_GRACE_NS = 300_000_000_000
"""So long after its end a window is closed: blocks that leave the chain are younger than that."""

_SPANS = {"1h": (HOUR_NS, 720, 72), "24h": (24 * HOUR_NS, 90, 14)}
"""Length, how many windows say what is usual (30 and 90 days), and how many must (3 and 14)."""

_MOST, _MOST_TOLD = 50_000, 1_000
ALL = "all"
"""The name under which all exchanges are added up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetflowOptions:
    """What is unusual.

    Parameters
    ----------
    least_z
        Deviations from the median (as 1.4826 median absolute deviations of the exchange's own
        windows) from which on a net flow is told. 5, because flows have heavy tails.
    """

    least_z: float = 5.0

    def __post_init__(self) -> None:
        """Refuse what would tell every hour."""
        if not 1 <= self.least_z < float("inf"):
            raise ValueError(f"least_z {self.least_z}: take 1 or more")


@dataclass(slots=True)
class _Told:
    """A window that was told, and the sum it was last told with."""

    first: DetectionId
    key: Key
    closed: Closed
    net: float


class ExchangeNetflow:
    """Tells the net flow of each exchange, and of all, by asset, hour and day (UTC).

    Each window that closes is a ``Move`` of the metric ``netflow_1h`` or ``netflow_24h`` of
    ``chain:exchange:asset``, in whole coins, positive into the exchange; windows without any flow
    between two without one either are not told. One that lies ``least_z`` deviations or more from
    the median of the exchange's own earlier windows is a ``netflow``, with its usual range.

    A window is known five minutes of block time after its end, with the next block. What flows from
    exchange to exchange counts for both and not for ``all``; sweeps and internal moves count for
    nobody, and a deposit whose address is not yet known as the exchange's is missing. As context
    only: in-sample studies find netflows explain next to nothing of the next hours' returns.

    A block that leaves the chain may be older than that. The sums of its windows are put right, by
    what it held and by what takes its place; with the first block younger than it, a ``netflow``
    whose sum is another by now is named by ``netflow_corrected`` (``numbers["told"]`` is the sum it
    was told with), or by ``netflow_withdrawn`` where it is not unusual any more. A window that only
    then would have been unusual is history, and not told.

    Memory: 810 numbers for each exchange and asset that ever met, 50,000 transfers of an hour, and
    the newest 1,000 windows that were told.
    """

    def __init__(self, options: NetflowOptions | None = None) -> None:
        self._options = options or NetflowOptions()
        self._nettings: dict[Key, Netting] = {}
        self._recent: Recent[Movement] = Recent(window_ns=HOUR_NS, most=_MOST)
        self._told: dict[DetectionId, _Told] = {}
        self._regrows_ns: int | None = None
        """The youngest block that left the chain, until there is a younger one."""

    def update(self, fact: Detection | Block | Retraction) -> list[Detection | Move]:
        """What closes with this block, or is put right; transfers and retractions say nothing."""
        if isinstance(fact, Block):
            return [*self._put_right(fact), *self._closing(fact)]
        if isinstance(fact, Retraction):
            self._regrows_ns = max(fact.at_ns, self._regrows_ns or 0)
            for gone in self._recent.retracted(fact.block_hash):
                self._count(gone, -1)
            return []
        move = movement_of(fact)
        if move is not None and not self._recent.has(move):
            self._recent.outgrown(move)
            elsewhere = self._recent.moved(move)
            if elsewhere is not None:
                self._count(elsewhere, -1)
            self._recent.put(move, move)
            self._count(move, 1)
        return []

    def _count(self, move: Movement, sign: int) -> None:
        for exchange, amount in _flows(move):
            for span, (window_ns, keep, least) in _SPANS.items():
                key = (exchange, move.asset, span)
                if key not in self._nettings:
                    self._nettings[key] = Netting(window_ns=window_ns, keep=keep, least=least)
                netting = self._nettings[key]
                add = netting.take if self._regrows_ns is None else netting.correct
                add(move.at_ns, sign * amount)

    def _closing(self, block: Block) -> Iterator[Detection | Move]:
        for key, netting in self._nettings.items():
            for closed in netting.close(block.at_ns - _GRACE_NS):
                if closed.net != closed.before:
                    yield moved(key, closed, block)
                if self._is_unusual(closed, closed.net):
                    found = unusual(key, closed, block)
                    self._keep(_Told(found.id, key, closed, closed.net))
                    yield found

    def _is_unusual(self, closed: Closed, net: float) -> bool:
        usual = closed.usual
        return usual is not None and abs(usual.distance(net)) >= self._options.least_z

    def _keep(self, told: _Told) -> None:
        self._told[told.first] = told
        if len(self._told) > _MOST_TOLD:
            del self._told[next(iter(self._told))]

    def _put_right(self, block: Block) -> Iterator[Detection]:
        if self._regrows_ns is None or block.at_ns <= self._regrows_ns:
            return
        self._regrows_ns = None
        for told in [*self._told.values()]:
            net = self._nettings[told.key].net_of(told.closed.begin_ns)
            if net is None or isclose(net, told.net, rel_tol=1e-9, abs_tol=1e-9):
                continue
            holds = self._is_unusual(told.closed, net)
            kind = "netflow_corrected" if holds else "netflow_withdrawn"
            numbers = numbers_of(told.closed, net) | {"told": told.net}
            said = texts_of(told.key)
            yield taken_back(kind, told.first, block, numbers=numbers, texts=said)
            told.net = net
            if not holds:
                del self._told[told.first]


def _flows(move: Movement) -> list[tuple[str, float]]:
    match move.flow:
        case "deposit":
            return [(move.payee, move.size), (ALL, move.size)]
        case "withdrawal":
            return [(move.payer, -move.size), (ALL, -move.size)]
        case "between exchanges":
            return [(move.payer, -move.size), (move.payee, move.size)]
        case _:
            return []
