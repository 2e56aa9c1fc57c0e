"""What flows into exchanges less what flows out of them, and when that is unusual."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.chain import Block, ChainFact, Retraction
from core.detection import Detection, Move, detection_id
from engine.flows.movement import Movement, movement_of
from engine.flows.netting import Closed, Netting
from engine.flows.recent import Recent

_HOUR_NS = 3_600_000_000_000
_GRACE_NS = 300_000_000_000
"""So long after its end a window is closed: blocks that leave the chain are younger than that."""

_SPANS = {"1h": (_HOUR_NS, 720, 72), "24h": (24 * _HOUR_NS, 90, 14)}
"""Length, how many windows say what is usual (30 and 90 days), and how many must (3 and 14)."""

_MOST = 50_000
ALL = "all"
"""The name under which all exchanges are added up."""

_Key = tuple[str, str, str]


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

    Memory: 810 numbers for each exchange and asset that ever met, and 50,000 transfers of an hour.
    """

    def __init__(self, options: NetflowOptions | None = None) -> None:
        self._options = options or NetflowOptions()
        self._nettings: dict[_Key, Netting] = {}
        self._recent: Recent[Movement] = Recent(window_ns=_HOUR_NS, most=_MOST)

    def update(self, fact: Detection | Block | Retraction) -> list[Detection | Move]:
        """What closes with this block; a transfer or a retraction says nothing itself."""
        if isinstance(fact, Block):
            return [said for key in self._nettings for said in self._close(key, fact)]
        if isinstance(fact, Retraction):
            for gone in self._recent.retracted(fact.block_hash):
                self._count(gone, -1)
            return []
        move = movement_of(fact)
        if move is not None and not self._recent.has(move):
            self._recent.outgrown(move)
            moved = self._recent.moved(move)
            if moved is not None:
                self._count(moved, -1)
            self._recent.put(move, move)
            self._count(move, 1)
        return []

    def _count(self, move: Movement, sign: int) -> None:
        for exchange, amount in _flows(move):
            for span, (window_ns, keep, least) in _SPANS.items():
                key = (exchange, move.asset, span)
                if key not in self._nettings:
                    self._nettings[key] = Netting(window_ns=window_ns, keep=keep, least=least)
                self._nettings[key].take(move.at_ns, sign * amount)

    def _close(self, key: _Key, block: Block) -> Iterator[Detection | Move]:
        for closed in self._nettings[key].close(block.at_ns - _GRACE_NS):
            if closed.net != closed.before:
                yield _moved(key, closed, block)
            usual = closed.usual
            if usual and abs(usual.distance(closed.net)) >= self._options.least_z:
                yield _unusual(key, closed, block)


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


def _moved(key: _Key, closed: Closed, block: ChainFact) -> Move:
    exchange, asset, span = key
    return Move(
        metric=f"netflow_{span}",
        subject=f"{block.chain}:{exchange}:{asset}",
        before=closed.before,
        after=closed.net,
        at_ns=closed.end_ns,
        seen_ns=block.seen_ns,
        cause=f"{span} from {closed.begin_ns}",
        late_ns=block.late_ns,
    )


def _unusual(key: _Key, closed: Closed, block: ChainFact) -> Detection:
    exchange, asset, span = key
    usual = closed.usual
    numbers = {"net": closed.net, "window_s": (closed.end_ns - closed.begin_ns) / 1e9}
    if usual is not None:
        numbers |= {
            "z": usual.distance(closed.net),
            "usual": usual.middle,
            "usual_spread": usual.spread,
            "windows": float(usual.windows),
        }
    return Detection(
        id=detection_id("netflow", block.subject, exchange, asset, span, closed.begin_ns),
        kind="netflow",
        subject=block.subject,
        formed_ns=closed.end_ns,
        known_ns=block.at_ns,
        seen_ns=block.seen_ns,
        late_ns=block.late_ns,
        numbers=numbers,
        texts={"exchange": exchange, "asset": asset, "span": span},
    )
