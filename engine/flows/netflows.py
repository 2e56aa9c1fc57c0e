"""How the net flow of a window becomes the move of a metric, or a finding where it is unusual."""

from core.chain import ChainFact
from core.detection import Detection, Move, detection_id
from engine.flows.netting import Closed

Key = tuple[str, str, str]
"""Exchange (or ``all``), asset and span (``1h``, ``24h``)."""


def moved(key: Key, closed: Closed, block: ChainFact) -> Move:
    """The metric of a window after that of the window before it."""
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


def unusual(key: Key, closed: Closed, block: ChainFact) -> Detection:
    """A window whose sum is told, with what is usual."""
    exchange, asset, span = key
    return Detection(
        id=detection_id("netflow", block.subject, exchange, asset, span, closed.begin_ns),
        kind="netflow",
        subject=block.subject,
        formed_ns=closed.end_ns,
        known_ns=block.at_ns,
        seen_ns=block.seen_ns,
        late_ns=block.late_ns,
        numbers=numbers_of(closed, closed.net),
        texts=texts_of(key),
    )


def numbers_of(closed: Closed, net: float) -> dict[str, float]:
    """A sum beside what is usual, by what was known when its window closed."""
    numbers = {"net": net, "window_s": (closed.end_ns - closed.begin_ns) / 1e9}
    usual = closed.usual
    if usual is not None:
        numbers |= {
            "z": usual.distance(net),
            "usual": usual.middle,
            "usual_spread": usual.spread,
            "windows": float(usual.windows),
        }
    return numbers


def texts_of(key: Key) -> dict[str, str]:
    """Whose net flow it is."""
    exchange, asset, span = key
    return {"exchange": exchange, "asset": asset, "span": span}
